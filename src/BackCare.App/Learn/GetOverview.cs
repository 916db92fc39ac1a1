using BackCare.App.Data;
using BackCare.App.Events;
using BackCare.App.Messaging;
using BackCare.App.Serving;
using BackCare.Domain.Learn;
using BackCare.Domain.Recommend;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace BackCare.App.Learn;

/// <summary>What the shop answered lately and what came of it, in sums: nothing of a single shopper.</summary>
public static class GetOverview
{
    /// <summary>Newest lists that coverage is counted on.</summary>
    public const int CoverageLists = 2_000;

    /// <param name="Days">How far back, in days.</param>
    public sealed record Query(int Days = 30) : IRequest<Answer<Response>>;

    /// <param name="SinceUtc">First day counted.</param>
    /// <param name="Simulated">The journal of this time holds lists of simulated shoppers.</param>
    /// <param name="Real">It holds lists of real shoppers.</param>
    /// <param name="Funnel">From lists to purchases.</param>
    /// <param name="Outcomes">Journaled answers by outcome.</param>
    /// <param name="Days">Every answer by day, journaled or not, oldest first; days without any are left out.</param>
    /// <param name="Coverage">Products shown on the newest lists; null without lists or catalogue.</param>
    public sealed record Response(
        DateTime SinceUtc, bool Simulated, bool Real, IReadOnlyList<Step> Funnel, IReadOnlyList<OutcomeCount> Outcomes, IReadOnlyList<Day> Days, CoveragePart? Coverage);

    /// <param name="Name">lists, shown, impressions, clicks, carts or purchases.</param>
    /// <param name="Consented">Of shoppers who consented.</param>
    /// <param name="Anonymous">Of shoppers who did not: counted, never linked.</param>
    /// <param name="Simulated">Of simulated shoppers.</param>
    public sealed record Step(string Name, long Consented, long Anonymous, long Simulated);

    /// <param name="Outcome">products, question, referral or nothing.</param>
    /// <param name="Consented">Of shoppers who consented.</param>
    /// <param name="Simulated">Of simulated shoppers.</param>
    public sealed record OutcomeCount(string Outcome, long Consented, long Simulated);

    /// <param name="DayUtc">Midnight.</param>
    /// <param name="Products">Answers with products.</param>
    /// <param name="Question">Answers with a question that came first.</param>
    /// <param name="Referral">Referrals.</param>
    /// <param name="Nothing">Honest nothings.</param>
    /// <param name="MedianMs">Half of the answers took at most this, in milliseconds; counted in powers of two, so up to twice too high.</param>
    /// <param name="P95Ms">The same for 95 %.</param>
    public sealed record Day(DateTime DayUtc, long Products, long Question, long Referral, long Nothing, double MedianMs, double P95Ms)
    {
        /// <summary>All answers.</summary>
        public long All => Products + Question + Referral + Nothing;
    }

    /// <param name="Shown">Different products on the newest lists.</param>
    /// <param name="Of">Products of the catalogue.</param>
    /// <param name="Lists">Lists looked at.</param>
    public sealed record CoveragePart(int Shown, int Of, int Lists);

    internal sealed class Validator : AbstractValidator<Query>
    {
        public Validator() => RuleFor(q => q.Days).InclusiveBetween(1, 365);
    }

