using System.Text.Json;
using System.Xml.Linq;
using BackCare.Cli;

namespace BackCare.Tests.Cli.Ltr;

public sealed class TrainCommandTests : IDisposable
{
    private readonly CommandRun command = new();

    [Fact]
    public async Task Training_writes_a_model_and_a_card_and_prints_only_the_result()
    {
        Assert.Equal(0, await Train("--json"));

        JsonElement result = JsonDocument.Parse(command.Output).RootElement;
        JsonElement card = JsonDocument.Parse(File.ReadAllText(command.PathOf("model.txt.card.json"))).RootElement;
        Assert.StartsWith("tree\n", File.ReadAllText(command.PathOf("model.txt")), StringComparison.Ordinal);
        Assert.Equal(result.GetProperty("modelHash").GetString(), card.GetProperty("modelHash").GetString());
        Assert.Equal("validation", card.GetProperty("measuredOn").GetString());
        Assert.Equal("train.svm", card.GetProperty("train").GetProperty("data").GetString());
        Assert.Equal(240, card.GetProperty("train").GetProperty("rows").GetInt32());
        JsonElement metric = card.GetProperty("metrics")[0];
        Assert.Equal("ndcg@10", metric.GetProperty("metric").GetString());
        Assert.True(metric.GetProperty("model").GetProperty("estimate").GetDouble() > metric.GetProperty("random").GetDouble() + 0.1);
        Assert.Contains("tree 20/20  ndcg@10 0.", command.Error, StringComparison.Ordinal);
        Assert.Contains("remaining 0:00", command.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Groups_may_come_from_qid_entries_instead_of_a_query_file()
    {
        Assert.Equal(0, await Train());
        string model = File.ReadAllText(command.PathOf("model.txt"));
        command.Write("qid.svm", GradedText.Rows(30, seed: 1, withQid: true));

        Assert.Equal(0, await command.Run(
            "ltr", "train", "--data", command.PathOf("qid.svm"), "--model", command.PathOf("other.txt"), "--trees", "20", "--leaves", "7", "--threads", "1"));

        Assert.Equal(model, File.ReadAllText(command.PathOf("other.txt")));
    }

    [Fact]
    public async Task Columns_get_the_names_of_a_names_file_in_the_model_and_when_it_is_verified()
    {
        command.Write("features.txt", "none\ndrives\nhelps\nnoise_a\nnoise_b\nabsent\n");

        Assert.Equal(0, await Train("--names", command.PathOf("features.txt")));

        Assert.Contains("\nfeature_names=none drives helps noise_a noise_b absent\n", File.ReadAllText(command.PathOf("model.txt")), StringComparison.Ordinal);
        Assert.Equal(0, await command.Run("ltr", "verify", "--card", command.PathOf("model.txt.card.json")));
    }

    [Fact]
    public async Task Names_that_do_not_fit_are_refused_before_training()
    {
        command.Write("few.txt", "a\nb\n");
        Assert.Equal(1, await Train("--names", command.PathOf("few.txt")));
        Assert.Contains("few.txt names 2 columns, the data has 5; write one name a line", command.Error, StringComparison.Ordinal);

        command.Write("twice.txt", "a\nb\nc\na\ne\n");
        Assert.Equal(1, await Train("--names", command.PathOf("twice.txt")));
        Assert.Contains("twice.txt: Feature name 'a' of column 3 is empty, holds white space or is used twice.", command.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_option_of_the_trainer_reaches_the_card_by_name()
    {
        Assert.Equal(0, await Train(
            "--learning-rate", "0.2", "--min-data", "4", "--min-hessian", "0.5", "--min-gain", "0.01", "--max-depth", "3", "--lambda-l1", "0.1", "--lambda-l2", "0.3",
            "--bagging-fraction", "0.8", "--bagging-freq", "2", "--feature-fraction", "0.75", "--max-bin", "63", "--min-data-in-bin", "2", "--truncation", "5", "--normalise", "false",
            "--objective", "counterfactual", "--prior-feature", "2", "--sigmoid", "1.5", "--monotone", "1:1,3:-1", "--impute", "-1", "--early-stopping", "7", "--metric", "map@5", "--measure-training", "--seed", "9"));

        JsonElement options = JsonDocument.Parse(File.ReadAllText(command.PathOf("model.txt.card.json"))).RootElement.GetProperty("options");
        Assert.Equal(
            """{"trees":20,"learningRate":0.2,"leaves":7,"maxDepth":3,"minDataInLeaf":4,"minHessianInLeaf":0.5,"minGainToSplit":0.01,"lambdaL1":0.1,"lambdaL2":0.3,"baggingFraction":0.8,"baggingFrequency":2,"featureFraction":0.75,"maxBin":63,"minDataInBin":2,"truncation":5,"normalise":false,"objective":"Counterfactual","priorFeature":2,"sigmoid":1.5,"monotoneConstraints":[0,1,0,-1,0],"earlyStoppingRounds":7,"metric":"map@5","measureTraining":true,"threads":1,"seed":9,"imputation":[-1,-1,-1,-1,-1]}""",
            JsonSerializer.Serialize(options));
    }

    [Fact]
    public async Task A_report_is_one_page_without_script_or_outside_reference_with_a_table_for_every_chart()
    {
        Assert.Equal(0, await Train("--report", command.PathOf("report.html")));

        string html = File.ReadAllText(command.PathOf("report.html"));
        XElement page = XElement.Parse(html[html.IndexOf("<html", StringComparison.Ordinal)..].Replace("<meta charset=\"utf-8\">", "", StringComparison.Ordinal)
            .Replace("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">", "", StringComparison.Ordinal));
        Assert.Empty(page.Descendants("script"));
        Assert.DoesNotContain("http", html, StringComparison.Ordinal);
        Assert.Contains("prefers-color-scheme: dark", html, StringComparison.Ordinal);
        Assert.Equal(
            ["Quality beside its baselines", "Learning curve", "Slices", "Feature importance", "Dependence", "Data and options"],
            page.Descendants("h2").Select(heading => heading.Value));
        Assert.All(page.Descendants("svg"), chart => Assert.NotNull(chart.Parent!.Parent!.Element("div")!.ElementsAfterSelf("div").Single().Element("table")));
        Assert.Contains("best single feature (Column_1, high first)", page.Descendants("p").First().Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Early_stopping_without_validation_groups_says_that_every_tree_is_grown()
    {
        WriteData();

        Assert.Equal(0, await command.Run(
            "ltr", "train", "--data", command.PathOf("train.svm"), "--query", command.PathOf("train.query"), "--model", command.PathOf("model.txt"), "--trees", "5", "--early-stopping", "50"));

        Assert.Contains("--early-stopping has no --valid to watch", command.Error, StringComparison.Ordinal);
        Assert.Contains("on train", command.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cancelled_training_leaves_nothing_behind()
    {
        WriteData();
        using CancellationTokenSource cancelled = new();
        using StringWriter output = new();
        CancelAfterFirstTree stopper = new(cancelled);

        int code = await Root.RunAsync(
            ["ltr", "train", "--data", command.PathOf("train.svm"), "--query", command.PathOf("train.query"), "--model", command.PathOf("model.txt"), "--trees", "100000", "--threads", "1"],
            output, stopper, cancelled.Token);

        Assert.Equal(1, code);
        Assert.Contains("Cancelled", stopper.Text, StringComparison.Ordinal);
        Assert.Equal(["train.query", "train.svm", "valid.query", "valid.svm"], Directory.EnumerateFiles(command.Folder).Select(Path.GetFileName).Order());
    }

    [Fact]
    public async Task Validation_columns_that_training_has_not_seen_are_passed_over_and_said()
    {
        WriteData();
        command.Write("valid.svm", "1 1:0.5 9:2\n0 1:0.1\n");
        command.Write("valid.query", "2\n");

        Assert.Equal(0, await TrainOnFiles());

        Assert.Contains("features from index 5 on", command.Error, StringComparison.Ordinal);
    }

    public void Dispose() => command.Dispose();

    private void WriteData()
    {
        command.Write("train.svm", GradedText.Rows(30, seed: 1));
        command.Write("train.query", GradedText.Query(30));
        command.Write("valid.svm", GradedText.Rows(15, seed: 2));
        command.Write("valid.query", GradedText.Query(15));
    }

    private Task<int> Train(params string[] more)
    {
        WriteData();
        return TrainOnFiles(more);
    }

    private Task<int> TrainOnFiles(params string[] more) => command.Run(
    [
        "ltr", "train", "--data", command.PathOf("train.svm"), "--query", command.PathOf("train.query"), "--valid", command.PathOf("valid.svm"),
        "--valid-query", command.PathOf("valid.query"), "--model", command.PathOf("model.txt"), "--trees", "20", "--leaves", "7", "--threads", "1", .. more,
    ]);

    /// <summary>An error stream that cancels when the first tree is reported.</summary>
    private sealed class CancelAfterFirstTree(CancellationTokenSource source) : StringWriter
    {
        public string Text => ToString();

        public override void WriteLine(string? value)
        {
            base.WriteLine(value);
            if (value?.StartsWith("tree 1/", StringComparison.Ordinal) == true)
                source.Cancel();
        }
    }
}
