using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace BackCare.Ranking.Forest;

/// <summary>One tree as the block of <c>key=value</c> lines of LightGBM's text format.</summary>
internal static class TreeText
{
    private static readonly HashSet<string> KnownKeys = new(StringComparer.Ordinal)
    {
        "num_leaves", "num_cat", "split_feature", "split_gain", "threshold", "decision_type", "left_child", "right_child", "leaf_value",
        "leaf_weight", "leaf_count", "internal_value", "internal_weight", "internal_count", "cat_boundaries", "cat_threshold",
        "is_linear", "shrinkage",
    };

    /// <summary>Reads the lines after <c>Tree=</c> up to a blank one.</summary>
    public static RegressionTree Read(ModelLines lines, int features)
    {
        int first = lines.Number;
        Dictionary<string, ModelField> fields = new(StringComparer.Ordinal);
        for (; lines.Current is { Length: > 0 } line; lines.Advance())
        {
            ModelField field = ModelField.Parse(line, lines.Number);
            if (field.Key == "is_linear" && field.Value != "0")
                throw field.Refuse("leaves with linear models are not read; train with linear_tree=false");
            if (!KnownKeys.Contains(field.Key)) throw lines.Refuse($"a tree has no field '{ModelField.Excerpt(line)}'");
            if (!fields.TryAdd(field.Key, field)) throw field.Refuse("it is there twice");
        }

        RegressionTree tree = Parse(fields, first);
        if (TreeCheck.FirstFault(tree, features) is { } fault)
            throw new ModelFormatException(fields.TryGetValue(fault.Field, out ModelField field) ? field.Line : first, $"{fault.Field}: {fault.Reason}");
        return tree;
    }

    /// <summary>Writes the lines after <c>Tree=</c> with the blank one that ends them.</summary>
    public static void Write(StringBuilder text, RegressionTree tree)
    {
        CultureInfo culture = CultureInfo.InvariantCulture;
        text.Append(culture, $"num_leaves={tree.Leaves}\nnum_cat={tree.CategorySets}\n");
        Line(text, "split_feature", tree.SplitFeature);
        Line(text, "split_gain", tree.SplitGain);
        Line(text, "threshold", tree.Threshold);
        Line(text, "decision_type", tree.DecisionType);
        Line(text, "left_child", tree.LeftChild);
        Line(text, "right_child", tree.RightChild);
        Line(text, "leaf_value", tree.LeafValue);
        Line(text, "leaf_weight", tree.LeafWeight);
        Line(text, "leaf_count", tree.LeafCount);
        Line(text, "internal_value", tree.InternalValue);
        Line(text, "internal_weight", tree.InternalWeight);
        Line(text, "internal_count", tree.InternalCount);
        if (tree.CategorySets > 0)
        {
            Line(text, "cat_boundaries", tree.CategoryStart);
            Line(text, "cat_threshold", tree.CategoryBits);
        }

        text.Append("is_linear=0\n");
        Line<double>(text, "shrinkage", [tree.Shrinkage]);
        text.Append('\n');
    }

    private static RegressionTree Parse(Dictionary<string, ModelField> fields, int first)
    {
        ModelField Needed(string key) =>
            fields.TryGetValue(key, out ModelField field) ? field : throw new ModelFormatException(first, $"the tree has no line {key}=");
        ModelField size = Needed("num_leaves");
        int leaves = size.Integer(), nodes = leaves - 1, sets = Needed("num_cat").Integer();
        if (leaves is < 1 or > TreeCheck.MostLeaves) throw size.Refuse($"a tree has 1 to {TreeCheck.MostLeaves} leaves, not {leaves}");
        if (sets < 0 || sets > nodes) throw Needed("num_cat").Refuse($"a tree of {nodes} nodes cannot have {sets} category sets");
        ImmutableArray<T> Optional<T>(string key, int count, Func<ModelField, int, ImmutableArray<T>> read) =>
            fields.TryGetValue(key, out ModelField field) && !(field.Value.Length == 0 && leaves == 1)
                ? read(field, count)
                : [.. new T[count]];
        // Read first: the zeros for fields that LightGBM can do without are then no more than what the file really holds.
        ImmutableArray<double> leafValue = Needed("leaf_value").Numbers(leaves);
        ImmutableArray<int> start = sets == 0 ? [] : Needed("cat_boundaries").Integers(sets + 1);
        return new RegressionTree
        {
            LeafValue = leafValue,
            SplitFeature = nodes == 0 ? [] : Needed("split_feature").Integers(nodes),
            Threshold = nodes == 0 ? [] : Needed("threshold").Numbers(nodes),
            LeftChild = nodes == 0 ? [] : Needed("left_child").Integers(nodes),
            RightChild = nodes == 0 ? [] : Needed("right_child").Integers(nodes),
            DecisionType = Optional("decision_type", nodes, static (f, n) => f.Bytes(n)),
            SplitGain = Optional("split_gain", nodes, static (f, n) => f.Numbers(n)),
            LeafWeight = Optional("leaf_weight", leaves, static (f, n) => f.Numbers(n)),
            LeafCount = Optional("leaf_count", leaves, static (f, n) => f.Integers(n)),
            InternalValue = Optional("internal_value", nodes, static (f, n) => f.Numbers(n)),
            InternalWeight = Optional("internal_weight", nodes, static (f, n) => f.Numbers(n)),
            InternalCount = Optional("internal_count", nodes, static (f, n) => f.Integers(n)),
            CategoryStart = start,
            CategoryBits = sets == 0 ? [] : Needed("cat_threshold").UnsignedIntegers(Math.Max(0, start[^1])),
            Shrinkage = fields.TryGetValue("shrinkage", out ModelField shrinkage) ? shrinkage.Number() : 1,
        };
    }

    private static void Line<T>(StringBuilder text, string key, ImmutableArray<T> values)
        where T : IFormattable
    {
        text.Append(key).Append('=');
        for (int i = 0; i < values.Length; i++)
        {
            if (i > 0) text.Append(' ');
            text.Append(values[i] is double and (double.PositiveInfinity or double.NegativeInfinity)
                ? values[i] is double.PositiveInfinity ? "inf" : "-inf"
                : values[i].ToString(null, CultureInfo.InvariantCulture));
        }

        text.Append('\n');
    }
}
