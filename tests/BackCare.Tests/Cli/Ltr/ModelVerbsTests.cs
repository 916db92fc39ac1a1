using System.Globalization;
using System.Text.Json;
using BackCare.Ranking.Data;
using BackCare.Ranking.Forest;
using BackCare.Ranking.Metrics;

namespace BackCare.Tests.Cli.Ltr;

/// <summary>What is done with a trained model: predict, evaluate, compare, explain, verify.</summary>
public sealed class ModelVerbsTests : IAsyncLifetime
{
    private readonly CommandRun command = new();

    private string Model => command.PathOf("model.txt");

    private string Test => command.PathOf("test.svm");

    public async ValueTask InitializeAsync()
    {
        command.Write("train.svm", GradedText.Rows(30, seed: 1, withQid: true));
        command.Write("test.svm", GradedText.Rows(20, seed: 3, withQid: true));
        await command.Run("ltr", "train", "--data", command.PathOf("train.svm"), "--model", Model, "--trees", "10", "--leaves", "7", "--threads", "2");
    }

    [Fact]
    public async Task Predictions_are_the_forests_scores_to_the_last_bit_in_the_order_of_the_rows()
    {
        Assert.Equal(0, await command.Run("ltr", "predict", "--model", Model, "--data", Test, "--out", command.PathOf("scores.txt")));

        double[] scores = [.. File.ReadLines(command.PathOf("scores.txt")).Select(line => double.Parse(line, CultureInfo.InvariantCulture))];
        Assert.Equal(Scores(), scores);
        Assert.Equal("", command.Output);

        Assert.Equal(0, await command.Run("ltr", "predict", "--model", Model, "--data", Test));
        Assert.Equal(File.ReadAllText(command.PathOf("scores.txt")), command.Output);
    }

    [Fact]
    public async Task Prediction_needs_no_grade_passes_comments_over_and_names_the_line_in_any_block()
    {
        string rows = string.Concat(Enumerable.Range(0, 5_000).Select(i => $"-7.5 1:0.{i % 10} # row {i}\n\n"));

        Assert.Equal(0, await command.Run("ltr", "predict", "--model", Model, "--data", command.Write("many.svm", rows + "# end\n")));
        Assert.Equal(5_000, command.Output.Split('\n').Length - 1);
        Assert.Equal(1, await command.Run("ltr", "predict", "--model", Model, "--data", command.Write("many.svm", rows + "0 1:?\n")));
        Assert.Contains("line 10001, column 5, '?'", command.Error, StringComparison.Ordinal);
        Assert.Equal(1, await command.Run("ltr", "predict", "--model", Model, "--data", command.Write("none.svm", "\n# nothing\n"), "--out", command.PathOf("s.txt")));
        Assert.Contains("no row", command.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(command.PathOf("s.txt")));
    }

