using System.Globalization;
using BackCare.Ranking.Forest;

namespace BackCare.Tests.Ranking.Forest;

public sealed class LightGbmTextTests
{
    public static TheoryData<string> Names => [.. LightGbmFixture.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_model_of_LightGBM_scores_as_LightGBM_does(string name)
    {
        LightGbmFixture fixture = new(name);
        FlatForest forest = fixture.Forest;

        for (int row = 0; row < fixture.Rows.Length; row++)
            Assert.Equal(fixture.Scores[row], ForestScorer.ScoreRow(forest, fixture.Rows[row]), 1e-12);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_model_of_LightGBM_comes_back_the_same_after_writing_and_reading(string name)
    {
        FlatForest forest = new LightGbmFixture(name).Forest;

        string text = Write(forest);
        FlatForest again = LightGbmText.Read(new StringReader(text));

        ForestAssert.Same(forest, again);
        Assert.Equal(text, Write(again));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void What_is_written_names_the_same_importances_as_LightGBM(string name)
    {
        LightGbmFixture fixture = new(name);

        Assert.Equal(Importances(fixture.Text), Importances(Write(fixture.Forest)));
    }

    [Fact]
    public void Any_forest_comes_back_the_same_after_writing_and_reading()
    {
        Random random = new(20);
        for (int round = 0; round < 200; round++)
        {
            FlatForest forest = RandomForests.Forest(random, random.Next(0, 6), 40, random.Next(1, 9), random.Next(2) == 0);

            ForestAssert.Same(forest, LightGbmText.Read(new StringReader(Write(forest))));
        }
    }

    [Fact]
    public void Numbers_are_written_the_same_way_in_every_culture()
    {
        FlatForest forest = new LightGbmFixture("lambdarank").Forest;
        string expected = Write(forest);
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("de-DE") { NumberFormat = { NegativeSign = "~" } };
            string text = Write(forest);

            Assert.Equal(expected, text);
            ForestAssert.Same(forest, LightGbmText.Read(new StringReader(text)));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void The_announced_size_of_a_tree_is_its_length_in_bytes()
    {
        string text = Write(new LightGbmFixture("lambdarank").Forest);
        int first = text.IndexOf("Tree=0\n", StringComparison.Ordinal), second = text.IndexOf("Tree=1\n", StringComparison.Ordinal);
        int third = text.IndexOf("Tree=2\n", StringComparison.Ordinal);

        Assert.Contains($"\ntree_sizes={second - first} {third - second} ", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_small_forest_is_written_line_by_line_as_LightGBM_writes_it()
    {
        TreeBuilder builder = new(2);
        builder.SetLeaf(0, 0.25, 8, 4);
        builder.Split(0, feature: 1, threshold: 0.5, MissingType.NaN, defaultLeft: true, gain: 3);
        builder.SetLeaf(0, -1, 6, 3);
        builder.SetLeaf(1, 2, 2, 1);
        FlatForest forest = FlatForest.FromTrees(["a", "b"], ["none", "[0:1]"], [builder.Build()], monotoneConstraints: [0, 1]);

        string tree = "Tree=0\nnum_leaves=2\nnum_cat=0\nsplit_feature=1\nsplit_gain=3\nthreshold=0.5\ndecision_type=10\nleft_child=-1\n"
            + "right_child=-2\nleaf_value=-1 2\nleaf_weight=6 2\nleaf_count=3 1\ninternal_value=0.25\ninternal_weight=8\ninternal_count=4\n"
            + "is_linear=0\nshrinkage=1\n\n\n";
        string expected = "tree\nversion=v4\nnum_class=1\nnum_tree_per_iteration=1\nlabel_index=0\nmax_feature_idx=1\nobjective=lambdarank\n"
            + $"feature_names=a b\nmonotone_constraints=0 1\nfeature_infos=none [0:1]\ntree_sizes={tree.Length}\n\n{tree}"
            + "end of trees\n\nfeature_importances:\nb=1\n";
        Assert.Equal(expected, Write(forest));
    }

    [Fact]
    public void Windows_line_ends_are_read_too()
    {
        LightGbmFixture fixture = new("lambdarank");

        ForestAssert.Same(fixture.Forest, LightGbmText.Read(new StringReader(fixture.Text.ReplaceLineEndings("\r\n"))));
    }

    private static string Write(FlatForest forest)
    {
        using StringWriter writer = new(CultureInfo.InvariantCulture);
        LightGbmText.Write(writer, forest);
        return writer.ToString();
    }

    private static string Importances(string text)
    {
        string rest = text[text.IndexOf("feature_importances:", StringComparison.Ordinal)..];
        return rest[..rest.IndexOf("\n\n", StringComparison.Ordinal)];
    }
}
