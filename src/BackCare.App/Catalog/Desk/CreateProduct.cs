using System.Text.RegularExpressions;
using BackCare.App.Accounts;
using BackCare.App.Data;
using BackCare.App.Editing;
using BackCare.App.Messaging;
using BackCare.App.Serving;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace BackCare.App.Catalog.Desk;

/// <summary>Makes a product, as a draft that no shopper sees.</summary>
public static partial class CreateProduct
{
    /// <param name="Id">Its id; made from the name when it is null or empty.</param>
    /// <param name="Form">What it says.</param>
    /// <param name="By">Who makes it.</param>
    public sealed record Command(string? Id, ProductForm Form, Actor By) : IRequest<Answer<EditProduct.Response>>;

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(c => c.Id!).Must(id => Key().IsMatch(id)).When(c => c.Id is { Length: > 0 })
            .WithMessage("Use small letters, digits, - and _ only, up to 100, beginning with a letter or digit.");
    }

    internal sealed class Handler(BackCareDb db, ProductDesk desk, ShelfHost shelves, TimeProvider clock) : IRequestHandler<Command, Answer<EditProduct.Response>>
    {
        public async Task<Answer<EditProduct.Response>> Handle(Command request, CancellationToken cancellationToken)
        {
            if (shelves.Current is not { } shelf) return ShelfHost.NotReady;
            (IReadOnlyList<RefusedField> problems, var sizes) = await desk.CheckAsync(request.Form, null, shelf.Knowledge, cancellationToken);
            if (problems.Count > 0) return new Refusal(RefusalKind.Invalid, "The product cannot be saved like this.", problems);
            string id = request.Id is { Length: > 0 } given ? given : await FreeIdAsync(request.Form.Name, cancellationToken);
            if (await db.Products.AnyAsync(p => p.Id == id, cancellationToken))
                return new Refusal(RefusalKind.Invalid, "The id is taken.", [new RefusedField("id", "A product has this id, or had it before it was removed. Choose another.")]);

            int last = await db.Products.MaxAsync(p => (int?)p.Ordinal, cancellationToken) ?? -1;
            var product = new StoredProduct
            {
                Id = id,
                Sku = "",
                Name = "",
                Brand = "",
                CategoryId = "",
                EvidenceProfile = "",
                Currency = "",
                Ordinal = last + 1,
                ListedUtc = clock.GetUtcNow().UtcDateTime,
            };
            desk.Change(product, ProductForms.State(request.Form, id, PublicationStatus.Draft, sizes), ChangeKinds.Create, request.By);
            return await desk.SaveAsync(cancellationToken) is { } refusal ? refusal : EditProduct.Response.Of(product, shelf.Knowledge);
        }

        private async Task<string> FreeIdAsync(string name, CancellationToken cancellationToken)
        {
            string wanted = Slug.Free(name, "product", static _ => false);
            HashSet<string> taken = [.. await db.Products.Where(p => p.Id.StartsWith(wanted)).Select(p => p.Id).ToArrayAsync(cancellationToken)];
            return Slug.Free(name, "product", taken.Contains);
        }
    }

    [GeneratedRegex("^[a-z0-9][a-z0-9_-]{0,99}$", RegexOptions.CultureInvariant)]
    private static partial Regex Key();
}
