using BackCare.App.Data;
using BackCare.App.Messaging;
using BackCare.App.Serving;
using BackCare.Domain.Knowledge;
using BackCare.Domain.Learn;
using BackCare.Domain.Learn.Experiments;
using BackCare.Domain.Scoring;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace BackCare.App.Learn.Experiments;

/// <summary>One experiment with what it says so far. Looking often costs nothing: the intervals hold at every look.</summary>
public static class GetExperiment
{
    /// <summary>Most lists that a shadow is compared on, the first of its time.</summary>
    private const int MostShadowLists = 20_000;

    private const int ShadowDepth = 5;

    public sealed record Query(string Id) : IRequest<Answer<Response>>;

    /// <param name="Experiment">The experiment with its guardrails.</param>
    /// <param name="Measurement">What was measured; null for a shadow.</param>
    /// <param name="Shadow">How far the challenger agrees; null unless it is a shadow.</param>
    /// <param name="Simulated">True when it stands on simulated lists alone.</param>
    public sealed record Response(ExperimentPart Experiment, MeasurementPart? Measurement, ShadowPart? Shadow, bool Simulated);

    /// <param name="Unit">visitors or lists.</param>
    /// <param name="Control">The control's side.</param>
    /// <param name="Treatment">The treatment's side.</param>
    /// <param name="Waiting">Units whose window has not passed; they count later.</param>
    /// <param name="Difference">Treatment less control.</param>
    /// <param name="Verdict">undecided, treatment_better or control_better.</param>
    /// <param name="Path">The difference as it stood after more and more units.</param>
    public sealed record MeasurementPart(
        string Unit, ArmCountPart Control, ArmCountPart Treatment, int Waiting, IntervalPart Difference, string Verdict, IReadOnlyList<IntervalPart> Path);

    /// <param name="Units">Visitors on this side, or lists.</param>
    /// <param name="Successes">Of these, those that reached the goal, or that the side won.</param>
    /// <param name="Rate">Successes per unit; null without units.</param>
    public sealed record ArmCountPart(long Units, long Successes, double? Rate);

    /// <param name="Lists">Lists compared.</param>
    /// <param name="Depth">First places compared.</param>
    /// <param name="SameFirst">Share of lists with the same first product.</param>
    /// <param name="Overlap">Mean share of the first places that both hold.</param>
    /// <param name="KendallTau">Mean agreement of the orders, from −1 to 1.</param>
    /// <param name="ScoreDistance">Mean distance of a product's two scores, in standard deviations of its list.</param>
    public sealed record ShadowPart(long Lists, int Depth, double? SameFirst, double? Overlap, double? KendallTau, double? ScoreDistance);

    internal static readonly Refusal NoSuch = new(RefusalKind.NotFound, "There is no experiment with this id; 'backcare experiments list' names them.");

    internal sealed class Handler(BackCareDb db, ExperimentReader reader, JournalReader journal, ExperimentHost host, TimeProvider clock)
        : IRequestHandler<Query, Answer<Response>>
    {
        public async Task<Answer<Response>> Handle(Query request, CancellationToken cancellationToken)
        {
            StoredExperiment? stored = await db.Experiments.AsNoTracking().SingleOrDefaultAsync(e => e.Id == request.Id, cancellationToken);
            if (stored is null) return NoSuch;
            ExperimentTally[] tallies = await db.ExperimentTallies.AsNoTracking().Where(t => t.ExperimentId == stored.Id).ToArrayAsync(cancellationToken);
            ExperimentPart part = ExperimentPart.Of(stored, tallies);
            Experiment experiment = stored.ToExperiment();
            if (experiment.Kind == ExperimentKind.Shadow)
            {
                (ShadowPart? shadow, bool onlySimulated, string? why) = await ShadowAsync(experiment, cancellationToken);
                return why is null ? new Response(part, null, shadow, onlySimulated) : new Refusal(RefusalKind.Unmet, why);
            }
            bool simulated = await reader.IsSimulatedAsync(stored.Id, cancellationToken);
            return new Response(part, await MeasureAsync(experiment, simulated, cancellationToken), null, simulated);
        }

        private async Task<MeasurementPart> MeasureAsync(Experiment experiment, bool simulated, CancellationToken cancellationToken)
        {
            List<ExperimentRow> rows = [];
            await foreach (ExperimentRow row in reader.RowsAsync(experiment, simulated, cancellationToken)) rows.Add(row);
            DateTime now = clock.GetUtcNow().UtcDateTime;
            if (experiment.Kind == ExperimentKind.Interleaving)
            {
                (IReadOnlyList<ListOutcome> lists, int waitingLists) = ExperimentLog.Lists(rows, experiment.Window, now);
                return ToPart("lists", ExperimentMeasurement.OfLists(lists, experiment.Alpha), waitingLists);
            }
            (IReadOnlyList<VisitorOutcome> visitors, int waiting) = ExperimentLog.Visitors(rows, experiment.Window, now);
            return ToPart("visitors", ExperimentMeasurement.OfVisitors(visitors, experiment.Alpha), waiting);
        }

        /// <summary>Scores with the challenger what was served while the shadow ran, from the very rows that serving scored.</summary>
        private async Task<(ShadowPart? Part, bool Simulated, string? Refused)> ShadowAsync(Experiment experiment, CancellationToken cancellationToken)
        {
            (IRanker? challenger, string? refused) = host.RankerOf(experiment.Treatment.Model);
            if (challenger is null) return (null, false, $"The challenger cannot be read any more: {refused ?? "it is the champion"}");
            foreach (bool simulated in new[] { false, true })
            {
                var agreement = new ShadowAgreement(ShadowDepth);
                var window = new JournalWindow(experiment.StartedUtc, experiment.StoppedUtc, simulated);
                await foreach (ServedList list in journal.ListsAsync(window, cancellationToken))
                {
                    if (agreement.Lists == MostShadowLists) break;
                    if (list.SchemaHash == FeatureSchema.Current.Hash) agreement.Add(list.Scored.Scores.Span, PastScores.Of(challenger, list.Scored));
                }
                if (agreement.Lists > 0 || simulated) return (ToPart(agreement), simulated && agreement.Lists > 0, null);
            }
            throw new InvalidOperationException("Unreachable: the second round returns.");
        }

        private static MeasurementPart ToPart(string unit, ExperimentMeasurement measured, int waiting) => new(
            unit, ToPart(measured.Control), ToPart(measured.Treatment), waiting, IntervalPart.Of(measured.Difference), measured.Verdict.ToSnake(),
            [.. measured.Path.Select(IntervalPart.Of)]);

        private static ArmCountPart ToPart(ArmCount count) => new(count.Units, count.Successes, count.Units == 0 ? null : count.Rate);

        private static ShadowPart ToPart(ShadowAgreement a) => a.Lists == 0
            ? new ShadowPart(0, a.Depth, null, null, null, null)
            : new ShadowPart(a.Lists, a.Depth, a.SameFirst, a.Overlap, a.KendallTau, a.ScoreDistance);
    }
}