    internal sealed class Handler(BackCareDb db, ShelfHost shelves, TimeProvider clock) : IRequestHandler<Query, Answer<Response>>
    {
        public async Task<Answer<Response>> Handle(Query query, CancellationToken cancellationToken)
        {
            DateTime since = clock.GetUtcNow().UtcDateTime.Date.AddDays(1 - query.Days);
            var lists = await db.ServedLists.AsNoTracking().Where(l => l.ServedUtc >= since).GroupBy(l => new { l.Outcome, l.Simulated })
                .Select(g => new { g.Key.Outcome, g.Key.Simulated, Count = g.LongCount(), Shown = g.Sum(l => (long)l.Shown) }).ToListAsync(cancellationToken);
            var events = await db.Interactions.AsNoTracking().Where(i => i.OccurredUtc >= since).GroupBy(i => new { i.Kind, i.Simulated })
                .Select(g => new { g.Key.Kind, g.Key.Simulated, Count = g.LongCount() }).ToListAsync(cancellationToken);
            var anonymous = await db.DailyCounts.AsNoTracking().Where(c => c.DayUtc >= since && !c.Journaled).GroupBy(c => c.Kind)
                .Select(g => new { Kind = g.Key, Count = g.Sum(c => c.Count) }).ToListAsync(cancellationToken);
            List<HourlyOutcome> hours = await db.HourlyOutcomes.AsNoTracking().Where(o => o.HourUtc >= since).ToListAsync(cancellationToken);

            Step StepOf(string name, InteractionKind kind) => new(
                name, events.Where(e => e.Kind == kind && !e.Simulated).Sum(e => e.Count), anonymous.Where(a => a.Kind == kind).Sum(a => a.Count),
                events.Where(e => e.Kind == kind && e.Simulated).Sum(e => e.Count));
            return new Response(
                since, lists.Any(l => l.Simulated), lists.Any(l => !l.Simulated),
                [
                    new Step("lists", lists.Where(l => !l.Simulated).Sum(l => l.Count), 0, lists.Where(l => l.Simulated).Sum(l => l.Count)),
                    new Step("shown", lists.Where(l => !l.Simulated).Sum(l => l.Shown), 0, lists.Where(l => l.Simulated).Sum(l => l.Shown)),
                    StepOf("impressions", InteractionKind.Impression),
                    StepOf("clicks", InteractionKind.Click),
                    StepOf("carts", InteractionKind.AddToCart),
                    StepOf("purchases", InteractionKind.Purchase),
                ],
                [.. lists.GroupBy(l => l.Outcome).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => new OutcomeCount(
                    g.Key, g.Where(l => !l.Simulated).Sum(l => l.Count), g.Where(l => l.Simulated).Sum(l => l.Count)))],
                [.. hours.GroupBy(h => h.HourUtc.Date).OrderBy(g => g.Key).Select(g => DayOf(g.Key, [.. g]))],
                await CoverageAsync(cancellationToken));
        }

        private async Task<CoveragePart?> CoverageAsync(CancellationToken cancellationToken)
        {
            if (shelves.Current is not { Items.Count: > 0 } shelf)
                return null;
            HashSet<string> shown = new(StringComparer.Ordinal);
            int lists = 0;
            await foreach (byte[] packed in db.ServedLists.AsNoTracking().Where(l => l.Shown > 0).OrderByDescending(l => l.Sequence).Take(CoverageLists)
                .Select(l => l.Packed).AsAsyncEnumerable().WithCancellation(cancellationToken))
            {
                lists++;
                ScoredList scored = ListPacking.Unpack(packed);
                shown.UnionWith(scored.Shown.Select(s => scored.ProductIds[s.Candidate]).Where(shelf.Products.ContainsKey));
            }

            return lists == 0 ? null : new CoveragePart(shown.Count, shelf.Items.Count, lists);
        }
    }

    private static Day DayOf(DateTime day, IReadOnlyList<HourlyOutcome> hours)
    {
        long Count(string outcome) => hours.Where(h => h.Outcome == outcome).Sum(h => h.Count);
        return new Day(day, Count("products"), Count("question"), Count("referral"), Count("nothing"), Quantile(hours, 0.5), Quantile(hours, 0.95));
    }

    /// <summary>The smallest bound, in milliseconds, that holds so large a share of the answers.</summary>
    public static double Quantile(IReadOnlyList<HourlyOutcome> hours, double share)
    {
        long all = hours.Sum(h => h.Count), sum = 0;
        foreach (IGrouping<long, HourlyOutcome> bucket in hours.GroupBy(h => h.WithinMicroseconds).OrderBy(g => g.Key))
        {
            sum += bucket.Sum(h => h.Count);
            if (sum >= share * all)
                return bucket.Key / 1000.0;
        }

        return 0;
    }
}
