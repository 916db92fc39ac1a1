using System.Text.Json;
using BackCare.App.Knowledge;
using Microsoft.Data.Sqlite;

namespace BackCare.Tests.Cli;

/// <summary>Verbs that open the shop. The first one creates, migrates and seeds the database that the others find.</summary>
public sealed class ShopCommandTests(ShopCommandTests.Database database) : IClassFixture<ShopCommandTests.Database>, IDisposable
{
    private readonly CommandRun command = new();

    [Fact]
    public async Task Link_prints_one_answer_a_line_in_the_order_of_the_texts()
    {
        string texts = command.Write("texts.txt", "heel hurts when I get out of bed\n\nI am pregnant and I can't pee since my back hurts\n");

        Assert.Equal(0, await command.Run("link", "--file", texts, "--json", "--database", database.File));

        string[] lines = command.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(3, lines.Length);
        Assert.StartsWith("{\"symptoms\":[{\"id\":\"heel_pain_first_step\",\"confidence\":0.", lines[0], StringComparison.Ordinal);
        Assert.Equal("{\"symptoms\":[],\"redFlags\":[],\"careLevel\":\"self_care\"}", lines[1].TrimEnd());
        JsonElement third = JsonDocument.Parse(lines[2]).RootElement;
        string?[] flags = [.. third.GetProperty("redFlags").EnumerateArray().Select(f => f.GetString())];
        Assert.Equal("rf_ces_bladder", flags[0]);
        Assert.Contains("rf_pregnancy", flags);
        Assert.Equal("emergency_now", third.GetProperty("careLevel").GetString());
    }

    [Theory]
    [InlineData("link")]
    [InlineData("link", "heel", "--file", "texts.txt")]
    [InlineData("evaluate", "linker")]
    [InlineData("recommend", "heel", "--limit", "51")]
    public async Task Wrong_usage_exits_with_2(params string[] args) => Assert.Equal(2, await command.Run(args));

    [Fact]
    public async Task Recommend_prints_the_response_of_the_api()
    {
        Assert.Equal(0, await command.Run("recommend", "heel hurts when I get out of bed", "--json", "--database", database.File));

        JsonElement response = JsonDocument.Parse(command.Output).RootElement;
        Assert.Equal("heel_pain_first_step", response.GetProperty("understood")[0].GetProperty("symptomId").GetString());
        Assert.Equal(1, response.GetProperty("products")[0].GetProperty("position").GetInt32());
        Assert.Equal("", command.Error);
    }

    [Fact]
    public async Task Recommend_explains_every_stage()
    {
        Assert.Equal(0, await command.Run("recommend", "heel hurts when I get out of bed", "--explain", "--database", database.File));

        Assert.All(["link", "gate", "reach", "collect", "score", "arrange"], stage => Assert.Contains($"{stage}\n", command.Output.ReplaceLineEndings("\n"), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Evaluate_counts_over_a_file_of_cases()
    {
        string cases = command.Write("cases.csv", "text,expected_symptoms,expected_red_flags\nheel hurts when I get out of bed,heel_pain_first_step,\nI can't pee since my back hurts,,rf_ces_bladder\n");

        Assert.Equal(0, await command.Run("evaluate", "linker", "--cases", cases, "--json", "--database", database.File));

        JsonElement score = JsonDocument.Parse(command.Output).RootElement.GetProperty("cases");
        Assert.Equal((2, 1, 1, 1), (score.GetProperty("cases").GetInt32(), score.GetProperty("top1").GetInt32(), score.GetProperty("flagsExpected").GetInt32(), score.GetProperty("flagsFound").GetInt32()));
    }

    [Fact]
    public async Task Knowledge_check_names_a_broken_cell_and_exits_with_1()
    {
        string folder = Path.GetDirectoryName(command.Write("x", ""))!;
        foreach (string file in Directory.EnumerateFiles(KnowledgeFolder.Seed))
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        string links = Path.Combine(folder, "links.csv");
        File.WriteAllText(links, File.ReadAllText(links).Replace("L001,gastrocnemius,", "L001,calf,", StringComparison.Ordinal));

        Assert.Equal(1, await command.Run("knowledge", "check", "--folder", folder));
        Assert.StartsWith("links.csv:2 [from_structure] 'calf': names no row of structures.csv.", command.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Knowledge_check_of_the_seed_exits_with_0() => Assert.Equal(0, await command.Run("knowledge", "check"));

    [Fact]
    public async Task A_folder_that_is_not_there_is_refused()
    {
        Assert.Equal(1, await command.Run("knowledge", "check", "--folder", "/no/such/folder"));
        Assert.Contains("There is no folder '/no/such/folder'", command.Error, StringComparison.Ordinal);
    }

    public void Dispose() => command.Dispose();

    public sealed class Database : IDisposable
    {
        private readonly string folder = Directory.CreateTempSubdirectory("backcare-cli-").FullName;

        public string File => Path.Combine(folder, "backcare.db");

        public void Dispose()
        {
            SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
        }
    }
}
