using System.Globalization;
using BackCare.App.Catalog.Import;
using BackCare.App.Data;
using BackCare.App.Events;
using BackCare.App.Knowledge.Desk;
using BackCare.App.Messaging;
using BackCare.App.Privacy;
using BackCare.App.Serving;
using BackCare.Domain.Arrange;
using BackCare.Domain.Desk;
using BackCare.Domain.Learn;
using BackCare.Domain.Recommend;
using BackCare.Domain.Reviews;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace BackCare.App.Desk;

/// <summary>What the shop's people should look at, most urgent first, each with its count and the first of its list. Nothing of a single shopper.</summary>
public static class GetAttention
{
    /// <summary>Fewer reports, searches or views than these are never told as a figure. Requests are counted, not people: one who asks ten times counts ten times.</summary>
    public const int Least = Anonymity.Least;

    /// <summary>Newest lists that are looked at.</summary>
    public const int Lists = 2_000;

    /// <summary>How far back counts of events and of unmet needs go.</summary>
    public const int Days = 30;

    /// <summary>Entries of a check that are told.</summary>
    public const int Told = 20;

    public sealed record Query : IRequest<Answer<Response>>;

    /// <param name="Items">Every check, most urgent first; those with a count of 0 are in order.</param>
    /// <param name="Coverage">Products of each category that stand on lists.</param>
    /// <param name="ListsLookedAt">Journaled lists that coverage and stock were read from; 0 when only counts without lists were there.</param>
    public sealed record Response(IReadOnlyList<Item> Items, IReadOnlyList<CoveragePart> Coverage, int ListsLookedAt)
    {
        /// <summary>Products that stand on any list.</summary>
        public int Shown => Coverage.Sum(c => c.Shown);

        /// <summary>All products on sale.</summary>
        public int Of => Coverage.Sum(c => c.Of);
    }

    /// <param name="Check">recommended_out_of_stock, safety_proposals, reviews_waiting, conflicting_rules, suggestions_waiting, drafts_without_evidence, no_evidence, claims, symptoms_without_product, found_nothing or no_picture.</param>
    /// <param name="Count">How many.</param>
    /// <param name="Entries">The first twenty.</param>
    public sealed record Item(string Check, int Count, IReadOnlyList<Entry> Entries);

    /// <param name="Kind">product, suggestion (of a product), proposal, symptom, rule, queue or need.</param>
    /// <param name="Id">Its id.</param>
    /// <param name="Name">Shown name.</param>
    /// <param name="Detail">What is wrong, in a few words.</param>
    public sealed record Entry(string Kind, string Id, string Name, string Detail);

    /// <param name="CategoryId">The category.</param>
    /// <param name="Name">Its name.</param>
    /// <param name="Shown">Products that stood on a list.</param>
    /// <param name="Of">All its products.</param>
    public sealed record CoveragePart(string CategoryId, string Name, int Shown, int Of);

    internal sealed class Handler(BackCareDb db, ShelfHost shelves, TimeProvider clock) : IRequestHandler<Query, Answer<Response>>
    {
        public async Task<Answer<Response>> Handle(Query request, CancellationToken cancellationToken)
        {
            if (shelves.Current is not { } shelf)
                return ShelfHost.NotReady;
            (Dictionary<string, long> shown, int lists) = await ShownAsync(cancellationToken);
            Dictionary<string, string> descriptions = await db.Products.AsNoTracking().Where(p => p.Description != "" && p.Status == PublicationStatus.Published && p.RemovedUtc == null)
                .ToDictionaryAsync(p => p.Id, p => p.Description, StringComparer.Ordinal, cancellationToken);
            return new Response(
                [
                    OutOfStock(shelf, shown),
                    await ProposalsAsync(cancellationToken),
                    await ReviewsAsync(cancellationToken),
                    await RulesAsync(shelf, cancellationToken),
                    await SuggestionsAsync(shelf, cancellationToken),
                    await DraftsAsync(cancellationToken),
                    ItemOf("no_evidence", CatalogGaps.WithoutEvidence(shelf), p => new Entry("product", p.Id, p.Name, $"Evidence profile: {(p.EvidenceProfile.Length > 0 ? p.EvidenceProfile : "none")}")),
                    ItemOf("claims", CatalogGaps.WithClaims(shelf, descriptions), p => new Entry(
                        "product", p.Product.Id, p.Product.Name, string.Join(", ", p.Claims.Select(c => $"“{c.Phrase}”").Distinct()) + (p.Claims.Any(c => c.Blocks) ? " (must go)" : ""))),
                    ItemOf("symptoms_without_product", CatalogGaps.SymptomsWithoutProduct(shelf), s => new Entry("symptom", s.Id, s.Name, "No product on sale is tied to it.")),
                    await NeedsAsync(shelf, cancellationToken),
                    ItemOf("no_picture", CatalogGaps.WithoutPicture(shelf), p => new Entry("product", p.Id, p.Name, "A drawing of its kind stands in.")),
                ],
                [.. CatalogGaps.Coverage(shelf, shown.Keys.ToHashSet(StringComparer.Ordinal)).Select(c => new CoveragePart(c.Category.Id, c.Category.Name, c.Shown, c.Of))],
                lists);
        }

