using System.Globalization;
using BackCare.App.Data;
using BackCare.App.Editing;
using BackCare.App.Messaging;
using BackCare.App.Serving;
using BackCare.Domain.Catalog;
using BackCare.Domain.Knowledge;
using BackCare.Domain.Recommend;
using BackCare.Domain.Reviews;
using BackCare.Domain.Symptoms;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace BackCare.App.Reviews;

/// <summary>Reviews and comments for a moderator, oldest first, with what in them needs a look.</summary>
public static class GetModerationQueue
{
    /// <summary>Texts that the marks are worked out for when only marked ones are asked for; older ones come when these are decided.</summary>
    public const int MostMarked = 1_000;

    /// <param name="Tab">pending, reported, appealed, approved or rejected.</param>
    /// <param name="Topic">product, product_comment or learn; all when left out.</param>
    /// <param name="Key">Only about this product or part of the page; all when left out.</param>
    /// <param name="Search">A word of title, text or name; all when left out.</param>
    /// <param name="Mark">claims or health: only texts so marked; all when left out.</param>
    /// <param name="Cursor">Where the page before ended.</param>
    /// <param name="Limit">1 to 100 a page.</param>
    public sealed record Query(
        string Tab = "pending", string? Topic = null, string? Key = null, string? Search = null, string? Mark = null, string? Cursor = null, int Limit = 20)
        : IRequest<Answer<Response>>;

    /// <param name="Items">One page, oldest first.</param>
    /// <param name="Next">Cursor of the next page; null on the last.</param>
    /// <param name="Counts">Reviews and comments under each tab, whatever was filtered.</param>
    public sealed record Response(IReadOnlyList<Item> Items, string? Next, IReadOnlyDictionary<string, int> Counts);

    /// <param name="Id">Its id.</param>
    /// <param name="Topic">product, product_comment or learn.</param>
    /// <param name="TopicKey">Product id, or key of the part of the page.</param>
    /// <param name="TopicName">Shown name of what it is about.</param>
    /// <param name="Stars">1 to 5; null for a comment.</param>
    /// <param name="Title">A few words; may be empty.</param>
    /// <param name="Text">Plain text.</param>
    /// <param name="AuthorName">Name to show; may be empty.</param>
    /// <param name="State">pending, approved or rejected.</param>
    /// <param name="Reason">Why it was rejected; null otherwise.</param>
    /// <param name="ReasonNote">What the moderator adds for the author.</param>
    /// <param name="SubmittedUtc">When it was sent.</param>
    /// <param name="EditedUtc">When its author changed it last; null when never.</param>
    /// <param name="VerifiedPurchase">True when an order shows that the author bought it.</param>
    /// <param name="Reports">Reports by readers since the last decision.</param>
    /// <param name="ReportReasons">Their reasons, each once.</param>
    /// <param name="Appeal">What the author says against a rejection; empty when nothing.</param>
    /// <param name="Claims">Phrases that promise too much.</param>
    /// <param name="TellsHealth">True when the words tell of a complaint; looked at for this page alone and stored nowhere.</param>
    /// <param name="Version">To send back with a decision.</param>
    /// <param name="DecidedBy">Who decided last; empty when nobody did.</param>
    public sealed record Item(
        string Id, string Topic, string TopicKey, string TopicName, int? Stars, string Title, string Text, string AuthorName, string State, string? Reason, string ReasonNote,
        DateTime SubmittedUtc, DateTime? EditedUtc, bool VerifiedPurchase, int Reports, IReadOnlyList<string> ReportReasons, string Appeal, IReadOnlyList<ClaimPart> Claims,
        bool TellsHealth, long Version, string DecidedBy);

    /// <param name="Phrase">The phrase of the rule.</param>
    /// <param name="Start">Place in title, a line break and text.</param>
    /// <param name="Length">Characters of it.</param>
    /// <param name="Blocks">True when product copy with it must not be published.</param>
    /// <param name="ReplaceWith">What to write instead.</param>
    public sealed record ClaimPart(string Phrase, int Start, int Length, bool Blocks, string ReplaceWith);

    internal sealed class Validator : AbstractValidator<Query>
    {
        public Validator()
        {
            RuleFor(q => q.Tab).Must(tab => Tabs.Contains(tab)).WithMessage($"tab must be one of: {string.Join(", ", Tabs)}.");
            RuleFor(q => q.Topic).Must(t => string.IsNullOrEmpty(t) || SnakeNames.TryParse(t, out ReviewTopic _)).WithMessage($"topic must be one of: {SnakeNames.All<ReviewTopic>()}.");
            RuleFor(q => q.Mark).Must(m => string.IsNullOrEmpty(m) || m is "claims" or "health").WithMessage("mark must be claims or health.");
            RuleFor(q => q.Search).MaximumLength(100).WithMessage("search is longer than 100 characters.");
            RuleFor(q => q.Key).MaximumLength(120).WithMessage("key is longer than 120 characters.");
            RuleFor(q => q.Limit).InclusiveBetween(1, 100).WithMessage("limit must be from 1 to 100.");
        }
    }

    private static readonly string[] Tabs = ["pending", "reported", "appealed", "approved", "rejected"];

