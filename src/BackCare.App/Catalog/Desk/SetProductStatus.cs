using BackCare.App.Accounts;
using BackCare.App.Data;
using BackCare.App.Editing;
using BackCare.App.Messaging;
using BackCare.App.Serving;
using BackCare.Domain.Knowledge;
using MediatR;

namespace BackCare.App.Catalog.Desk;

/// <summary>Publishes a product, retires it, or takes it back to a draft.</summary>
public static class SetProductStatus
{
    /// <param name="Id">The product.</param>
    /// <param name="Version">The version that was looked at; null takes any, for a button beside a product whose texts do not matter to it.</param>
    /// <param name="Status">published, draft or retired.</param>
    /// <param name="By">Who does it.</param>
    public sealed record Command(string Id, long? Version, string Status, Actor By) : IRequest<Answer<EditProduct.Response>>;

    internal sealed class Handler(ProductDesk desk, ShelfHost shelves) : IRequestHandler<Command, Answer<EditProduct.Response>>
    {
        public async Task<Answer<EditProduct.Response>> Handle(Command request, CancellationToken cancellationToken)
        {
            if (shelves.Current is not { } shelf) return ShelfHost.NotReady;
            if (!SnakeNames.TryParse(request.Status, out PublicationStatus status))
                return new Refusal(RefusalKind.Invalid, "The status is not known.", [new RefusedField("status", $"Choose one of {SnakeNames.All<PublicationStatus>()}.")]);
            if (await desk.FindAsync(request.Id, cancellationToken) is not { } product) return ProductDesk.NoSuchProduct;
            if (request.Version is { } version && version != product.Version)
                return (await desk.StaleAsync(product, version, null, cancellationToken)).Refusal;
            if (status == PublicationStatus.Published && ProductDesk.WhyNotPublished(ProductForms.Of(product), shelf.Knowledge) is { Count: > 0 } reasons)
                return new Refusal(RefusalKind.Invalid, "The product cannot be published like this.", reasons);
            desk.Change(product, ProductState.With(product, "status", status.ToSnake()), KindOf(status), request.By);
            return await desk.SaveAsync(cancellationToken) is { } refusal ? refusal : EditProduct.Response.Of(product, shelf.Knowledge);
        }
    }

    internal static string KindOf(PublicationStatus status) => status switch
    {
        PublicationStatus.Published => ChangeKinds.Publish,
        PublicationStatus.Retired => ChangeKinds.Retire,
        _ => ChangeKinds.Edit,
    };
}