        /// <summary>On how many of the newest lists, and how often in the counts of shoppers without consent, each product was seen.</summary>
        private async Task<(Dictionary<string, long> Shown, int Lists)> ShownAsync(CancellationToken cancellationToken)
        {
            DateTime since = clock.GetUtcNow().UtcDateTime.Date.AddDays(-Days);
            Dictionary<string, long> shown = await db.DailyCounts.AsNoTracking()
                .Where(c => c.DayUtc >= since && c.Kind == InteractionKind.Impression && !c.Journaled)
                .GroupBy(c => c.ProductId).Select(g => new { g.Key, Count = g.Sum(c => c.Count) }).ToDictionaryAsync(g => g.Key, g => g.Count, StringComparer.Ordinal, cancellationToken);
            int lists = 0;
            await foreach (byte[] packed in db.ServedLists.AsNoTracking().Where(l => l.Shown > 0 && !l.Simulated).OrderByDescending(l => l.Sequence).Take(Lists)
                .Select(l => l.Packed).AsAsyncEnumerable().WithCancellation(cancellationToken))
            {
                lists++;
                ScoredList scored = ListPacking.Unpack(packed);
                foreach (string product in scored.Shown.Select(s => scored.ProductIds[s.Candidate]))
                    shown[product] = shown.GetValueOrDefault(product) + 1;
            }

            return (shown, lists);
        }

        private static Item OutOfStock(Shelf shelf, Dictionary<string, long> shown) => ItemOf(
            "recommended_out_of_stock",
            [.. shelf.Items.Select(i => i.Product).Where(p => !p.InStock && shown.ContainsKey(p.Id)).OrderByDescending(p => shown[p.Id]).ThenBy(p => p.Id, StringComparer.Ordinal)],
            p => new Entry("product", p.Id, p.Name, string.Create(CultureInfo.InvariantCulture, $"Shown {(shown[p.Id] < Least ? $"fewer than {Least}" : $"{shown[p.Id]}")} times lately")));

        private async Task<Item> ProposalsAsync(CancellationToken cancellationToken)
        {
            IQueryable<StoredProposal> waiting = db.Proposals.AsNoTracking().Where(p => p.State == ProposalState.Pending);
            List<StoredProposal> first = await waiting.OrderBy(p => p.ProposedUtc).ThenBy(p => p.Id).Take(Told).ToListAsync(cancellationToken);
            return new Item("safety_proposals", await waiting.CountAsync(cancellationToken), [.. first.Select(p => new Entry("proposal", p.Id, p.Reason, $"Proposed by {p.ProposedBy}"))]);
        }

        private async Task<Item> ReviewsAsync(CancellationToken cancellationToken)
        {
            int waiting = await db.Reviews.CountAsync(r => r.State == ReviewState.Pending, cancellationToken);
            int reported = await db.Reviews.CountAsync(r => r.State == ReviewState.Approved && r.Reports > 0, cancellationToken);
            int appealed = await db.Reviews.CountAsync(r => r.State == ReviewState.Rejected && r.AppealedUtc != null && r.DecidedUtc < r.AppealedUtc, cancellationToken);
            (string Tab, string Name, int Count)[] tabs = [("pending", "Waiting to be read", waiting), ("reported", "Reported by readers", reported), ("appealed", "Appealed by their authors", appealed)];
            return new Item("reviews_waiting", waiting + reported + appealed,
                [.. tabs.Where(t => t.Count > 0).Select(t => new Entry("queue", t.Tab, t.Name, t.Count.ToString(CultureInfo.InvariantCulture)))]);
        }

