using BackCare.App.Data;
using BackCare.App.Editing;
using BackCare.App.Messaging;
using BackCare.Domain.Knowledge.Desk;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace BackCare.App.Knowledge.Desk;

/// <summary>The rows of one knowledge table, searched, sorted, one page.</summary>
public static class GetKnowledgeRows
{
    /// <param name="Table">The table.</param>
    /// <param name="Search">Words that a row must hold, in any column and any case.</param>
    /// <param name="State">shipped, edited, added, removed or changed (any of the last three); null for all rows in force.</param>
    /// <param name="Sort">Column to sort by; null keeps the table's own order.</param>
    /// <param name="Descending">True turns the order around.</param>
    /// <param name="Cursor">Where the page before ended; null for the first.</param>
    /// <param name="Page">1-based, for pages of people; counts only without a cursor.</param>
    /// <param name="Limit">1 to 200.</param>
    public sealed record Query(
        string Table, string? Search = null, string? State = null, string? Sort = null, bool Descending = false, string? Cursor = null, int Page = 1, int Limit = 50)
        : IRequest<Answer<Response>>;

    /// <param name="Items">Rows of the page.</param>
    /// <param name="Total">Rows over all pages.</param>
    /// <param name="Next">Cursor of the next page; null on the last.</param>
    public sealed record Response(IReadOnlyList<Item> Items, int Total, string? Next);

    /// <param name="Key">The row.</param>
    /// <param name="Version">Moves with every change; the ETag of the row.</param>
    /// <param name="State">shipped, edited, added or removed.</param>
    /// <param name="Cells">What it says, by column; empty cells are left out.</param>
    public sealed record Item(string Key, long Version, string State, IReadOnlyDictionary<string, string?> Cells);

    internal sealed class Validator : AbstractValidator<Query>
    {
        public Validator()
        {
            RuleFor(q => q.Search).MaximumLength(200).WithMessage("The search is longer than 200 characters.");
            RuleFor(q => q.State).Must(s => s is null or "shipped" or "edited" or "added" or "removed" or "changed").WithMessage("Use shipped, edited, added, removed or changed.");
            RuleFor(q => q.Limit).InclusiveBetween(1, 200).WithMessage("limit must be from 1 to 200.");
            RuleFor(q => q.Page).InclusiveBetween(1, 10_000).WithMessage("page must be from 1 to 10000.");
        }
    }

    internal sealed class Handler(BackCareDb db) : IRequestHandler<Query, Answer<Response>>
    {
        public async Task<Answer<Response>> Handle(Query request, CancellationToken cancellationToken)
        {
            if (KnowledgeFields.Of(request.Table) is not { } fields)
                return new Refusal(RefusalKind.NotFound, $"There is no knowledge table '{request.Table}'.");
            if (request.Sort is { } sort && fields.All(f => f.Column != sort))
                return Wrong("sort", $"There is no such column. Use: {string.Join(", ", fields.Select(f => f.Column))}.");
            // A table is some hundred rows of text; what it says is inside a cell, so it is looked through here.
            KnowledgeEntry[] rows = await db.Knowledge.AsNoTracking().Where(e => e.Table == request.Table).ToArrayAsync(cancellationToken);
            Item[] found = Sorted([.. rows.OrderBy(e => e.Ordinal).ThenBy(e => e.Key, StringComparer.Ordinal).Where(e => Fits(e, request.State)).Select(ToItem)
                .Where(i => Holds(i, request.Search))], request);
            string list = $"knowledge:{request.Table}:{request.Search}:{request.State}:{request.Sort}:{request.Descending}";
            int start = (request.Page - 1) * request.Limit;
            if (request.Cursor is { Length: > 0 } text)
            {
                if (!Cursor.TryRead(text, list, 2, out Cursor? cursor))
                    return Cursor.Unknown;
                start = After(found, cursor, request);
            }

            Item[] page = [.. found.Skip(start).Take(request.Limit)];
            return new Response(page, found.Length, start + page.Length < found.Length ? Cursor.After(list, SortKey(page[^1], request), page[^1].Key) : null);
        }

        private static Refusal Wrong(string path, string problem) => new(RefusalKind.Invalid, problem, [new RefusedField(path, problem)]);

        private static bool Fits(KnowledgeEntry entry, string? state) => (state, RowOrigin.StateOf(entry)) switch
        {
            (null, var is_) => is_ != "removed",
            ("changed", var is_) => is_ != "shipped",
            var (wanted, is_) => wanted == is_,
        };

        private static Item ToItem(KnowledgeEntry entry) => new(entry.Key, entry.Version, RowOrigin.StateOf(entry), KnowledgeCells.ByColumn(entry.Cells));

        private static bool Holds(Item item, string? search) =>
            (search ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries)
                .All(word => item.Cells.Values.Any(cell => cell!.Contains(word, StringComparison.OrdinalIgnoreCase)));

        private static Item[] Sorted(Item[] items, Query query)
        {
            if (query.Sort is { } column)
                items = [.. items.Order(Comparer<Item>.Create((a, b) => Compare(a.Cells.GetValueOrDefault(column) ?? "", a.Key, b.Cells.GetValueOrDefault(column) ?? "", b.Key)))];
            return query.Descending ? [.. items.Reverse()] : items;
        }

        // Numbers by their value, everything else as it is spelt; ties by id.
        private static int Compare(string a, string aKey, string b, string bKey)
        {
            int order = double.TryParse(a, System.Globalization.CultureInfo.InvariantCulture, out double x) && double.TryParse(b, System.Globalization.CultureInfo.InvariantCulture, out double y)
                ? x.CompareTo(y) : string.Compare(a, b, StringComparison.OrdinalIgnoreCase);
            return order != 0 ? order : string.CompareOrdinal(aKey, bKey);
        }

        private static string SortKey(Item item, Query query) => query.Sort is { } column ? item.Cells.GetValueOrDefault(column) ?? "" : "";

        // Where the last item of the page before stands now; when it is gone, where it would stand.
        private static int After(Item[] items, Cursor cursor, Query query)
        {
            int at = Array.FindIndex(items, i => i.Key == cursor.Keys[1]);
            if (at >= 0)
                return at + 1;
            int sign = query.Descending ? -1 : 1;
            int next = query.Sort is null ? Array.FindIndex(items, i => sign * string.CompareOrdinal(i.Key, cursor.Keys[1]) > 0)
                : Array.FindIndex(items, i => sign * Compare(SortKey(i, query), i.Key, cursor.Keys[0], cursor.Keys[1]) > 0);
            return next < 0 ? items.Length : next;
        }
    }
}
