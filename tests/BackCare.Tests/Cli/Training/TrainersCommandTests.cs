using System.Text.Json;
using BackCare.Ranking.MLNet;
using BackCare.Tests.Ranking.MLNet;

namespace BackCare.Tests.Cli.Training;

public sealed class TrainersCommandTests : IDisposable
{
    private readonly CommandRun command = new();

    [Fact]
    public async Task Every_trainer_is_listed_with_its_engine_and_whether_this_build_has_it()
    {
        Assert.Equal(0, await command.Run("trainers", "--json"));

        JsonElement[] listed = [.. JsonDocument.Parse(command.Output).RootElement.EnumerateArray()];
        Assert.Equal(["lambdamart", "mlnet-lightgbm", "mlnet-fasttree"], listed.Select(trainer => trainer.GetProperty("name").GetString()));
        Assert.Equal([true, MLNetReference.IsPresent, MLNetReference.IsPresent], listed.Select(trainer => trainer.GetProperty("available").GetBoolean()));
        Assert.Equal("BackCare", listed[0].GetProperty("engine").GetString());
        Assert.Equal(MLNetReference.IsPresent ? $"ML.NET {MLNetBuild.Version}" : "ML.NET", listed[1].GetProperty("engine").GetString());
    }

    [Fact]
    public async Task A_person_reads_one_line_a_trainer_and_why_one_is_left_out()
    {
        Assert.Equal(0, await command.Run("trainers"));

        string[] lines = command.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(3, lines.Length);
        Assert.EndsWith("available", lines[0].TrimEnd(), StringComparison.Ordinal);
        Assert.Contains(MLNetReference.IsPresent ? "available" : "not in this build: the NuGet sources", lines[1], StringComparison.Ordinal);
    }

    public void Dispose() => command.Dispose();
}
