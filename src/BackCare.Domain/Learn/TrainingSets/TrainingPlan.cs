using BackCare.Domain.Scoring;
using BackCare.Ranking.Training;

namespace BackCare.Domain.Learn.TrainingSets;

/// <summary>What a trainer gets unless somebody says otherwise; chosen by measurement, docs/decisions/0053-rate-objective.md.</summary>
/// <param name="Train">Groups to learn from.</param>
/// <param name="Validation">Groups that early stopping watches; null where there are too few to tell anything.</param>
/// <param name="Options">The trainer's options.</param>
public sealed record TrainingPlan(TrainingSet Train, TrainingSet? Validation, TrainerOptions Options)
{
    /// <summary>The model input that orders products before anything is learned.</summary>
    public const string Prior = "knowledge_score";

    /// <summary>Fewer responses than this in both parts together are all learned from, by small trees whose number follows from that of the responses: the validation part would hold so few that
    /// where early stopping stops is chance.</summary>
    public const int FewResponses = 3_000;

    // One small tree for so many responses: with a few dozen of them the model stays close to the knowledge prior, whatever chance has told.
    private const int ResponsesATree = 4;
    private const int ManyResponses = 30_000;

    /// <summary>All groups that were held back from training, those without a response too: once early stopping has told how many trees are worth growing, the final ones are grown on
    /// these as well. Null where nothing was held back, or the trainer has no use for it.</summary>
    public TrainingSet? HeldBack { get; init; }

    /// <summary>The managed trainer: starts from the knowledge prior and corrects it by what each look earned, with trees as small as the number of responses asks for.
    /// Groups without a response are learned from too: nobody who looked there wanted what was shown.</summary>
    /// <param name="parts">The data.</param>
    /// <param name="seed">Seed of sampling.</param>
    public static TrainingPlan Managed(TrainingParts parts, int seed)
    {
        ArgumentNullException.ThrowIfNull(parts);
        int responses = Responses(parts);
        TrainerOptions options = new()
        {
            Objective = LambdaObjective.Rate,
            PriorFeature = ColumnOf(parts.Train, Prior),
            Trees = responses < FewResponses ? Math.Clamp(responses / ResponsesATree, 1, 150) : 600,
            LearningRate = responses < ManyResponses ? 0.05 : 0.08,
            Leaves = responses < FewResponses ? 4 : 8,
            MinDataInLeaf = responses < FewResponses ? 50 : 100,
            LambdaL2 = 5,
            EarlyStoppingRounds = responses < FewResponses ? 0 : 50,
            Imputation = FeatureSchema.Current.Imputation,
            Seed = seed,
        };
        TrainingSet train = parts.Train.WithLooks(), validation = parts.Validation.WithLooks();
        RequireResponses(parts.Train, parts.Validation);
        return responses < FewResponses ? new TrainingPlan(train.Joined(validation), null, options) : new TrainingPlan(train, validation.WithPositives(), options) { HeldBack = validation };
    }

    /// <summary>ML.NET's trainers: weighted responses from the first tree on, for want of a prior to start from, with smaller trees. One group a response makes rows
    /// several times over, so a leaf needs more of them. Chosen by measurement, docs/decisions/0066-counterfactual-groups-for-ml-net.md.</summary>
    /// <param name="parts">The data.</param>
    /// <param name="seed">Seed of sampling.</param>
    public static TrainingPlan MLNet(TrainingParts parts, int seed)
    {
        ArgumentNullException.ThrowIfNull(parts);
        int responses = Responses(parts);
        TrainerOptions options = new()
        {
            Objective = LambdaObjective.Counterfactual,
            Trees = responses < FewResponses ? 40 : 300,
            Leaves = responses < ManyResponses ? 4 : 8,
            MinDataInLeaf = responses < FewResponses ? 200 : 300,
            EarlyStoppingRounds = responses < FewResponses ? 0 : 40,
            Imputation = FeatureSchema.Current.Imputation,
            Seed = seed,
        };
        RequireResponses(parts.Train, parts.Validation);

        // Groups without a response push nothing and would only take time.
        TrainingSet train = parts.Train.WithPositives()!, validation = parts.Validation.WithPositives()!;
        return responses < FewResponses ? new TrainingPlan(train.Joined(validation), null, options) : new TrainingPlan(train, validation, options);
    }

    /// <summary>Grows the trees, twice where early stopping decides: first to find how many, then that many on all groups.</summary>
    /// <param name="trainer">What trains.</param>
    /// <param name="progress">Told after every tree.</param>
    /// <param name="growingAgain">Told when the second time begins.</param>
    /// <param name="cancellation">Ends training with an <see cref="OperationCanceledException"/>.</param>
    /// <returns>The model; its learning curve is that of the first time, which has a validation metric.</returns>
    public TrainedModel Grow(ITrainer trainer, IProgress<TrainingProgress>? progress, Action? growingAgain, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(trainer);
        TrainedModel stopped = trainer.Train(Train.Data, Validation?.Data, Options, progress, cancellation);
        if (HeldBack is null)
            return stopped;
        growingAgain?.Invoke();
        TrainerOptions all = Options with { Trees = stopped.BestIteration, EarlyStoppingRounds = 0 };
        return trainer.Train(Train.Joined(HeldBack).Data, null, all, progress, cancellation) with { LearningCurve = stopped.LearningCurve };
    }

    private static void RequireResponses(params ReadOnlySpan<TrainingSet> parts)
    {
        foreach (TrainingSet part in parts)
        {
            if (part.Responses == 0)
                throw new ArgumentException("The training or the validation part has no response; there is no order to learn from.", nameof(parts));
        }
    }

    private static int Responses(TrainingParts parts) => parts.Train.Responses + parts.Validation.Responses;

    private static int ColumnOf(TrainingSet set, string name) =>
        Enumerable.Range(0, set.Data.Features.Columns).FirstOrDefault(column => set.Data.Features.FeatureNames[column] == name, -1);
}
