using System.Text;
using BackCare.Ranking.Forest;

namespace BackCare.Tests.Ranking.Forest;

public sealed class LightGbmRefusalTests
{
    // Line 1 is 'tree', 'Tree=0' is line 12.
    private const string Model = """
        tree
        version=v4
        num_class=1
        num_tree_per_iteration=1
        label_index=0
        max_feature_idx=1
        objective=lambdarank
        feature_names=a b
        feature_infos=[0:1] 0:1


        Tree=0
        num_leaves=4
        num_cat=1
        split_feature=0 1 0
        split_gain=3 2 1
        threshold=0.5 0 0.25
        decision_type=2 1 10
        left_child=1 -1 -2
        right_child=2 -3 -4
        leaf_value=1 2 3 4
        leaf_weight=1 1 1 1
        leaf_count=1 1 1 1
        internal_value=0 0 0
        internal_weight=4 2 2
        internal_count=4 2 2
        cat_boundaries=0 1
        cat_threshold=2
        is_linear=0
        shrinkage=0.1


        end of trees

        feature_importances:
        a=2
        b=1

        parameters:
        [seed: 1]

        end of parameters

        """;

    [Fact]
    public void The_undamaged_model_is_read()
    {
        FlatForest forest = LightGbmText.Read(new StringReader(Model));

        Assert.Equal(1, ForestScorer.ScoreRow(forest, [0f, 1f]));
        Assert.Equal(3, ForestScorer.ScoreRow(forest, [0f, 0f]));
        Assert.Equal(4, ForestScorer.ScoreRow(forest, [1f, 0f]));
    }

