using BackCare.Ranking.Training;

namespace BackCare.Benchmarks.LearningToRank;

/// <summary><c>ltr-shapes</c>: generated lists in the shapes of public collections, with early stopping on validation groups.</summary>
internal static class TrainingShapes
{
    private static readonly (string Name, GradedLists Lists)[] Shapes =
    [
        ("mq2008-like", new GradedLists(470, 5, 30, 46, Grades: 3, ZeroShare: 0.25, Noise: 1.2, BarrenShare: 0.28, ScaledInGroup: true)),
        ("ohsumed-like", new GradedLists(63, 80, 220, 45, Grades: 3, ZeroShare: 0.3, Noise: 1.5, ScaledInGroup: true)),
        ("many-ties", new GradedLists(400, 8, 40, 12, Levels: 4, ZeroShare: 0.4, Grades: 4, Noise: 1)),
        ("sparse", new GradedLists(300, 10, 60, 120, ZeroShare: 0.93, Noise: 0.6)),
        ("long-lists", new GradedLists(40, 300, 700, 30, Noise: 1)),
        ("few-features", new GradedLists(500, 5, 15, 5, Noise: 0.8)),
    ];

    internal static int Run(Arguments arguments)
    {
        LightGbmCli? lightGbm = arguments.Text("lightgbm") is { } program ? new LightGbmCli(program) : null;
        TrainerOptions options = new()
        {
            Trees = 500,
            LearningRate = 0.05,
            Leaves = 15,
            MinDataInLeaf = 20,
            EarlyStoppingRounds = 50,
            BaggingFraction = arguments.Real("bagging", 1),
            BaggingFrequency = 1,
        };
        string folder = Directory.CreateTempSubdirectory("backcare-ltr-shapes").FullName;
        SideBySide sides = new(lightGbm, folder, arguments.Number("threads", 2));
        string only = arguments.Text("shape") ?? "";
        foreach ((string name, GradedLists lists) in Shapes.Where(shape => shape.Name.StartsWith(only, StringComparison.Ordinal)))
        {
            List<double> differences = [];
            for (int fold = 1; fold <= arguments.Number("folds", 3); fold++)
            {
                TrainingSpeed.Save(folder, "train", lists.Make(10 * fold));
                TrainingSpeed.Save(folder, "valid", (lists with { Groups = Math.Max(20, lists.Groups / 3) }).Make(10 * fold + 1));
                TrainingSpeed.Save(folder, "test", (lists with { Groups = 4 * lists.Groups }).Make(10 * fold + 2));
                differences.Add(sides.Compare(
                    $"{name}, data {fold}",
                    Path.Combine(folder, "train.svm"),
                    Path.Combine(folder, "valid.svm"),
                    Path.Combine(folder, "test.svm"),
                    options,
                    arguments.Number("seeds", 1),
                    ["ndcg@10"]));
            }

            Console.WriteLine(FormattableString.Invariant(
                $"{name}: mean difference over data sets {differences.Average():+0.0000;-0.0000} (standard error {SideBySide.Spread([.. differences]) / Math.Sqrt(differences.Count):F4})"));
        }

        Directory.Delete(folder, recursive: true);
        return 0;
    }
}
