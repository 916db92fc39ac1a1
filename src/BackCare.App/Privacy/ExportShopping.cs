using System.Text.Json;
using BackCare.App.Data;
using BackCare.App.Messaging;
using BackCare.App.Plans;
using BackCare.Domain.Knowledge;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace BackCare.App.Privacy;

/// <summary>Orders, reviews and plans that were stored under one visitor's consent.</summary>
public static class ExportShopping
{
    /// <param name="VisitorId">The visitor's own id; presenting it is the proof.</param>
    public sealed record Query(string VisitorId) : IRequest<Answer<Response>>;

    public sealed record Response(IReadOnlyList<Order> Orders, IReadOnlyList<Review> Reviews, IReadOnlyList<Plan> Plans);

    public sealed record Order(string OrderId, DateTime PlacedUtc, string Currency, long TotalMinor, IReadOnlyList<OrderLine> Lines);

    public sealed record OrderLine(string ProductId, string Name, string Size, int Quantity, long PriceMinor, string? RecommendationId);

    public sealed record Review(string Id, string Topic, string TopicKey, int? Stars, string Title, string Text, string AuthorName, string State, DateTime SubmittedUtc);

    /// <summary>A kept plan as it is stored. Its address is not in it: only a hash of that is stored.</summary>
    public sealed record Plan(DateTime KeptUtc, DateTime ExpiresUtc, string ConsentVersion, string Language, JsonElement Content);

    internal sealed class Validator : AbstractValidator<Query>
    {
        public Validator() => RuleFor(q => q.VisitorId).NotEmpty().MaximumLength(100).WithMessage("visitorId must name the visitor, in up to 100 characters.");
    }

    internal sealed class Handler(BackCareDb db, Pseudonyms pseudonyms, FieldCipher cipher) : IRequestHandler<Query, Answer<Response>>
    {
        public async Task<Answer<Response>> Handle(Query request, CancellationToken cancellationToken)
        {
            IReadOnlyList<string> visitor = pseudonyms.AllOf(request.VisitorId);
            var orders = await db.Orders.AsNoTracking().Include(o => o.Lines).Where(o => o.VisitorId != null && visitor.Contains(o.VisitorId)).OrderBy(o => o.PlacedUtc).ThenBy(o => o.Id).ToListAsync(cancellationToken);
            var reviews = await db.Reviews.AsNoTracking().Where(r => r.VisitorId != null && visitor.Contains(r.VisitorId)).OrderBy(r => r.SubmittedUtc).ThenBy(r => r.Id).ToListAsync(cancellationToken);
            var plans = await db.KeptPlans.AsNoTracking().Where(p => p.VisitorId != null && visitor.Contains(p.VisitorId)).OrderBy(p => p.KeptUtc).ThenBy(p => p.Id).ToListAsync(cancellationToken);
            return new Response(
                [.. orders.Select(o => new Order(o.Id, o.PlacedUtc, o.Currency, o.TotalMinor,
                    [.. o.Lines.OrderBy(l => l.Ordinal).Select(l => new OrderLine(l.ProductId, l.Name, l.Size, l.Quantity, l.PriceMinor, l.ListId))]))],
                [.. reviews.Select(r => new Review(r.Id, r.Topic.ToSnake(), r.TopicKey, r.Stars, r.Title, r.Text, r.AuthorName, r.State.ToSnake(), r.SubmittedUtc))],
                [.. plans.Select(p => new Plan(p.KeptUtc, p.ExpiresUtc, p.ConsentVersion, p.Language, Json(cipher.OpenText(p.Plan, KeptPlan.Purpose) ?? "null")))]);
        }

        private static JsonElement Json(string text)
        {
            using var document = JsonDocument.Parse(text);
            return document.RootElement.Clone();
        }
    }
}
