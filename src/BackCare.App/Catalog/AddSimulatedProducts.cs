using BackCare.App.Data;
using BackCare.App.Messaging;
using BackCare.Domain.Catalog;
using BackCare.Domain.Learn.Simulation;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace BackCare.App.Catalog;

/// <summary>Fills the catalogue up with simulated products, for load tests; all or nothing.</summary>
public static class AddSimulatedProducts
{
    /// <param name="Count">Simulated products the catalogue shall hold; those it holds already are kept. 0 removes them all.</param>
    /// <param name="Seed">Seed of their variation.</param>
    public sealed record Command(int Count, long Seed) : IRequest<Answer<Response>>;

    /// <param name="Added">Products added.</param>
    /// <param name="Removed">Products removed.</param>
    /// <param name="Simulated">Simulated products the catalogue now holds.</param>
    public sealed record Response(int Added, int Removed, int Simulated);

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(c => c.Count).InclusiveBetween(0, 10_000_000)
            .WithMessage(c => $"Count is {c.Count}; a catalogue holds 0 to 10,000,000 simulated products.");
    }

    internal sealed class Handler(BackCareDb db, Databases databases, TimeProvider clock) : IRequestHandler<Command, Answer<Response>>
    {
        private const int Batch = 2_000;

        public async Task<Answer<Response>> Handle(Command request, CancellationToken cancellationToken) =>
            await db.InTransactionAsync(() => FillAsync(request, cancellationToken), cancellationToken);

        private async Task<Response> FillAsync(Command request, CancellationToken cancellationToken)
        {
            StoredProduct[] present = await db.Products.Where(p => p.Id.StartsWith(SimulatedCatalog.IdPrefix)).OrderBy(p => p.Id).ToArrayAsync(cancellationToken);
            var kept = present.Take(request.Count).Select(p => p.Id).ToHashSet(StringComparer.Ordinal);
            db.Products.RemoveRange(present.Skip(request.Count));
            await db.SaveChangesAsync(cancellationToken);
            db.ChangeTracker.Clear();
            int added = await AddAsync(request, kept, cancellationToken);
            return new Response(added, present.Length - kept.Count, kept.Count + added);
        }

        private async Task<int> AddAsync(Command request, HashSet<string> kept, CancellationToken cancellationToken)
        {
            StoredProduct[] stored = await db.Products.AsNoTracking()
                .Where(p => p.RemovedUtc == null && !p.Id.StartsWith(SimulatedCatalog.IdPrefix)).OrderBy(p => p.Ordinal).ThenBy(p => p.Id).ToArrayAsync(cancellationToken);
            if (stored.Length == 0)
                return 0;
            int last = stored.Max(p => p.Ordinal), added = 0;
            DateTime now = clock.GetUtcNow().UtcDateTime;
            foreach (Product[] some in SimulatedCatalog.Make([.. stored.Select(p => p.ToProduct())], request.Count, (ulong)request.Seed).Chunk(Batch))
            {
                StoredProduct[] rows = [.. some.Where(p => !kept.Contains(p.Id)).Select(product => Stored(product, last + ++added, now))];
                await db.AddNewAsync(databases.Settings, rows, cancellationToken);
                await db.SaveChangesAsync(cancellationToken);
                db.ChangeTracker.Clear();
            }

            return added;
        }

        private static StoredProduct Stored(Product product, int ordinal, DateTime now)
        {
            var stored = new StoredProduct
            {
                Id = product.Id,
                Sku = product.Sku,
                Name = product.Name,
                Brand = product.Brand,
                CategoryId = product.CategoryId,
                EvidenceProfile = product.EvidenceProfile,
                Currency = product.Price.Currency,
                Ordinal = ordinal,
                ListedUtc = now,
                EditedUtc = now,
                StockQuantity = product.StockQuantity,
            };
            stored.Take(product);
            return stored;
        }
    }
}