    [Theory]
    [InlineData("tree\nversion", "trees\nversion", 1, "starts with the line 'tree', not with 'trees'")]
    [InlineData("version=v4", "version=v3", 2, "only v4 is read, not 'v3'")]
    [InlineData("version=v4\n", "", 9, "have no version=")]
    [InlineData("num_class=1", "num_class=3", 3, "models of several classes")]
    [InlineData("num_tree_per_iteration=1", "num_tree_per_iteration=2", 4, "models of several classes")]
    [InlineData("label_index=0", "label_index=x", 5, "a whole number is needed, not 'x'")]
    [InlineData("max_feature_idx=1", "max_feature_idx=2147483647", 6, "needs at least one feature")]
    [InlineData("max_feature_idx=1", "max_feature_idx=1000000000", 8, "1000000001 names are needed, 2 are there")]
    [InlineData("feature_names=a b", "feature_names=a a", 8, "'a' occurs twice")]
    [InlineData("feature_infos=[0:1] 0:1", "feature_infos=[0:1]", 9, "2 entries are needed, 1 are there")]
    [InlineData("objective=lambdarank", "surprise=1", 7, "'surprise=1' is not known")]
    [InlineData("objective=lambdarank", "label_index=0", 7, "it is there twice")]
    [InlineData("objective=lambdarank", "monotone_constraints=0 2", 7, "a constraint is -1, 0 or 1")]
    [InlineData("objective=lambdarank", "tree_sizes=1", 12, "not what tree_sizes says")]
    [InlineData("Tree=0", "Tree=1", 12, "'Tree=0' is expected, not 'Tree=1'")]
    [InlineData("num_leaves=4", "num_leaves=2000000000", 13, "1 to 131072 leaves")]
    [InlineData("num_leaves=4", "num_leaves=0", 13, "1 to 131072 leaves")]
    [InlineData("num_leaves=4", "num_leaves=5", 21, "5 values are needed, 4 are there")]
    [InlineData("num_leaves=4\n", "", 13, "the tree has no line num_leaves=")]
    [InlineData("num_cat=1", "num_cat=2", 27, "3 values are needed, 2 are there")]
    [InlineData("num_cat=1", "num_cat=-1", 14, "cannot have -1 category sets")]
    [InlineData("split_feature=0 1 0", "split_feature=0 2 0", 15, "node 1 splits on column 2 of 2")]
    [InlineData("split_feature=0 1 0", "split_feature=0 -1 0", 15, "node 1 splits on column -1 of 2")]
    [InlineData("split_feature=0 1 0", "split_feature=0 1 0 0", 15, "more than the 3 values needed")]
    [InlineData("split_gain=3 2 1", "split_gain=3 2 nan", 16, "node 2 has no number as gain")]
    [InlineData("threshold=0.5 0 0.25", "threshold=nan 0 0.25", 17, "node 0 has no number as threshold")]
    [InlineData("threshold=0.5 0 0.25", "threshold=0.5 1 0.25", 17, "category set that is not one of the 1")]
    [InlineData("threshold=0.5 0 0.25", "threshold=0.5 0.5 0.25", 17, "category set that is not one of the 1")]
    [InlineData("threshold=0.5 0 0.25", "threshold=0,5 0 0.25", 17, "value 0 is not readable: '0,5'")]
    [InlineData("decision_type=2 1 10", "decision_type=2 1 12", 18, "node 2 has the unknown decision type 12")]
    [InlineData("decision_type=2 1 10", "decision_type=2 1 -1", 18, "value 2 is not readable: '-1'")]
    [InlineData("left_child=1 -1 -2", "left_child=1 -5 -2", 19, "node 1 points to leaf 4, which does not exist")]
    [InlineData("left_child=1 -1 -2", "left_child=3 -1 -2", 19, "node 0 points to node 3, which does not exist")]
    [InlineData("left_child=1 -1 -2", "left_child=1 0 -2", 19, "node 1 points to node 0, which already has a place")]
    [InlineData("left_child=1 -1 -2", "left_child=1 -3 -2", 20, "node 1 points to leaf 2, which already has a place")]
    [InlineData("right_child=2 -3 -4", "right_child=-1 -3 -4", 19, "node 1 points to leaf 0, which already has a place")]
    [InlineData("leaf_value=1 2 3 4", "leaf_value=1 2 inf 4", 21, "leaf 2 has no finite output")]
    [InlineData("leaf_value=1 2 3 4\n", "", 13, "the tree has no line leaf_value=")]
    [InlineData("leaf_count=1 1 1 1", "leaf_count=1 1 1 -1", 23, "leaf 3 has -1 rows")]
    [InlineData("leaf_count=1 1 1 1", "leaf_color=1 1 1 1", 23, "a tree has no field 'leaf_color=1 1 1 1'")]
    [InlineData("internal_count=4 2 2", "internal_count=4 2 2.5", 26, "value 2 is not readable: '2.5'")]
    [InlineData("cat_boundaries=0 1", "cat_boundaries=1 1", 27, "does not start at word 0")]
    [InlineData("cat_boundaries=0 1", "cat_boundaries=0 2000000000", 28, "2000000000 values are needed, 1 are there")]
    [InlineData("cat_boundaries=0 1", "cat_boundaries=0 -1", 28, "more than the 0 values")]
    [InlineData("is_linear=0", "is_linear=1", 29, "leaves with linear models are not read")]
    [InlineData("shrinkage=0.1", "shrinkage=inf", 30, "it is not a finite number")]
    [InlineData("end of trees", "end of the trees", 33, "'Tree=1' is expected")]
    [InlineData("feature_importances:", "importances:", 35, "the line 'feature_importances:' is expected")]
    [InlineData("b=1\n", "c=1\n", 37, "a feature and a whole number are expected, not 'c=1'")]
    [InlineData("b=1\n", "b=-1\n", 37, "a feature and a whole number are expected")]
    [InlineData("end of parameters", "end of", 42, "the file ends before the line 'end of parameters'")]
    public void A_damaged_model_is_refused_with_the_line_and_the_reason(string good, string bad, int line, string reason)
    {
        Assert.Contains(good, Model, StringComparison.Ordinal);
        string damaged = Model.Replace(good, bad, StringComparison.Ordinal);

        Assert.False(LightGbmText.TryRead(new StringReader(damaged), out FlatForest? forest, out ModelFormatException? refusal));

        Assert.Null(forest);
        Assert.Contains(reason, refusal.Reason, StringComparison.Ordinal);
        Assert.Equal(line, refusal.Line);
    }

