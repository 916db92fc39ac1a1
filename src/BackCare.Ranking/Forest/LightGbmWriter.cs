using System.Globalization;
using System.Text;

namespace BackCare.Ranking.Forest;

/// <summary>Writes one model file: header, trees, importances, parameters.</summary>
internal static class LightGbmWriter
{
    public static void Write(TextWriter target, FlatForest forest)
    {
        CultureInfo culture = CultureInfo.InvariantCulture;
        List<string> trees = [];
        StringBuilder text = new();
        for (int tree = 0; tree < forest.Trees.Length; tree++)
        {
            text.Clear().Append(culture, $"Tree={tree}\n");
            TreeText.Write(text, forest.Trees[tree]);
            trees.Add(text.Append('\n').ToString());
        }

        text.Clear().Append("tree\nversion=v4\nnum_class=1\nnum_tree_per_iteration=1\n");
        text.Append(culture, $"label_index={forest.LabelIndex}\nmax_feature_idx={forest.Features - 1}\n");
        if (forest.Objective.Length > 0) text.Append(culture, $"objective={forest.Objective}\n");
        if (forest.AverageOutput) text.Append("average_output\n");
        text.Append("feature_names=").AppendJoin(' ', forest.FeatureNames).Append('\n');
        if (forest.MonotoneConstraints.Length > 0)
            text.Append("monotone_constraints=").AppendJoin(' ', forest.MonotoneConstraints.Select(c => c.ToString(culture))).Append('\n');
        text.Append("feature_infos=").AppendJoin(' ', forest.FeatureInfos).Append('\n');
        // LightGBM finds each tree by these sizes; a tree's text is plain ASCII, so its characters are its bytes.
        text.Append("tree_sizes=").AppendJoin(' ', trees.Select(tree => tree.Length.ToString(culture))).Append("\n\n");
        target.Write(text.ToString());
        foreach (string tree in trees) target.Write(tree);
        target.Write($"{LightGbmText.EndOfTrees}\n\n{LightGbmText.Importances}\n");
        WriteImportances(target, forest);
        if (forest.Parameters.Length == 0) return;
        target.Write($"\n{LightGbmText.ParametersHead}\n");
        foreach (string line in forest.Parameters) target.Write($"{line}\n");
        target.Write($"\n{LightGbmText.EndOfParameters}\n");
    }

    private static void WriteImportances(TextWriter target, FlatForest forest)
    {
        long[] splits = FeatureImportance.Splits(forest);
        foreach (int feature in Enumerable.Range(0, splits.Length).Where(f => splits[f] > 0).OrderByDescending(f => splits[f]))
            target.Write(string.Create(CultureInfo.InvariantCulture, $"{forest.FeatureNames[feature]}={splits[feature]}\n"));
    }
}
