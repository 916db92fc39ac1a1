using BackCare.App.Desk;
using BackCare.App.Messaging;
using BackCare.App.Recommend;
using BackCare.App.Serving;
using BackCare.Domain.Catalog.Search;
using BackCare.Domain.Recommend;
using BackCare.Domain.Safety;
using BackCare.Domain.Symptoms;
using FluentValidation;
using MediatR;

namespace BackCare.App.Catalog;

/// <summary>Products by a shopper's words. The words may name a complaint: they come in a body, and a danger sign in them goes before every product.</summary>
public static class SearchProducts
{
    /// <param name="Text">What was typed, up to 200 characters.</param>
    /// <param name="Narrow">Facets, order and page; the search's own order when left out.</param>
    /// <param name="Country">ISO 3166 alpha-2 country, for what to do in an emergency.</param>
    /// <param name="Language">en or es, for messages.</param>
    public sealed record Query(string Text, GetProducts.Query? Narrow = null, string Country = "US", string Language = "en") : IRequest<Answer<Response>>;

    /// <param name="Outcome">products, nothing or referral.</param>
    /// <param name="Message">What a referral says first; null otherwise.</param>
    /// <param name="RedFlags">Danger signs in the words, most urgent first; with a referral there are no products.</param>
    /// <param name="NamesComplaint">True when the words name a complaint that the shop can look into.</param>
    /// <param name="HasEveryWord">False when no product has all words, so that those with the most are shown.</param>
    /// <param name="ReadAs">Words that were read as others because no product has them as typed.</param>
    /// <param name="Items">One page, best first.</param>
    /// <param name="Total">Products over all pages.</param>
    /// <param name="Page">1-based.</param>
    /// <param name="PageSize">Asked for.</param>
    /// <param name="Facets">Values to narrow by, each with the products it would leave.</param>
    public sealed record Response(
        string Outcome, string? Message, IReadOnlyList<RedFlagPart> RedFlags, bool NamesComplaint, bool HasEveryWord, IReadOnlyList<ReadAsPart> ReadAs,
        IReadOnlyList<GetProducts.Item> Items, int Total, int Page, int PageSize, GetProducts.FacetPart Facets);

    public sealed record ReadAsPart(string Typed, string ReadAs);

    internal sealed class Validator : AbstractValidator<Query>
    {
        public Validator()
        {
            RuleFor(q => q.Text).NotEmpty().WithMessage("Type a word to search for.").MaximumLength(200).WithMessage("text is longer than 200 characters.");
            RuleFor(q => q.Narrow!).SetValidator(new GetProducts.Validator()).When(q => q.Narrow is not null);
            RuleFor(q => q.Country).Matches("^[A-Z]{2}$").WithMessage("country must be an ISO 3166 code of two capital letters, such as US.");
            RuleFor(q => q.Language).Must(language => language is "en" or "es").WithMessage("language must be en or es.");
        }
    }

    internal sealed class Handler(ShelfHost shelves, UnmetTally unmet) : IRequestHandler<Query, Answer<Response>>
    {
        // A reading below this is a product word, such as "heel" in "heel cup", more often than a complaint.
        private const double ClearReading = 0.5;

        public Task<Answer<Response>> Handle(Query request, CancellationToken cancellationToken) => Task.FromResult(Answer(request));

        private Answer<Response> Answer(Query query)
        {
            if (shelves.Current is not { } shelf)
                return ShelfHost.NotReady;
            GetProducts.Query narrow = query.Narrow ?? new GetProducts.Query(Sort: "match", Language: query.Language);
            if (ProductListing.UnknownCategory(narrow.Category, shelf, "narrow.category") is { } unknown)
                return unknown;

            var report = new SymptomReport { Text = query.Text, Context = new ShopperContext { Country = query.Country, Language = query.Language } };
            Understanding read = MatchedSymptoms.Of(shelf.Linker.Understand(report), shelf.Knowledge);
            Understanding clear = read with { Symptoms = [.. read.Symptoms.Where(s => s.Confidence >= ClearReading)] };
            SafetyVerdict verdict = shelf.Gate.Judge(report, clear);
            bool namesDanger = verdict.QuestionComesFirst && read.RedFlags.Count > 0;
            if (verdict.Stop == Stop.Referral || (verdict.Stop == Stop.Question && namesDanger))
                return Referral(verdict, narrow);
            SearchResult found = shelf.Search.Find(query.Text, shelf.Linker.Knows);
            // What only the facets emptied is not missing from the shop.
            if (found.Items.Count == 0 && narrow.Page == 1)
                unmet.Search(clear.Symptoms.Select(s => s.SymptomId));
            return ToResponse(found, narrow, read.Symptoms.Count > 0, clear.Symptoms.Count > 0, shelf);
        }

        // Words that no product has, beside a body part, tell of a complaint: "heel hurts", not "heel cups".
        private static Response ToResponse(SearchResult found, GetProducts.Query narrow, bool read, bool readClearly, Shelf shelf)
        {
            Browsed browsed = Browsing.Narrow(found.Items, ProductListing.Filter(narrow), ProductListing.Orders[narrow.Sort], searched: true);
            return new Response(
                browsed.Items.Count > 0 ? "products" : "nothing", null, [], readClearly || (read && !found.HasEveryWord), found.HasEveryWord,
                [.. found.Corrections.Select(c => new ReadAsPart(c.Typed, c.ReadAs))],
                ProductListing.PageOf(browsed, narrow, shelf.Knowledge), browsed.Items.Count, narrow.Page, narrow.PageSize,
                ProductListing.Facets(browsed, shelf.Knowledge, narrow.Language));
        }

        private static Response Referral(SafetyVerdict verdict, GetProducts.Query narrow) => new(
            "referral", verdict.Message, [.. verdict.Raised.Select(f => f.ToPart())], true, true, [], [], 0, narrow.Page, narrow.PageSize,
            new GetProducts.FacetPart([], [], [], null, null));
    }
}
