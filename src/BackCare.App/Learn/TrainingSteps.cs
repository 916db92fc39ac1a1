using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using BackCare.App.Data;
using BackCare.App.Messaging;
using BackCare.App.Serving;
using BackCare.Domain.Learn.Cards;
using BackCare.Domain.Learn.Checks;
using BackCare.Domain.Learn.Evaluation;
using BackCare.Domain.Learn.Promotion;
using BackCare.Domain.Learn.Reports;
using BackCare.Domain.Learn.TrainingSets;
using BackCare.Domain.Scoring;
using BackCare.Ranking.Forest;
using BackCare.Ranking.Training;

namespace BackCare.App.Learn;

/// <summary>From the journal to a model version: read, check, cut, train, evaluate, ask the gate, write.</summary>
internal sealed class TrainingSteps(MaterialReader reader, ModelStore store, ShelfHost shelves, TrainingRuns runs, TimeProvider clock)
{
    /// <summary>Runs the steps of one run.</summary>
    /// <returns>The model, or why there is none.</returns>
    /// <exception cref="OperationCanceledException">The run was stopped, or has lost its lease.</exception>
    public async Task<Answer<TrainingResult>> RunAsync(StoredTrainingRun run, ChosenTrainer chosen, RunningTraining told, CancellationToken cancellationToken)
    {
        store.RemovePartial();
        if (store.CannotWrite() is { } unwritable)
            return unwritable;
        if (shelves.Current is null)
            await shelves.RefreshAsync(cancellationToken);
        told.Enter("reading the journal");
        var window = new MaterialWindow(run.SinceUtc, run.UntilUtc ?? run.StartedUtc, run.IncludeSimulated);
        Material material = await reader.ReadAsync(window, cancellationToken);
        if (Checked(material, told) is { } unsound)
            return unsound;
        told.Enter("cutting training, validation and test");
        (TrainingParts? parts, string? tooLittle) = TrainingParts.Of(material.Set!, TimeSplitOptions.For(material.Set!.Groups.Count), new TrainingSetOptions().Examination);
        if (parts is null)
            return new Refusal(RefusalKind.Unmet, tooLittle!);
        told.Say(string.Create(CultureInfo.InvariantCulture,
            $"{parts.Train.Groups.Count} lists to learn from, {parts.Validation.Groups.Count} to stop by, {parts.Test.Groups.Count} to measure on; {parts.Split.LeftOut} left out to keep shoppers apart"));

        told.Enter("growing trees");
        ITrainer trainer = chosen.Trainer;
        TrainingPlan plan = chosen.Engine is null ? TrainingPlan.Managed(parts, run.Seed) : TrainingPlan.MLNet(parts, run.Seed);
        TrainedModel trained = plan.Grow(trainer, told, () => told.Enter("growing them again on all lists"), cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        return await JudgedAsync(run, new FinishedTrees(chosen, parts, plan, trained), material, window, told, cancellationToken);
    }

    /// <summary>Tells what the checks found; an error, or nothing to learn from, ends the run.</summary>
    private static Refusal? Checked(Material material, RunningTraining told)
    {
        told.Enter("checking the data");
        DataCheckResult[] checks = [.. material.Checks.Select(DataCheckResult.From)];
        told.Keep(JsonSerializer.Serialize(checks, BackCareJson.Default.DataCheckResults));
        foreach (DataCheck check in material.Checks.Where(check => check.Severity != CheckSeverity.Passed))
            told.Say($"{check.Name}: {check.Message}");
        if (material.OnlySimulated)
            told.Say("There is no real list yet, so simulated ones are learned from; the card says so.");
        return material.Set is null ? Material.Nothing
            : material.Checks.FirstOrDefault(check => check.Severity == CheckSeverity.Error) is { } error
                ? new Refusal(RefusalKind.Unmet, $"The data check {error.Name} failed: {error.Message}")
                : null;
    }

    /// <summary>Evaluates a model, asks the gate and writes it, whatever the gate says: a refused model can be looked at, it cannot be promoted.</summary>
    private async Task<Answer<TrainingResult>> JudgedAsync(
        StoredTrainingRun run, FinishedTrees trees, Material material, MaterialWindow window, RunningTraining told, CancellationToken cancellationToken)
    {
        byte[] model = BytesOf(trees.Trained.Forest);
        string hash = Convert.ToHexStringLower(SHA256.HashData(model)), version = ModelVersion.Of(run.StartedUtc, hash);
        string? champion = store.Champion().File?.Version;
        FlatForest? serving = champion is null ? null : store.ForestOf(champion).Forest;
        bool starter = champion is not null && store.Find(champion)?.Card?.Starter == true;
        told.Enter("evaluating");
        ModelEvaluation evaluation = Evaluator.Evaluate(trees.Parts, trees.Trained.Forest, serving, new EvaluatorOptions { Starter = starter });
        cancellationToken.ThrowIfCancellationRequested();
        told.Enter("asking the gate");
        GateDecision decision = Decide(trees.Trained.Forest, trees.Chosen.Trainer.Name, version, evaluation, trees.Parts);
        cancellationToken.ThrowIfCancellationRequested();
        told.Enter("writing the model");
        TrainingSet set = material.Set!;
        ModelCard card = ModelCard.Of(
            new CardFacts(version, trees.Chosen.Trainer.Name, trees.Chosen.Engine, run.StartedUtc, FeatureSchema.Current.Hash, CardData.Of(set, trees.Parts.Split), material.Checks, hash),
            trees.Parts, trees.Plan.Options, trees.Trained, evaluation, decision);
        ModelPart[] parts =
        [
            new("model.txt", model),
            new("card.json", Encoding.UTF8.GetBytes(TrainedCard.Json(card, run, window, material.LastSequence, serving is null ? null : champion))),
            new("report.html", Encoding.UTF8.GetBytes(ModelReportPage.Html(ModelReport.Of(card, trees.Parts, trees.Trained, evaluation)))),
            .. trees.Trained.Beside.Select(file => new ModelPart("model" + file.Extension, file.Content)),
        ];
        cancellationToken.ThrowIfCancellationRequested();
        if (!await runs.HoldsAsync(run.Id, cancellationToken))
            throw new OperationCanceledException("The lease of the run was lost.");
        Answer<StoredModel> written = store.Write(version, parts);
        return written.Refusal is { } refusal ? refusal : ResultOf(card, evaluation);
    }

    private static TrainingResult ResultOf(ModelCard card, ModelEvaluation evaluation)
    {
        MetricFigures ndcg = evaluation.Gate;
        return new TrainingResult(
            card.Version, card.Trainer, Number(ndcg.Challenger.Estimate),
            new TrainingBaselines(Of(RankerScores.Random), Of(RankerScores.Popularity), Of(RankerScores.Knowledge), Of(RankerScores.Champion)),
            card.Gate.Verdict, card.Gate.Reasons);

        double? Of(string baseline) => ndcg.Of(baseline) is { } figure ? Number(figure.Value.Estimate) : null;
    }

    private GateDecision Decide(FlatForest forest, string trainer, string version, ModelEvaluation evaluation, TrainingParts parts)
    {
        (ForestRanker? ranker, string? refusal) = ForestRanker.For(forest, trainer, version, FeatureSchema.Current.Hash, FeatureSchema.Current);
        if (ranker is null)
            throw new InvalidOperationException(refusal);
        return PromotionGate.Decide(
            new GateEvidence(
                FeatureSchema.Current.Hash, FeatureSchema.Current.Hash, evaluation, SafetyCases.Run(shelves.Current!, ranker), ScoringTime.P99Ms(ranker, parts.Test, clock)),
            new GateThresholds());
    }

    private static double? Number(double value) => double.IsFinite(value) ? value : null;

    private static byte[] BytesOf(FlatForest forest)
    {
        using var bytes = new MemoryStream();
        using (var writer = new StreamWriter(bytes, leaveOpen: true))
            LightGbmText.Write(writer, forest);
        return bytes.ToArray();
    }

    private sealed record FinishedTrees(ChosenTrainer Chosen, TrainingParts Parts, TrainingPlan Plan, TrainedModel Trained);
}

/// <summary>A trainer that was asked for.</summary>
/// <param name="Trainer">The trainer.</param>
/// <param name="Engine">What it runs on, such as ML.NET with its version; null when that is this program itself.</param>
internal sealed record ChosenTrainer(ITrainer Trainer, string? Engine);