    [Fact]
    public void Nodes_that_form_a_ring_of_their_own_are_refused()
    {
        string damaged = Model.Replace("left_child=1 -1 -2", "left_child=-1 2 1", StringComparison.Ordinal)
            .Replace("right_child=2 -3 -4", "right_child=-2 -3 -4", StringComparison.Ordinal);

        ModelFormatException refusal = Assert.Throws<ModelFormatException>(() => LightGbmText.Read(new StringReader(damaged)));

        Assert.Equal("left_child: 2 nodes cannot be reached from the root", refusal.Reason);
    }

    [Fact]
    public void A_tree_that_is_not_as_long_as_announced_is_refused_even_when_its_numbers_read_well()
    {
        string text = new LightGbmFixture("lambdarank").Text;
        string damaged = text.Replace("leaf_value=-0.12", "leaf_value=-0.1", StringComparison.Ordinal);

        ModelFormatException refusal = Assert.Throws<ModelFormatException>(() => LightGbmText.Read(new StringReader(damaged)));

        Assert.Contains("which is not what tree_sizes says", refusal.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_cut_off_before_the_end_of_its_trees_is_refused_wherever_the_cut_is()
    {
        string text = new LightGbmFixture("lambdarank").Text;
        int end = text.IndexOf("feature_importances:", StringComparison.Ordinal) + "feature_importances:".Length;
        for (int length = 0; length < end; length += 7)
            Assert.False(LightGbmText.TryRead(new StringReader(text[..length]), out _, out _));
    }

    [Fact]
    public void Random_damage_is_either_read_or_refused_and_never_breaks_anything()
    {
        Random random = new(4);
        string[] texts = [Model, Model, .. LightGbmFixture.Names.Select(name => new LightGbmFixture(name).Text)];
        int refused = 0;
        for (int round = 0; round < 2500; round++)
        {
            string damaged = Damage(texts[round % texts.Length], random);
            if (!LightGbmText.TryRead(new StringReader(damaged), out FlatForest? forest, out _)) refused++;
            else ForestScorer.ScoreRow(forest, new float[forest.Features]);
        }

        Assert.InRange(refused, 1500, 2500);
    }

    [Fact]
    public void A_line_without_end_is_refused_before_it_fills_the_memory()
    {
        ModelFormatException refusal = Assert.Throws<ModelFormatException>(() => LightGbmText.Read(new EndlessLine()));

        Assert.Equal(1, refusal.Line);
        Assert.Contains("longer than", refusal.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_that_would_not_survive_a_file_are_refused_when_the_forest_is_made()
    {
        ArgumentException exception = Assert.Throws<ArgumentException>(() => FlatForest.FromTrees(["heel pain"], ["none"], []));

        Assert.Contains("'heel pain' is empty or holds white space", exception.Message, StringComparison.Ordinal);
    }

    private static string Damage(string text, Random random)
    {
        StringBuilder damaged = new(text);
        for (int change = random.Next(1, 4); change > 0; change--)
        {
            int at = random.Next(damaged.Length);
            switch (random.Next(5))
            {
                case 0: damaged.Remove(at, Math.Min(random.Next(1, 30), damaged.Length - at)); break;
                case 1: damaged.Insert(at, "0123456789-=. \nEeinf\u0000é"[random.Next(21)]); break;
                case 2: damaged[at] = (char)random.Next(32, 127); break;
                case 3: damaged.Insert(at, damaged.ToString(at, Math.Min(40, damaged.Length - at))); break;
                default: damaged.Insert(at, "99999999999"); break;
            }
        }

        return damaged.ToString();
    }

    private sealed class EndlessLine : TextReader
    {
        public override int Read(char[] buffer, int index, int count)
        {
            buffer.AsSpan(index, count).Fill('x');
            return count;
        }
    }
}
