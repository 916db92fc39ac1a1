using System.Text.Json;
using BackCare.Ranking.MLNet;
using BackCare.Ranking.Training;

namespace BackCare.Tests.Ranking.MLNet;

public sealed class TrainersTests
{
    [Theory]
    [InlineData("lambdamart")]
    [InlineData("managed")]
    public void The_managed_trainer_is_in_every_build(string name)
    {
        Assert.True(Trainers.Catalog.TryFind(name, out ITrainer? trainer, out _));
        Assert.Equal("lambdamart", trainer.Name);
    }

    [Fact]
    public void An_unknown_name_is_refused_with_the_names_there_are()
    {
        Assert.False(Trainers.Catalog.TryFind("catboost", out _, out string? refusal));
        Assert.Equal("There is no trainer catboost; there are lambdamart, mlnet-lightgbm, mlnet-fasttree.", refusal);
    }

    [Theory]
    [InlineData("mlnet-lightgbm")]
    [InlineData("mlnet-fasttree")]
    public void A_trainer_of_ml_net_is_found_or_says_that_this_build_lacks_it_and_why(string name)
    {
        bool found = Trainers.Catalog.TryFind(name, out ITrainer? trainer, out string? refusal);

        Assert.Equal(MLNetBuild.Version is not null, found);
        Assert.Equal(found, Trainers.Catalog.All.Single(listing => listing.Name == name).IsAvailable);
        if (found)
            Assert.Equal(name, trainer!.Name);
        else
            Assert.StartsWith($"trainer {name} is not in this build: the NuGet sources it was restored from do not carry Microsoft.ML. ", refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_listed_as_available_is_what_can_be_found()
    {
        Assert.Equal(Trainers.Catalog.Available.Select(trainer => trainer.Name), Trainers.Catalog.All.Where(listing => listing.IsAvailable).Select(listing => listing.Name));
    }

    [Fact(SkipUnless = nameof(MLNetReference.IsPresent), SkipType = typeof(MLNetReference), Skip = MLNetReference.WhySkipped)]
    public void The_version_told_is_that_of_the_package_and_not_of_the_assembly()
    {
        // What the restore resolved, as the build wrote it down: "Microsoft.ML/5.0.1": { "type": "package" … }.
        using JsonDocument resolved = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "BackCare.Tests.deps.json")));
        string package = resolved.RootElement.GetProperty("libraries").EnumerateObject().Single(library => library.Name.StartsWith("Microsoft.ML/", StringComparison.Ordinal)).Name;

        Assert.Equal(package, $"Microsoft.ML/{MLNetBuild.Version}");
        Assert.Contains(Trainers.Catalog.All, listing => listing.Engine == $"ML.NET {MLNetBuild.Version}");
    }
}
