using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace BackCare.Tests.Cli;

public sealed class RulesCommandTests : IDisposable
{
    private readonly CommandRun command = new();

    private string Database => command.PathOf("backcare.db");

    [Fact]
    public async Task A_rule_is_made_listed_tried_out_and_removed()
    {
        Assert.Equal(0, await command.Run("rules", "add", "bury", "--brand", "Tuli's", "--description", "spring", "--json", "--database", Database));
        string id = JsonDocument.Parse(command.Output).RootElement.GetProperty("id").GetString()!;

        Assert.Equal(0, await command.Run("rules", "list", "--state", "running", "--database", Database));
        Assert.Contains($"{id}  running  Buries everything of Tuli's by 0.5 on every list. (spring)", command.Output, StringComparison.Ordinal);

        Assert.Equal(0, await command.Run("rules", "preview", "hide", "--category", "heel_cups", "--text", "heel aches after standing all day", "--database", Database));
        Assert.Contains("This rule: Hides everything in", command.Output, StringComparison.Ordinal);

        Assert.Equal(0, await command.Run("rules", "remove", id, "--database", Database));
        Assert.Equal(0, await command.Run("rules", "list", "--database", Database));
        Assert.Equal("", command.Output);
    }

    [Theory]
    [InlineData("rules", "add", "promote")]
    [InlineData("rules", "add", "boost", "--from", "soon")]
    [InlineData("rules", "preview", "hide")]
    public async Task Wrong_usage_exits_with_2(params string[] args) => Assert.Equal(2, await command.Run(args));

    [Fact]
    public async Task A_rule_that_names_nothing_known_is_refused_with_the_nearest()
    {
        Assert.Equal(1, await command.Run("rules", "add", "pin", "--product", "tulis_clasic_heel_cups", "--database", Database));
        Assert.Contains("Did you mean 'tulis_classic_heel_cups'?", command.Error, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        command.Dispose();
    }
}
