using System.Linq.Expressions;
using BackCare.App.Data;
using BackCare.App.Editing;
using BackCare.App.Messaging;
using BackCare.App.Serving;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace BackCare.App.Catalog.Import;

/// <summary>Drafts whose category, evidence profile or regions somebody has to confirm, the surest suggestions first, one page.</summary>
public static class GetSuggestions
{
    /// <param name="Cursor">Where the page before ended; null for the first.</param>
    /// <param name="Limit">1 to 100.</param>
    public sealed record Query(string? Cursor = null, int Limit = 25) : IRequest<Answer<Response>>;

    /// <param name="Items">The drafts.</param>
    /// <param name="Total">Drafts over all pages.</param>
    /// <param name="Next">Cursor of the next page; null on the last.</param>
    /// <param name="Categories">What may be chosen, by id.</param>
    /// <param name="Profiles">Evidence profiles that may be chosen.</param>
    /// <param name="Regions">Body regions that may be chosen, by id.</param>
    public sealed record Response(
        IReadOnlyList<Item> Items, int Total, string? Next, IReadOnlyList<Choice> Categories, IReadOnlyList<string> Profiles, IReadOnlyList<Choice> Regions);

    /// <param name="Id">The id.</param>
    /// <param name="Name">What a person reads.</param>
    public sealed record Choice(string Id, string Name);

    /// <param name="Id">The product.</param>
    /// <param name="Version">Its version.</param>
    /// <param name="Name">Its name.</param>
    /// <param name="Brand">Its brand.</param>
    /// <param name="Description">The beginning of its description.</param>
    /// <param name="Category">Its category, or the suggestion; empty when nothing is like it.</param>
    /// <param name="CategoryConfidence">How sure that is, from 0 to 1; 1 when the file said it.</param>
    /// <param name="EvidenceProfile">Its evidence profile, or the suggestion.</param>
    /// <param name="ProfileConfidence">How sure that is.</param>
    /// <param name="Regions">Its regions, or the suggestion.</param>
    /// <param name="RegionsConfidence">How sure that is.</param>
    public sealed record Item(
        string Id, long Version, string Name, string Brand, string Description, string Category, double CategoryConfidence, string EvidenceProfile, double ProfileConfidence,
        IReadOnlyList<string> Regions, double RegionsConfidence);

    /// <summary>Drafts that lack a category, an evidence profile or regions.</summary>
    internal static Expression<Func<StoredProduct, bool>> IsOpen { get; } = p =>
        p.RemovedUtc == null && p.Status == PublicationStatus.Draft && (p.CategoryId == "" || p.EvidenceProfile == "" || p.Regions == "");

    internal sealed class Validator : AbstractValidator<Query>
    {
        public Validator() => RuleFor(q => q.Limit).InclusiveBetween(1, 100);
    }

    internal sealed class Handler(BackCareDb db, ShelfHost shelves) : IRequestHandler<Query, Answer<Response>>
    {
        private const string List = "suggestions";
        private const int LongestDescription = 200;

        public async Task<Answer<Response>> Handle(Query request, CancellationToken cancellationToken)
        {
            if (shelves.Current is not { } shelf)
                return ShelfHost.NotReady;
            Cursor? cursor = null;
            if (request.Cursor is { Length: > 0 } text && !Cursor.TryRead(text, List, 1, out cursor))
                return Cursor.Unknown;
            IQueryable<StoredProduct> open = db.Products.AsNoTracking().Where(IsOpen);
            int total = await open.CountAsync(cancellationToken);
            if (cursor is not null)
            {
                string after = cursor.Keys[0];
#pragma warning disable CA1309 // Translated to SQL, which has no comparison to choose.
                open = open.Where(p => string.Compare(p.Id, after) > 0);
#pragma warning restore CA1309
            }

            StoredProduct[] page = await open.OrderBy(p => p.Id).Take(request.Limit + 1).ToArrayAsync(cancellationToken);
            string[] ids = [.. page.Select(p => p.Id)];
            Dictionary<string, StoredSuggestion> suggestions = await db.Suggestions.AsNoTracking().Where(s => ids.Contains(s.ProductId)).ToDictionaryAsync(s => s.ProductId, StringComparer.Ordinal, cancellationToken);
            return new Response(
                [.. page.Take(request.Limit).Select(p => ToItem(p, suggestions.GetValueOrDefault(p.Id)))], total,
                page.Length > request.Limit ? Cursor.After(List, page[request.Limit - 1].Id) : null,
                [.. shelf.Knowledge.Rows.Categories.Select(c => new Choice(c.Id, c.Name))], [.. shelf.Knowledge.RulesByProfile.Keys.Order(StringComparer.Ordinal)],
                [.. shelf.Knowledge.Rows.Regions.Select(r => new Choice(r.Id, r.Name))]);
        }

        private static Item ToItem(StoredProduct p, StoredSuggestion? s)
        {
            (string category, double sure) = p.CategoryId.Length > 0 ? (p.CategoryId, 1) : (s?.CategoryId ?? "", s?.CategoryConfidence ?? 0);
            (string profile, double profileSure) = p.EvidenceProfile.Length > 0 ? (p.EvidenceProfile, 1) : (s?.EvidenceProfile ?? "", s?.ProfileConfidence ?? 0);
            (string regions, double regionsSure) = p.Regions.Length > 0 ? (p.Regions, 1) : (s?.Regions ?? "", s?.RegionsConfidence ?? 0);
            string description = p.Description.Length <= LongestDescription ? p.Description : string.Concat(p.Description.AsSpan(0, LongestDescription - 1), "…");
            return new Item(p.Id, p.Version, p.Name, p.Brand, description, category, sure, profile, profileSure, StoredProduct.Split(regions), regionsSure);
        }
    }
}
