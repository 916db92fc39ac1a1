using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace BackCare.Tests.Cli.Training;

/// <summary>The whole way by command: simulate, train, train against the champion, compare, export.</summary>
public sealed class TrainCommandTests : IDisposable
{
    private readonly CommandRun command = new();

    private string Database => command.PathOf("shop.db");

    private string Models => command.PathOf("models");

    [Fact]
    public async Task A_model_is_trained_from_the_journal_and_the_same_data_and_seed_give_the_same_bytes_beside_the_champion()
    {
        Assert.Equal(0, await command.Run("simulate", "--sessions", "1200", "--seed", "1", "--database", Database));
        Assert.Equal(0, await Train("--until", "2100-01-01"));
        JsonElement first = JsonDocument.Parse(command.Output).RootElement;
        Assert.Equal(["version", "trainer", "ndcg10", "baselines", "verdict"], first.EnumerateObject().Select(p => p.Name));
        Assert.Equal(["random", "popularity", "knowledge", "champion"], first.GetProperty("baselines").EnumerateObject().Select(p => p.Name));
        Assert.Equal(JsonValueKind.Null, first.GetProperty("baselines").GetProperty("champion").ValueKind);
        Assert.True(first.GetProperty("ndcg10").GetDouble() > first.GetProperty("baselines").GetProperty("random").GetDouble());
        Assert.Contains("growing trees", command.Error, StringComparison.Ordinal);

        string version = first.GetProperty("version").GetString()!;
        Assert.Equal(["card.json", "model.txt", "report.html"], Files(version));
        JsonElement card = JsonDocument.Parse(File.ReadAllBytes(PathOf(version, "card.json"))).RootElement;
        Assert.True(card.GetProperty("data").GetProperty("simulated").GetBoolean());
        Assert.Equal("knowledge", card.GetProperty("gate").GetProperty("comparedWith").GetString());
        Assert.Equal(first.GetProperty("verdict").GetString(), card.GetProperty("gate").GetProperty("verdict").GetString());
        Assert.Equal(Hash(version), card.GetProperty("modelHash").GetString());

        // By hand: so few lists need not be enough for the gate.
        await File.WriteAllTextAsync(Path.Combine(Models, "ranking", "champion.json"), $"{{ \"version\": \"{version}\" }}", TestContext.Current.CancellationToken);
        Assert.Equal(0, await Train("--until", "2100-01-01", "--trainer", "managed", "--seed", "1"));
        JsonElement second = JsonDocument.Parse(command.Output).RootElement;
        Assert.Equal(Hash(version), Hash(second.GetProperty("version").GetString()!));
        Assert.Equal(first.GetProperty("ndcg10").GetDouble(), second.GetProperty("baselines").GetProperty("champion").GetDouble());
        Assert.Equal("refuse", second.GetProperty("verdict").GetString());

        await LookAsync(version, second.GetProperty("version").GetString()!);
    }

    [Theory]
    [InlineData(2, "--since", "yesterday", "--since is 'yesterday'")]
    [InlineData(2, "--seed", "-1", "--seed is '-1'")]
    [InlineData(1, "--until=2026-01-01", "--since=2026-01-02", "The end must lie after the beginning.")]
    [InlineData(1, "--trainer", "nobody", "There is no trainer nobody; there are lambdamart")]
    [InlineData(1, "--seed", "7", "The journal holds no served list that can be learned from")]
    public async Task What_cannot_be_trained_is_said_with_its_reason(int code, string option, string value, string said)
    {
        Assert.Equal(code, await Train(option, value));
        Assert.Contains(said, command.Error, StringComparison.Ordinal);
        Assert.Equal("", command.Output);
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        command.Dispose();
    }

    private async Task LookAsync(string one, string other)
    {
        Assert.Equal(0, await command.Run("models", "compare", other, one, "--json", "--models", Models, "--database", Database));
        JsonElement compared = JsonDocument.Parse(command.Output).RootElement;
        Assert.All(compared.GetProperty("metrics").EnumerateArray(), metric => Assert.Equal(0, metric.GetProperty("difference").GetProperty("estimate").GetDouble()));

        Assert.Equal(0, await command.Run("runs", "list", "--json", "--database", Database));
        JsonElement[] runs = [.. JsonDocument.Parse(command.Output).RootElement.EnumerateArray()];
        Assert.Equal([other, one], runs.Select(run => run.GetProperty("version").GetString()));

        string csv = command.PathOf("lists.csv"), svm = command.PathOf("lists.svm");
        Assert.Equal(0, await command.Run("training-set", "--format", "csv", "--out", csv, "--database", Database));
        Assert.Equal(0, await command.Run("training-set", "--out", svm, "--database", Database));
        Assert.StartsWith("list_id,served_utc,simulated,product_id,position,grade,clicked,dismissed,propensity,weight,knowledge_score,", File.ReadLines(csv).First(), StringComparison.Ordinal);
        Assert.Equal(File.ReadLines(svm).Count(), File.ReadLines(csv).Count() - 1);
        Assert.Equal(File.ReadLines(svm).Count(), File.ReadLines(svm + ".query").Sum(int.Parse));
    }

    private Task<int> Train(params string[] options) => command.Run(["train", .. options, "--json", "--models", Models, "--database", Database]);

    private string PathOf(string version, string file) => Path.Combine(Models, "ranking", version, file);

    private string[] Files(string version) => [.. Directory.EnumerateFiles(Path.Combine(Models, "ranking", version)).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    private string Hash(string version) => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(PathOf(version, "model.txt"))));
}
