using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace BackCare.Tests.Cli;

public sealed class ExperimentsCommandTests : IDisposable
{
    private readonly CommandRun command = new();

    private string Database => command.PathOf("backcare.db");

    [Fact]
    public async Task An_experiment_is_started_watched_and_stopped()
    {
        Assert.Equal(0, await command.Run("experiments", "start", "--name", "which order?", "--kind", "interleaving", "--treatment", "knowledge", "--json", "--database", Database));
        string id = JsonDocument.Parse(command.Output).RootElement.GetProperty("id").GetString()!;

        Assert.Equal(1, await command.Run("experiments", "start", "--name", "another", "--treatment", "knowledge", "--database", Database));
        Assert.Contains("'which order?' is running. Stop it first", command.Error, StringComparison.Ordinal);

        Assert.Equal(0, await command.Run("experiments", "show", id, "--json", "--database", Database));
        JsonElement measured = JsonDocument.Parse(command.Output).RootElement.GetProperty("measurement");
        Assert.Equal(("lists", "undecided", JsonValueKind.Null), (measured.GetProperty("unit").GetString(), measured.GetProperty("verdict").GetString(), measured.GetProperty("difference").GetProperty("estimate").ValueKind));

        Assert.Equal(0, await command.Run("experiments", "stop", id, "--reason", "decided", "--database", Database));
        Assert.Equal(0, await command.Run("experiments", "list", "--database", Database));
        Assert.Contains("which order?: champion against knowledge", command.Output, StringComparison.Ordinal);
        Assert.Contains("stopped", command.Output, StringComparison.Ordinal);
        Assert.Equal(0, await command.Run("experiments", "list", "--running", "--database", Database));
        Assert.Equal("", command.Output);
    }

    [Theory]
    [InlineData("experiments", "start", "--name", "x", "--kind", "guess")]
    [InlineData("experiments", "start", "--name", "x", "--window-minutes", "0")]
    [InlineData("experiments", "show")]
    public async Task Wrong_usage_exits_with_2(params string[] args) => Assert.Equal(2, await command.Run(args));

    [Fact]
    public async Task Two_equal_sides_are_refused_with_a_reason()
    {
        Assert.Equal(1, await command.Run("experiments", "start", "--name", "x", "--database", Database));
        Assert.Contains("Both sides are the same", command.Error, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        command.Dispose();
    }
}
