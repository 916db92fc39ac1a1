using System.Globalization;
using BackCare.App.Data;
using BackCare.App.Editing;
using BackCare.App.Messaging;
using BackCare.App.Serving;
using BackCare.Domain.Arrange;
using BackCare.Domain.Catalog;
using BackCare.Domain.Knowledge;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace BackCare.App.Rules;

/// <summary>The shop's rules, filtered and sorted, one page, with how they work against each other.</summary>
public static class GetRules
{
    /// <param name="Search">Words of the description, of its sentence or of an id that it names; all when left out.</param>
    /// <param name="State">running, planned, over or off; all when left out.</param>
    /// <param name="Effect">pin, boost, bury or hide; all when left out.</param>
    /// <param name="Sort">changed (newest first), priority (highest first), from or until.</param>
    /// <param name="Cursor">Where the page begins, as the page before told it.</param>
    /// <param name="Limit">Rules a page, 1 to 200.</param>
    public sealed record Query(string? Search = null, string? State = null, string? Effect = null, string Sort = "changed", string? Cursor = null, int Limit = 50)
        : IRequest<Answer<Response>>;

    /// <param name="Items">One page.</param>
    /// <param name="Total">Rules that fit, over all pages.</param>
    /// <param name="NextCursor">Begins the next page; null on the last.</param>
    /// <param name="States">All rules by state, whatever was asked for.</param>
    /// <param name="Conflicts">Those of the rules on this page.</param>
    public sealed record Response(
        IReadOnlyList<RulePart> Items, int Total, string? NextCursor, IReadOnlyDictionary<string, int> States, IReadOnlyList<RuleConflictPart> Conflicts);

    /// <summary>Sort orders.</summary>
    public static readonly IReadOnlyList<string> Sorts = ["changed", "priority", "from", "until"];

    internal sealed class Validator : AbstractValidator<Query>
    {
        public Validator()
        {
            RuleFor(q => q.Search).MaximumLength(100).WithMessage("search is longer than 100 characters.");
            RuleFor(q => q.State).Must(s => string.IsNullOrEmpty(s) || SnakeNames.TryParse(s, out RuleState _)).WithMessage($"state must be one of: {SnakeNames.All<RuleState>()}.");
            RuleFor(q => q.Effect).Must(e => string.IsNullOrEmpty(e) || SnakeNames.TryParse(e, out MerchandisingEffect _))
                .WithMessage($"effect must be one of: {SnakeNames.All<MerchandisingEffect>()}.");
            RuleFor(q => q.Sort).Must(s => Sorts.Contains(s)).WithMessage($"sort must be one of: {string.Join(", ", Sorts)}.");
            RuleFor(q => q.Limit).InclusiveBetween(1, 200).WithMessage("limit must be from 1 to 200.");
        }
    }

    internal sealed class Handler(BackCareDb db, ShelfHost shelves, TimeProvider clock) : IRequestHandler<Query, Answer<Response>>
    {
        public async Task<Answer<Response>> Handle(Query request, CancellationToken cancellationToken)
        {
            if (shelves.Current is not { } shelf)
                return ShelfHost.NotReady;
            DateTime now = clock.GetUtcNow().UtcDateTime;
            // A shop has some hundred rules at most, and their states follow from the clock: they are read whole.
            List<StoredRule> all = await db.Rules.AsNoTracking().ToListAsync(cancellationToken);
            string list = $"rules:{request.Sort}";
            Cursor? start = null;
            if (request.Cursor is { Length: > 0 } text && !Cursor.TryRead(text, list, 2, out start))
                return Cursor.Unknown;
            var fitting = all.Select(r => RulePart.Of(r, shelf, now)).Where(r => Fits(r, request)).Select(r => (Key: KeyOf(r, request.Sort), Rule: r))
                .OrderBy(r => r.Key).ThenBy(r => r.Rule.Id, StringComparer.Ordinal).ToArray();
            var rest = fitting.Where(r => start is null || IsAfter(r.Key, r.Rule.Id, start)).ToArray();
            RulePart[] page = [.. rest.Take(request.Limit).Select(r => r.Rule)];
            var ids = page.Select(r => r.Id).ToHashSet(StringComparer.Ordinal);
            return new Response(
                page, fitting.Length, rest.Length > page.Length ? Cursor.After(list, rest[page.Length - 1].Key.ToString(CultureInfo.InvariantCulture), page[^1].Id) : null,
                Enum.GetValues<RuleState>().ToDictionary(s => s.ToSnake(), s => all.Count(r => r.ToRule().StateAt(now) == s), StringComparer.Ordinal),
                [.. RuleConflicts.Of([.. all.Select(r => r.ToRule())], shelf, now).Where(c => ids.Contains(c.RuleId) || (c.OtherId is { } o && ids.Contains(o))).Select(RuleConflictPart.Of)]);
        }

        private static bool Fits(RulePart rule, Query request) =>
            (string.IsNullOrEmpty(request.State) || rule.State == request.State)
            && (string.IsNullOrEmpty(request.Effect) || rule.Rule.Effect == request.Effect)
            && (request.Search ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).All(word => Words(rule).Any(text => text.Contains(word, StringComparison.OrdinalIgnoreCase)));

        private static IEnumerable<string> Words(RulePart rule) =>
            [rule.Id, rule.Summary, rule.Rule.Description, .. rule.Rule.ProductIds, .. rule.Rule.CategoryIds, .. rule.Rule.Brands, .. rule.Rule.SymptomIds, .. rule.Rule.RegionIds, .. rule.Rule.Queries];

        /// <summary>What the list is ordered by, smallest first.</summary>
        private static long KeyOf(RulePart rule, string sort) => sort switch
        {
            "priority" => -rule.Rule.Priority,
            "from" => (rule.Rule.FromUtc ?? DateTime.MinValue).Ticks,
            "until" => (rule.Rule.UntilUtc ?? DateTime.MaxValue).Ticks,
            _ => -rule.ChangedUtc.Ticks,
        };

        private static bool IsAfter(long key, string id, Cursor start) =>
            long.TryParse(start.Keys[0], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long last)
            && (key > last || (key == last && string.CompareOrdinal(id, start.Keys[1]) > 0));
    }
}
