using BackCare.Ranking.Training;

namespace BackCare.Tests.Ranking.Training;

public sealed class TrainerCatalogTests
{
    private static readonly TrainerCatalog Catalog = new(
        [new("lambdamart", "BackCare", null) { Alias = "managed" }, new("other", "Other 2", "nobody built it")], [new LambdaMart()]);

    [Theory]
    [InlineData("lambdamart")]
    [InlineData("managed")]
    public void A_trainer_is_found_by_name_and_by_alias(string name)
    {
        Assert.True(Catalog.TryFind(name, out ITrainer? trainer, out string? refusal));
        Assert.Null(refusal);
        Assert.Equal("lambdamart", trainer.Name);
    }

    [Fact]
    public void A_trainer_that_the_build_lacks_is_refused_with_the_reason()
    {
        Assert.False(Catalog.TryFind("other", out _, out string? refusal));
        Assert.Equal("trainer other is not in this build: nobody built it.", refusal);
    }

    [Fact]
    public void An_unknown_name_is_refused_with_the_names_there_are()
    {
        Assert.False(Catalog.TryFind("Lambdamart", out _, out string? refusal));
        Assert.Equal("There is no trainer Lambdamart; there are lambdamart, other.", refusal);
    }
}