        private async Task<Item> RulesAsync(Shelf shelf, CancellationToken cancellationToken)
        {
            List<Rules.StoredRule> stored = await db.Rules.AsNoTracking().ToListAsync(cancellationToken);
            return ItemOf("conflicting_rules", RuleConflicts.Of([.. stored.Select(r => r.ToRule())], shelf, clock.GetUtcNow().UtcDateTime), c => new Entry(
                "rule", c.RuleId, stored.Find(r => r.Id == c.RuleId)?.Description is { Length: > 0 } words ? words : c.RuleId, c.Statement));
        }

        private async Task<Item> SuggestionsAsync(Shelf shelf, CancellationToken cancellationToken)
        {
            IQueryable<StoredProduct> open = db.Products.AsNoTracking().Where(GetSuggestions.IsOpen).Where(p => db.Suggestions.Any(s => s.ProductId == p.Id));
            var first = await open.OrderBy(p => p.Id).Take(Told).Join(db.Suggestions, p => p.Id, s => s.ProductId, (p, s) => new { p.Id, p.Name, s.CategoryId, s.CategoryConfidence })
                .OrderBy(s => s.Id).ToListAsync(cancellationToken);
            return new Item("suggestions_waiting", await open.CountAsync(cancellationToken),
                [.. first.Select(s => new Entry("suggestion", s.Id, s.Name, string.Create(CultureInfo.InvariantCulture,
                    $"Perhaps {shelf.Knowledge.Categories.GetValueOrDefault(s.CategoryId)?.Name ?? s.CategoryId}, {Math.Min(99, 100 * s.CategoryConfidence):0} % sure")))]);
        }

        private async Task<Item> DraftsAsync(CancellationToken cancellationToken)
        {
            IQueryable<StoredProduct> drafts = db.Products.AsNoTracking().Where(p => p.RemovedUtc == null && p.Status == PublicationStatus.Draft && p.EvidenceProfile == "");
            var first = await drafts.OrderBy(p => p.Id).Take(Told).Select(p => new { p.Id, p.Name }).ToListAsync(cancellationToken);
            return new Item("drafts_without_evidence", await drafts.CountAsync(cancellationToken), [.. first.Select(p => new Entry("product", p.Id, p.Name, "Draft, evidence profile: none"))]);
        }

        private async Task<Item> NeedsAsync(Shelf shelf, CancellationToken cancellationToken)
        {
            DateTime now = clock.GetUtcNow().UtcDateTime, since = new DateTime(now.Year, now.Month, 1, 0, 0, 0, DateTimeKind.Utc).AddMonths(-2);
            var sums = await db.UnmetNeeds.AsNoTracking().Where(n => n.MonthUtc >= since).GroupBy(n => new { n.Kind, n.Concept })
                .Select(g => new { g.Key.Kind, g.Key.Concept, Count = g.Sum(n => n.Count) }).ToListAsync(cancellationToken);
            return ItemOf(
                "found_nothing",
                [.. sums.Where(s => s.Count >= Least).OrderByDescending(s => s.Count).ThenBy(s => s.Kind, StringComparer.Ordinal).ThenBy(s => s.Concept, StringComparer.Ordinal)],
                s => new Entry("need", $"{s.Kind}:{s.Concept}", NameOf(s.Concept, shelf), string.Create(CultureInfo.InvariantCulture, $"{s.Count} {(s.Kind == "search" ? "searches" : "reports")} in three months")));
        }

        private static string NameOf(string concept, Shelf shelf) => concept == UnmetNeed.NotUnderstood ? "Nothing that the shop has a name for"
            : shelf.Knowledge.Symptoms.TryGetValue(concept, out var symptom) ? symptom.Name : concept;

        private static Item ItemOf<T>(string check, IReadOnlyList<T> all, Func<T, Entry> entry) => new(check, all.Count, [.. all.Take(Told).Select(entry)]);
    }
}
