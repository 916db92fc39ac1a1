using BackCare.App.Messaging;
using BackCare.App.Privacy;
using BackCare.App.Serving;
using BackCare.Domain.Learn.Cards;
using BackCare.Domain.Learn.Evaluation;
using BackCare.Domain.Learn.TrainingSets;
using BackCare.Ranking.Forest;
using MediatR;

namespace BackCare.App.Learn;

/// <summary>Two models on the same latest lists, side by side with the paired difference.</summary>
public static class CompareModels
{
    /// <param name="Version">The model that wants to be better.</param>
    /// <param name="With">The model to compare it with.</param>
    public sealed record Query(string Version, string With) : IRequest<Answer<Response>>;

    /// <param name="Version">The one.</param>
    /// <param name="With">The other.</param>
    /// <param name="Lists">Lists that were compared on: the latest, those with a response.</param>
    /// <param name="Metrics">Both models' values and their paired difference.</param>
    /// <param name="Slices">NDCG@10 on parts of the lists; a part of fewer than ten is left out.</param>
    /// <param name="Notes">What limits the comparison, one sentence each.</param>
    public sealed record Response(
        GetModels.Item Version, GetModels.Item With, int Lists, IReadOnlyList<Metric> Metrics, IReadOnlyList<Slice> Slices, IReadOnlyList<string> Notes);

    /// <param name="Name">As <c>ndcg@10</c>.</param>
    /// <param name="Version">The one model's value.</param>
    /// <param name="With">The other's.</param>
    /// <param name="Difference">The one less the other, paired over lists.</param>
    public sealed record Metric(string Name, CardInterval Version, CardInterval With, CardInterval Difference);

    /// <param name="Name">What the lists have in common.</param>
    /// <param name="Lists">How many they are.</param>
    /// <param name="Difference">The one less the other.</param>
    public sealed record Slice(string Name, int Lists, CardInterval Difference);

    internal sealed class Handler(ModelStore store, MaterialReader reader) : IRequestHandler<Query, Answer<Response>>
    {
        public async Task<Answer<Response>> Handle(Query query, CancellationToken cancellationToken)
        {
            if (store.Find(query.Version) is not { } one || store.Find(query.With) is not { } other)
                return ModelAnswers.NoSuchModel;
            (FlatForest? forest, string? broken) = store.ForestOf(one.Version);
            (FlatForest? reference, string? alsoBroken) = store.ForestOf(other.Version);
            if (forest is null || reference is null)
                return new Refusal(RefusalKind.Unmet, broken ?? alsoBroken!);

            Material material = await reader.ReadAsync(new MaterialWindow(null, null, IncludeSimulated: false), cancellationToken);
            if (material.Set is not { } set)
                return Material.Nothing;
            (TrainingParts? parts, string? tooLittle) = TrainingParts.Of(set, TimeSplitOptions.For(set.Groups.Count), new TrainingSetOptions().Examination);
            return parts is null
                ? new Refusal(RefusalKind.Unmet, tooLittle!)
                : Compared(one, other, Evaluator.Evaluate(parts, forest, reference, new EvaluatorOptions()), parts, material);
        }

        private Response Compared(StoredModel one, StoredModel other, ModelEvaluation evaluation, TrainingParts parts, Material material)
        {
            string? champion = store.Champion().File?.Version;
            List<string> notes = [];
            if (material.Simulated > 0)
                notes.Add($"{material.Simulated} of {material.Set!.Data.Groups} lists are simulated; the comparison tells what a program likes.");
            DateTime first = parts.Test.Groups[0].ServedUtc;
            notes.AddRange(new[] { one, other }.Where(model => model.Card!.DataToUtc > first)
                .Select(model => $"Model {model.Version} was made when some of these lists were there already, and may have learned from others of the same time."));
            return new Response(
                GetModels.ItemOf(one, champion), GetModels.ItemOf(other, champion), evaluation.Counted,
                [.. evaluation.Metrics.Select(metric => (metric, With: metric.Of(RankerScores.Champion)!))
                    .Select(m => new Metric(m.metric.Name, CardInterval.Of(m.metric.Challenger), CardInterval.Of(m.With.Value), CardInterval.Of(m.With.Gain)))],
                [.. evaluation.Slices.Where(slice => slice.Groups >= Anonymity.Least).Select(slice => new Slice(slice.Name, slice.Groups, CardInterval.Of(slice.Gain)))],
                notes);
        }
    }
}
