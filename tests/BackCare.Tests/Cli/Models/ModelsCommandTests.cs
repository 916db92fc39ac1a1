using System.Text.Json;
using BackCare.Tests.App.Serving;

namespace BackCare.Tests.Cli.Models;

/// <summary>The verbs about models on a folder of small models; none of them opens a database.</summary>
public sealed class ModelsCommandTests : IDisposable
{
    private readonly CommandRun command = new();
    private readonly ModelsOnDisk disk = new();

    [Fact]
    public async Task List_prints_version_trainer_time_quality_and_champion()
    {
        disk.Write("v1", "promote");
        disk.Write("v2", "refuse");
        File.WriteAllText(disk.PathOf("champion.json"), "{ \"version\": \"v1\" }");

        Assert.Equal(0, await Models("list", "--json"));

        JsonElement[] models = [.. JsonDocument.Parse(command.Output).RootElement.EnumerateArray()];
        Assert.Equal(["v2", "v1"], models.Select(m => m.GetProperty("version").GetString()));
        Assert.Equal([false, true], models.Select(m => m.GetProperty("champion").GetBoolean()));
        Assert.Equal(("lambdamart", 0.75, "2026-03-01T12:00:00Z"), (models[1].GetProperty("trainer").GetString(), models[1].GetProperty("ndcg10").GetDouble(), models[1].GetProperty("createdUtc").GetString()));
        Assert.Equal("", command.Error);
    }

    [Fact]
    public async Task Without_models_the_list_is_empty()
    {
        Assert.Equal(0, await Models("list", "--json"));
        Assert.Equal("[]", command.Output.Trim());
    }

    [Fact]
    public async Task Promotion_edits_the_champion_file_alone_and_rollback_undoes_it_step_by_step()
    {
        disk.Write("v1", "promote");
        disk.Write("v2", "promote");
        string[] before = Files();

        Assert.Equal(0, await Models("promote", "v1", "--by", "Ada"));
        Assert.Equal(0, await Models("promote", "v2", "--json"));
        Assert.Equal("v1", JsonDocument.Parse(command.Output).RootElement.GetProperty("previous").GetString());
        Assert.Equal([.. before, disk.PathOf("champion.json")], Files());

        Assert.Equal(0, await Models("rollback"));
        Assert.Equal("v1", JsonDocument.Parse(disk.Champion).RootElement.GetProperty("version").GetString());
        Assert.Equal(0, await Models("rollback", "--json"));
        Assert.Equal(JsonValueKind.Null, JsonDocument.Parse(disk.Champion).RootElement.GetProperty("version").ValueKind);
        Assert.Equal(1, await Models("rollback"));
        Assert.Contains("There is no champion to roll back", command.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_gate_refused_cannot_be_promoted_by_anybody()
    {
        disk.Write("v1", "refuse");

        Assert.Equal(1, await Models("promote", "v1"));
        Assert.Contains("The gate refused model v1 and nobody can overrule it. Its reason.", command.Error, StringComparison.Ordinal);
        Assert.Equal(1, await Models("promote", "v1", "--decide", "--reason", "I like it"));
        Assert.False(File.Exists(disk.PathOf("champion.json")));
    }

    [Theory]
    [InlineData("not_enough_evidence")]
    [InlineData(null)]
    public async Task Without_enough_evidence_a_named_person_decides_with_a_reason_that_is_recorded(string? verdict)
    {
        disk.Write("v1", verdict);

        Assert.Equal(1, await Models("promote", "v1"));
        Assert.Contains("A person may decide with a reason", command.Error, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(2, await Models("promote", "v1", "--decide"));
        Assert.Equal(0, await Models("promote", "v1", "--decide", "--reason", "first week", "--by", "Ada"));

        JsonElement champion = JsonDocument.Parse(disk.Champion).RootElement;
        Assert.Equal(("v1", "Ada", "first week"), (champion.GetProperty("version").GetString(), champion.GetProperty("by").GetString(), champion.GetProperty("reason").GetString()));
    }

    [Fact]
    public async Task A_model_that_could_not_serve_is_not_promoted()
    {
        disk.Write("v1", "promote", schemaHash: "0123456789abcdef");
        disk.Write("v2", "promote");
        File.AppendAllText(disk.PathOf("v2", "model.txt"), "x");

        Assert.Equal(1, await Models("promote", "v1"));
        Assert.Contains("Retrain the model", command.Error, StringComparison.Ordinal);
        Assert.Equal(1, await Models("promote", "v2"));
        Assert.Contains("not the file that its card describes", command.Error, StringComparison.Ordinal);
        Assert.Equal(1, await Models("promote", "../ranking/v2"));
        Assert.Contains("There is no model of this version", command.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rollback_passes_over_a_model_that_can_no_longer_serve()
    {
        foreach (string version in new[] { "v1", "v2", "v3" })
        {
            disk.Write(version, "promote");
            await Models("promote", version);
        }

        File.AppendAllText(disk.PathOf("v2", "model.txt"), "x");

        Assert.Equal(0, await Models("rollback"));
        Assert.Contains("Passed over: model.txt of model v2", command.Output, StringComparison.Ordinal);
        Assert.Contains("Champion: v1, back from v3.", command.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verify_names_what_is_wrong_and_exits_with_1()
    {
        disk.Write("v1", "promote");
        Assert.Equal(0, await Models("verify"));
        Assert.Equal("v1: sound", command.Output.Trim());

        disk.Write("v2", "promote");
        File.Delete(disk.PathOf("v2", "model.txt"));
        Assert.Equal(1, await Models("verify", "--json"));
        Assert.Equal([false, true], JsonDocument.Parse(command.Output).RootElement.EnumerateArray().Select(i => i.GetProperty("sound").GetBoolean()));
        Assert.Equal(0, await Models("verify", "v1"));
    }

    [Fact]
    public async Task Show_prints_the_verdict_with_its_reasons()
    {
        disk.Write("v1", "refuse");

        Assert.Equal(0, await Models("show", "v1"));
        Assert.Contains("Its reason.", command.Output, StringComparison.Ordinal);
        Assert.Contains("files     card.json, model.txt", command.Output, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        command.Dispose();
        disk.Dispose();
    }

    private string[] Files() => [.. Directory.EnumerateFiles(disk.Folder, "*", SearchOption.AllDirectories).OrderBy(path => path.Contains("champion", StringComparison.Ordinal)).ThenBy(path => path, StringComparer.Ordinal)];

    private Task<int> Models(params string[] args) => command.Run(["models", .. args, "--models", disk.Folder]);
}