    [Fact]
    public async Task Evaluation_gives_the_metric_of_the_model_and_of_its_score_file_alike()
    {
        RankingData data = Data();
        double expected = RankingMetric.Parse("ndcg@5").Evaluate(data.Grades, data.GroupStarts, Scores()).Mean;
        await command.Run("ltr", "predict", "--model", Model, "--data", Test, "--out", command.PathOf("scores.txt"));

        Assert.Equal(0, await command.Run("ltr", "evaluate", "--model", Model, "--data", Test, "--metric", "ndcg@5", "map", "--json"));
        string fromModel = command.Output;
        Assert.Equal(0, await command.Run("ltr", "evaluate", "--scores", command.PathOf("scores.txt"), "--data", Test, "--metric", "ndcg@5,map", "--json"));

        JsonElement json = JsonDocument.Parse(fromModel).RootElement;
        Assert.Equal(fromModel, command.Output);
        Assert.Equal(expected, json.GetProperty("metrics")[0].GetProperty("model").GetProperty("estimate").GetDouble(), 12);
        Assert.Equal("map", json.GetProperty("metrics")[1].GetProperty("metric").GetString());
        Assert.Equal(0, await command.Run("ltr", "evaluate", "--model", Model, "--data", Test));
        Assert.Contains("ndcg@10", command.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Scores_that_do_not_fit_the_rows_are_refused()
    {
        Assert.Equal(1, await command.Run("ltr", "evaluate", "--scores", command.Write("s.txt", "1\n2\n"), "--data", Test));
        Assert.Contains("2 scores, the data has 160 rows", command.Error, StringComparison.Ordinal);
        Assert.Equal(1, await command.Run("ltr", "evaluate", "--scores", command.Write("s.txt", "1\nhigh\n"), "--data", Test));
        Assert.Contains("line 2, 'high'", command.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Grades_that_a_metric_does_not_know_are_refused()
    {
        Assert.Equal(1, await command.Run("ltr", "evaluate", "--scores", command.Write("s.txt", "1\n2\n"), "--data", command.Write("g.svm", "7 qid:1 1:1\n0 qid:1 1:0\n"), "--metric", "err"));
        Assert.Contains("ERR knows grades 0 to 4, found 7", command.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_model_compared_with_itself_differs_by_exactly_nothing_and_with_noise_by_something()
    {
        string noise = command.Write("noise.txt", string.Concat(Enumerable.Range(0, 160).Select(i => $"{i * 37 % 160}\n")));

        Assert.Equal(0, await command.Run("ltr", "compare", "--champion", Model, "--challenger", Model, "--data", Test, "--metric", "ndcg@10", "--json"));
        JsonElement same = JsonDocument.Parse(command.Output).RootElement.GetProperty("metrics")[0].GetProperty("difference");
        Assert.Equal((0, 0, 0), (same.GetProperty("estimate").GetDouble(), same.GetProperty("lower").GetDouble(), same.GetProperty("upper").GetDouble()));

        Assert.Equal(0, await command.Run("ltr", "compare", "--champion-scores", noise, "--challenger", Model, "--data", Test, "--metric", "ndcg@10", "--json"));
        Assert.True(JsonDocument.Parse(command.Output).RootElement.GetProperty("metrics")[0].GetProperty("difference").GetProperty("lower").GetDouble() > 0);
    }

    [Fact]
    public async Task Contributions_add_up_to_the_score()
    {
        Assert.Equal(0, await command.Run("ltr", "explain", "--model", Model, "--data", Test, "--rows", "3-5", "--json"));

        string[] lines = command.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        double[] scores = Scores();
        Assert.Equal(3, lines.Length);
        for (int i = 0; i < lines.Length; i++)
        {
            JsonElement row = JsonDocument.Parse(lines[i]).RootElement;
            double sum = row.GetProperty("expected").GetDouble()
                + row.GetProperty("contributions").EnumerateArray().Sum(entry => entry.GetProperty("contribution").GetDouble());
            Assert.Equal(i + 3, row.GetProperty("row").GetInt32());
            Assert.Equal(scores[i + 2], sum, 1e-9);
        }
        Assert.Equal(0, await command.Run("ltr", "explain", "--model", Model, "--data", Test, "--rows", "1", "--top", "1"));
        Assert.Contains("row 1: score ", command.Output, StringComparison.Ordinal);
        Assert.Equal(2, command.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Equal(1, await command.Run("ltr", "explain", "--model", Model, "--data", Test, "--rows", "900"));
    }

    [Fact]
    public async Task A_card_makes_the_same_bytes_again_at_another_number_of_threads()
    {
        Assert.Equal(0, await command.Run("ltr", "verify", "--card", Model + ".card.json", "--threads", "1"));
        Assert.StartsWith("The bytes match", command.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_changed_model_and_changed_data_are_found_out()
    {
        File.AppendAllText(Model, "\n");
        Assert.Equal(1, await command.Run("ltr", "verify", "--card", Model + ".card.json", "--json"));
        JsonElement json = JsonDocument.Parse(command.Output).RootElement;
        Assert.False(json.GetProperty("match").GetBoolean());
        Assert.Equal(json.GetProperty("cardHash").GetString(), json.GetProperty("retrainedHash").GetString());

        File.AppendAllText(command.PathOf("train.svm"), "0 qid:99 1:0\n");
        Assert.Equal(1, await command.Run("ltr", "verify", "--card", Model + ".card.json"));
        Assert.Contains("has changed since", command.Error, StringComparison.Ordinal);
    }

    public ValueTask DisposeAsync()
    {
        command.Dispose();
        return ValueTask.CompletedTask;
    }

    private RankingData Data()
    {
        using StreamReader rows = new(Test);
        return LibSvmReader.Read(rows);
    }

    private double[] Scores()
    {
        RankingData data = Data();
        using StreamReader model = new(Model);
        double[] scores = new double[data.Rows];
        ForestScorer.Score(LightGbmText.Read(model), data.Features, scores);
        return scores;
    }
}
