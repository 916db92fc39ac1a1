namespace BackCare.Tests.Cli.Ltr;

/// <summary>Damaged files are refused with place, value and what to do, and nothing is written.</summary>
public sealed class DamagedInputTests : IDisposable
{
    private readonly CommandRun command = new();

    [Theory]
    [InlineData("", "2\n", "no row")]
    [InlineData("# only a comment\n", "2\n", "no row")]
    [InlineData("nan 1:0.5\n0 1:0.1\n", "2\n", "line 1, column 1, 'nan'")]
    [InlineData("1 1:0.5\nx 1:0.1\n", "2\n", "line 2, column 1, 'x'")]
    [InlineData("1 1:0.5\n0 1:zero\n", "2\n", "line 2, column 5, 'zero'")]
    [InlineData("1 1:0.5\n-1 1:0.1\n", "2\n", "'-1'")]
    [InlineData("1 1:0.5\n0 1:0.1\n", "3\n", "3")]
    [InlineData("1 1:0.5\n0 1:0.1\n", "1\n", "1")]
    [InlineData("1 1:0.5\n0 1:0.1\n", "two\n", "'two'")]
    [InlineData("1 1:0.5\n0 1:0.1\n", "", "data.query")]
    public async Task A_damaged_file_is_refused(string data, string query, string reason)
    {
        string rows = command.Write("data.svm", data), groups = command.Write("data.query", query);

        Assert.Equal(1, await command.Run("ltr", "train", "--data", rows, "--query", groups, "--model", command.PathOf("model.txt")));

        Assert.Contains(reason, command.Error, StringComparison.Ordinal);
        Assert.Contains("data.", command.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(command.PathOf("model.txt")));
        Assert.Equal("", command.Output);
    }

    [Theory]
    [InlineData("ltr", "train", "--data", "none.svm", "--model", "m.txt")]
    [InlineData("ltr", "predict", "--model", "none.txt", "--data", "none.svm")]
    [InlineData("ltr", "evaluate", "--model", "none.txt", "--data", "none.svm")]
    [InlineData("ltr", "explain", "--model", "none.txt", "--data", "none.svm")]
    [InlineData("ltr", "verify", "--card", "none.card.json")]
    public async Task A_file_that_is_not_there_is_refused(params string[] args)
    {
        Assert.Equal(1, await command.Run([.. args.Select(arg => arg.Contains('.', StringComparison.Ordinal) ? command.PathOf(arg) : arg)]));
        Assert.Contains("does not exist", command.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ltr", "train", "--data", "d", "--model", "m", "--metric", "auc")]
    [InlineData("ltr", "train", "--data", "d", "--model", "m", "--metric", "ndcg@0")]
    [InlineData("ltr", "train", "--data", "d", "--model", "m", "--leaves", "1")]
    [InlineData("ltr", "train", "--data", "d", "--model", "m", "--learning-rate", "fast")]
    [InlineData("ltr", "train", "--data", "d", "--model", "m", "--valid-query", "q")]
    [InlineData("ltr", "train", "--data", "d")]
    [InlineData("ltr", "evaluate", "--data", "d")]
    [InlineData("ltr", "evaluate", "--data", "d", "--model", "m", "--scores", "s")]
    [InlineData("ltr", "compare", "--data", "d", "--champion", "m")]
    [InlineData("ltr", "explain", "--model", "m", "--data", "d", "--rows", "0")]
    [InlineData("ltr")]
    public async Task An_unknown_metric_and_other_wrong_usage_exit_with_two(params string[] args)
    {
        Assert.Equal(2, await command.Run(args));
        Assert.Contains("--help", command.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_no_model_and_a_card_that_is_none_are_refused_with_their_names()
    {
        string data = command.Write("data.svm", "1 1:0.5\n");

        Assert.Equal(1, await command.Run("ltr", "predict", "--model", command.Write("m.txt", "hello\n"), "--data", data));
        Assert.Contains("m.txt", command.Error, StringComparison.Ordinal);
        Assert.Equal(1, await command.Run("ltr", "verify", "--card", command.Write("c.json", "{ \"format\": 1 }")));
        Assert.Contains("c.json is not a card", command.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_that_is_not_there_is_refused_for_the_model()
    {
        string data = command.Write("data.svm", GradedText.Rows(10, seed: 1, withQid: true));

        Assert.Equal(1, await command.Run("ltr", "train", "--data", data, "--model", command.PathOf("none/model.txt"), "--trees", "2"));
        Assert.Contains("folder", command.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("tree 1", command.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Data_without_a_relevant_row_trains_a_constant_and_says_that_nothing_was_measured()
    {
        string data = command.Write("flat.svm", "0 qid:1 1:1\n0 qid:1 1:2\n");

        Assert.Equal(0, await command.Run("ltr", "train", "--data", data, "--model", command.PathOf("flat.txt"), "--trees", "2", "--report", command.PathOf("flat.html")));
        Assert.Contains("nothing could be measured", command.Error, StringComparison.Ordinal);
        Assert.Contains("nothing to measure", File.ReadAllText(command.PathOf("flat.html")), StringComparison.Ordinal);
        Assert.Equal(0, await command.Run("ltr", "predict", "--model", command.PathOf("flat.txt"), "--data", data));
        Assert.Equal("0\n0\n", command.Output);
    }

    [Fact]
    public async Task A_directions_list_that_does_not_fit_the_columns_is_refused()
    {
        string data = command.Write("data.svm", GradedText.Rows(10, seed: 1, withQid: true));

        Assert.Equal(1, await command.Run("ltr", "train", "--data", data, "--model", command.PathOf("m.txt"), "--monotone", "1,0"));
        Assert.Contains("2 directions for 5 columns", command.Error, StringComparison.Ordinal);
        Assert.Equal(1, await command.Run("ltr", "train", "--data", data, "--model", command.PathOf("m.txt"), "--monotone", "9:1"));
        Assert.Contains("'9:1'", command.Error, StringComparison.Ordinal);
    }

    public void Dispose() => command.Dispose();
}