    internal sealed class Handler(BackCareDb db, ShelfHost shelves) : IRequestHandler<Query, Answer<Response>>
    {
        public async Task<Answer<Response>> Handle(Query request, CancellationToken cancellationToken)
        {
            if (shelves.Current is not { } shelf)
                return ShelfHost.NotReady;
            string list = $"reviews:{request.Tab}";
            Cursor? start = null;
            if (request.Cursor is { Length: > 0 } text && !Cursor.TryRead(text, list, 2, out start))
                return Cursor.Unknown;
            var counts = new Dictionary<string, int>(StringComparer.Ordinal);
            foreach (string tab in Tabs)
                counts[tab] = await Under(tab).CountAsync(cancellationToken);
            bool marked = request.Mark is { Length: > 0 };
            List<StoredReview> reviews = await After(Fitting(request), start).OrderBy(r => r.SubmittedUtc).ThenBy(r => r.Id)
                .Take(marked ? MostMarked : request.Limit + 1).ToListAsync(cancellationToken);
            string[] ids = [.. reviews.Select(r => r.Id)];
            List<ReviewReport> reports = await db.ReviewReports.AsNoTracking().Where(r => ids.Contains(r.ReviewId)).ToListAsync(cancellationToken);
            ILookup<string, ReviewReport> byReview = reports.ToLookup(r => r.ReviewId, StringComparer.Ordinal);
            Dictionary<string, string> names = await NamesAsync(reviews, cancellationToken);
            var lint = new ClaimLint(shelf.Knowledge.Rows.ClaimWordings);
            Item[] found = [.. reviews.Select(r => ToItem(r, [.. byReview[r.Id]], names.GetValueOrDefault(r.DecidedBy ?? "", r.DecidedBy ?? ""), lint, shelf)).Where(i => IsMarked(i, request.Mark))];
            Item[] page = [.. found.Take(request.Limit)];
            return new Response(
                page, found.Length > page.Length ? Cursor.After(list, page[^1].SubmittedUtc.Ticks.ToString(CultureInfo.InvariantCulture), page[^1].Id) : null, counts);
        }

        private static bool IsMarked(Item item, string? mark) => mark switch
        {
            "claims" => item.Claims.Count > 0,
            "health" => item.TellsHealth,
            _ => true,
        };

        private IQueryable<StoredReview> Fitting(Query request)
        {
            IQueryable<StoredReview> fitting = Under(request.Tab);
            if (request.Topic is { Length: > 0 } topic && SnakeNames.TryParse(topic, out ReviewTopic asked))
                fitting = fitting.Where(r => r.Topic == asked);
            if (request.Key is { Length: > 0 } key)
                fitting = fitting.Where(r => r.TopicKey == key);
            if (request.Search is { Length: > 0 } search)
                fitting = fitting.Where(r => r.Title.Contains(search) || r.Text.Contains(search) || r.AuthorName.Contains(search));
            return fitting;
        }

        private static IQueryable<StoredReview> After(IQueryable<StoredReview> reviews, Cursor? start)
        {
            if (start is null || !long.TryParse(start.Keys[0], NumberStyles.None, CultureInfo.InvariantCulture, out long ticks) || ticks > DateTime.MaxValue.Ticks)
                return reviews;
            (DateTime last, string id) = (new DateTime(ticks, DateTimeKind.Utc), start.Keys[1]);
#pragma warning disable CA1309 // Translated to SQL, which has no comparison to choose.
            return reviews.Where(r => r.SubmittedUtc > last || (r.SubmittedUtc == last && string.Compare(r.Id, id) > 0));
#pragma warning restore CA1309
        }

        private async Task<Dictionary<string, string>> NamesAsync(IReadOnlyList<StoredReview> reviews, CancellationToken cancellationToken)
        {
            string[] deciders = [.. reviews.Select(r => r.DecidedBy).OfType<string>().Distinct()];
            return await db.Accounts.AsNoTracking().Where(a => deciders.Contains(a.Id)).ToDictionaryAsync(a => a.Id, a => a.Email ?? a.Id, StringComparer.Ordinal, cancellationToken);
        }

        private IQueryable<StoredReview> Under(string tab) => tab switch
        {
            "reported" => db.Reviews.AsNoTracking().Where(r => r.State == ReviewState.Approved && r.Reports > 0),
            "appealed" => db.Reviews.AsNoTracking().Where(r => r.State == ReviewState.Rejected && r.AppealedUtc != null && r.DecidedUtc < r.AppealedUtc),
            "approved" => db.Reviews.AsNoTracking().Where(r => r.State == ReviewState.Approved),
            "rejected" => db.Reviews.AsNoTracking().Where(r => r.State == ReviewState.Rejected),
            _ => db.Reviews.AsNoTracking().Where(r => r.State == ReviewState.Pending),
        };

        private static Item ToItem(StoredReview r, IReadOnlyList<ReviewReport> reports, string decidedBy, ClaimLint lint, Shelf shelf)
        {
            string words = r.Title + "\n" + r.Text;
            Category? category = r.Topic != ReviewTopic.Learn ? shelf.Find(r.TopicKey)?.Category : null;
            return new Item(
                r.Id, r.Topic.ToSnake(), r.TopicKey, r.Topic != ReviewTopic.Learn ? shelf.Find(r.TopicKey)?.Product.Name ?? r.TopicKey : r.TopicKey,
                r.Stars, r.Title, r.Text, r.AuthorName, r.State.ToSnake(), r.Reason?.ToSnake(), r.ReasonNote, r.SubmittedUtc, r.EditedUtc, r.OrderId is not null,
                r.Reports, [.. reports.Select(p => p.Reason.ToSnake()).Distinct().Order(StringComparer.Ordinal)], r.Appeal,
                [.. lint.Read(words, category).Select(m => new ClaimPart(m.Phrase, m.Span.Start, m.Span.Length, m.Blocks, m.ReplaceWith))],
                TellsHealth(words, shelf), r.Version, decidedBy);
        }

        // A clear reading only: "good for my heel" is about the product, "my heel hurts every morning" is about a person.
        private static bool TellsHealth(string words, Shelf shelf)
        {
            Understanding read = shelf.Linker.Understand(new SymptomReport { Text = words });
            return read.RedFlags.Count > 0 || read.Symptoms.Any(s => s.Confidence >= 0.5);
        }
    }
}
