using System.Text.Json;
using BackCare.Tests.Ranking.MLNet;

namespace BackCare.Tests.Cli.Ltr;

public sealed class NamedTrainerTests : IDisposable
{
    private readonly CommandRun command = new();

    [Fact]
    public async Task Managed_is_the_default_trainer_under_its_own_name()
    {
        Assert.Equal(0, await Train());
        string model = File.ReadAllText(command.PathOf("model.txt"));

        Assert.Equal(0, await Train("--trainer", "managed"));

        Assert.Equal(model, File.ReadAllText(command.PathOf("model.txt")));
        Assert.Equal("lambdamart", Card().GetProperty("trainer").GetString());
        Assert.False(File.Exists(command.PathOf("model.zip")));
    }

    [Theory(SkipUnless = nameof(MLNetReference.IsPresent), SkipType = typeof(MLNetReference), Skip = MLNetReference.WhySkipped)]
    [InlineData("mlnet-lightgbm")]
    [InlineData("mlnet-fasttree")]
    public async Task A_trainer_of_ml_net_writes_model_card_and_zip_and_is_verified_byte_for_byte(string trainer)
    {
        Assert.Equal(0, await Train("--trainer", trainer));

        Assert.Equal(trainer, Card().GetProperty("trainer").GetString());
        Assert.StartsWith("PK", File.ReadAllText(command.PathOf("model.zip")), StringComparison.Ordinal);
        Assert.Equal(0, await command.Run("ltr", "verify", "--card", command.PathOf("model.txt.card.json")));
        Assert.StartsWith("The bytes match: ", command.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_trainer_that_this_build_lacks_is_refused_before_anything_is_written()
    {
        Assert.SkipWhen(MLNetReference.IsPresent, "This build has ML.NET.");

        Assert.Equal(1, await Train("--trainer", "mlnet-lightgbm"));

        Assert.StartsWith("trainer mlnet-lightgbm is not in this build: ", command.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(command.PathOf("model.txt")));
    }

    [Fact(SkipUnless = nameof(MLNetReference.IsPresent), SkipType = typeof(MLNetReference), Skip = MLNetReference.WhySkipped)]
    public async Task An_option_that_the_trainer_cannot_set_is_a_refusal()
    {
        Assert.Equal(1, await Train("--trainer", "mlnet-fasttree", "--lambda-l2", "3"));

        Assert.EndsWith("mlnet-fasttree cannot set LambdaL2 to 3: ML.NET has no option for it; leave it at 0 or train with lambdamart.\n", command.Error, StringComparison.Ordinal);
    }

    [Fact(SkipUnless = nameof(MLNetReference.IsPresent), SkipType = typeof(MLNetReference), Skip = MLNetReference.WhySkipped)]
    public async Task Rows_with_missing_values_are_refused_by_ml_net_until_something_stands_for_them()
    {
        command.Write("missing.svm", "2 qid:1 0:nan 1:1\n0 qid:1 0:3 1:2\n1 qid:1 0:1 1:nan\n");
        string[] train = ["ltr", "train", "--data", command.PathOf("missing.svm"), "--model", command.PathOf("model.txt"), "--trainer", "mlnet-lightgbm", "--trees", "2", "--min-data", "1"];

        Assert.Equal(1, await command.Run(train));
        Assert.EndsWith("Row 0 has no value for Column_0 (column 0); ML.NET takes no missing values: say what stands for one (--impute, Imputation), or train with lambdamart.\n", command.Error, StringComparison.Ordinal);
        Assert.Equal(1, await command.Run([.. train, "--impute", "1,2,3"]));
        Assert.Equal("--impute has 3 values for 2 columns (0 to 1); give one for all, or one per column.\n", command.Error);
        Assert.Equal(1, await command.Run([.. train, "--impute", "schema"]));
        Assert.StartsWith("--impute schema is for product data of ", command.Error, StringComparison.Ordinal);
        Assert.Equal(1, await command.Run([.. train, "--impute", "nan"]));
        Assert.Equal("--impute has 'nan'; write finite numbers with a point as decimal sign.\n", command.Error);

        Assert.Equal(0, await command.Run([.. train, "--impute", "-1"]));

        Assert.Equal([-1, -1], Card().GetProperty("options").GetProperty("imputation").EnumerateArray().Select(value => value.GetSingle()));
        Assert.Equal(0, await command.Run("ltr", "verify", "--card", command.PathOf("model.txt.card.json")));
    }

    [Fact]
    public async Task An_unknown_trainer_is_refused_with_the_names_there_are()
    {
        Assert.Equal(1, await Train("--trainer", "forest"));

        Assert.Equal("There is no trainer forest; there are lambdamart, mlnet-lightgbm, mlnet-fasttree.\n", command.Error);
    }

    public void Dispose() => command.Dispose();

    private Task<int> Train(params string[] more)
    {
        command.Write("train.svm", GradedText.Rows(30, seed: 1, withQid: true));
        return command.Run(["ltr", "train", "--data", command.PathOf("train.svm"), "--model", command.PathOf("model.txt"), "--trees", "10", "--leaves", "7", "--threads", "1", .. more]);
    }

    private JsonElement Card() => JsonDocument.Parse(File.ReadAllText(command.PathOf("model.txt.card.json"))).RootElement;
}
