using BackCare.App.Data;
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
    /// <param name="Tab">pending, reported, appealed, approved or rejected.</param>
    /// <param name="Page">1-based.</param>
    public sealed record Query(string Tab = "pending", int Page = 1) : IRequest<Answer<Response>>;

    /// <param name="Items">One page of 20.</param>
    /// <param name="Total">Over all pages.</param>
    /// <param name="Page">1-based.</param>
    /// <param name="PageSize">Entries a page.</param>
    /// <param name="Counts">Reviews under each tab.</param>
    public sealed record Response(IReadOnlyList<Item> Items, int Total, int Page, int PageSize, IReadOnlyDictionary<string, int> Counts);

    /// <param name="Id">Its id.</param>
    /// <param name="Topic">product or learn.</param>
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
    public sealed record Item(
        string Id, string Topic, string TopicKey, string TopicName, int? Stars, string Title, string Text, string AuthorName, string State, string? Reason, string ReasonNote,
        DateTime SubmittedUtc, DateTime? EditedUtc, bool VerifiedPurchase, int Reports, IReadOnlyList<string> ReportReasons, string Appeal, IReadOnlyList<ClaimPart> Claims,
        bool TellsHealth, long Version);

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
            RuleFor(q => q.Page).InclusiveBetween(1, 10_000).WithMessage("page must be from 1 to 10000.");
        }
    }

    private static readonly string[] Tabs = ["pending", "reported", "appealed", "approved", "rejected"];

    internal sealed class Handler(BackCareDb db, ShelfHost shelves) : IRequestHandler<Query, Answer<Response>>
    {
        private const int PageSize = 20;

        public async Task<Answer<Response>> Handle(Query request, CancellationToken cancellationToken)
        {
            if (shelves.Current is not { } shelf)
                return ShelfHost.NotReady;
            var counts = new Dictionary<string, int>(StringComparer.Ordinal);
            foreach (string tab in Tabs)
                counts[tab] = await Under(tab).CountAsync(cancellationToken);
            List<StoredReview> reviews = await Under(request.Tab).OrderBy(r => r.SubmittedUtc).ThenBy(r => r.Id)
                .Skip((request.Page - 1) * PageSize).Take(PageSize).ToListAsync(cancellationToken);
            string[] ids = [.. reviews.Select(r => r.Id)];
            List<ReviewReport> reports = await db.ReviewReports.AsNoTracking().Where(r => ids.Contains(r.ReviewId)).ToListAsync(cancellationToken);
            var lint = new ClaimLint(shelf.Knowledge.Rows.ClaimWordings);
            return new Response(
                [.. reviews.Select(r => ToItem(r, [.. reports.Where(p => p.ReviewId == r.Id)], lint, shelf))], counts[request.Tab], request.Page, PageSize, counts);
        }

        private IQueryable<StoredReview> Under(string tab) => tab switch
        {
            "reported" => db.Reviews.AsNoTracking().Where(r => r.State == ReviewState.Approved && r.Reports > 0),
            "appealed" => db.Reviews.AsNoTracking().Where(r => r.State == ReviewState.Rejected && r.AppealedUtc != null && r.DecidedUtc < r.AppealedUtc),
            "approved" => db.Reviews.AsNoTracking().Where(r => r.State == ReviewState.Approved),
            "rejected" => db.Reviews.AsNoTracking().Where(r => r.State == ReviewState.Rejected),
            _ => db.Reviews.AsNoTracking().Where(r => r.State == ReviewState.Pending),
        };

        private static Item ToItem(StoredReview r, IReadOnlyList<ReviewReport> reports, ClaimLint lint, Shelf shelf)
        {
            string words = r.Title + "\n" + r.Text;
            Category? category = r.Topic == ReviewTopic.Product ? shelf.Find(r.TopicKey)?.Category : null;
            return new Item(
                r.Id, r.Topic.ToSnake(), r.TopicKey, r.Topic == ReviewTopic.Product ? shelf.Find(r.TopicKey)?.Product.Name ?? r.TopicKey : r.TopicKey,
                r.Stars, r.Title, r.Text, r.AuthorName, r.State.ToSnake(), r.Reason?.ToSnake(), r.ReasonNote, r.SubmittedUtc, r.EditedUtc, r.OrderId is not null,
                r.Reports, [.. reports.Select(p => p.Reason.ToSnake()).Distinct().Order(StringComparer.Ordinal)], r.Appeal,
                [.. lint.Read(words, category).Select(m => new ClaimPart(m.Phrase, m.Span.Start, m.Span.Length, m.Blocks, m.ReplaceWith))],
                TellsHealth(words, shelf), r.Version);
        }

        // A clear reading only: "good for my heel" is about the product, "my heel hurts every morning" is about a person.
        private static bool TellsHealth(string words, Shelf shelf)
        {
            Understanding read = shelf.Linker.Understand(new SymptomReport { Text = words });
            return read.RedFlags.Count > 0 || read.Symptoms.Any(s => s.Confidence >= 0.5);
        }
    }
}
