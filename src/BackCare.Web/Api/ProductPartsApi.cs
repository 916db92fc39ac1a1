using BackCare.App.Catalog.Desk;
using BackCare.App.Messaging;
using MediatR;

namespace BackCare.Web.Api;

/// <summary>Single variants, pictures and own links of a product: each is a change of the product, with its <c>If-Match</c> and its history.</summary>
internal static class ProductPartsApi
{
    /// <summary>Maps the endpoints.</summary>
    public static void MapProductParts(this RouteGroupBuilder admin)
    {
        MapVariants(admin);
        MapPictures(admin);
        MapOverrides(admin);
    }

    private static void MapVariants(RouteGroupBuilder admin)
    {
        admin.MapPut("/products/{id}/variants/{variant}", static async (string id, string variant, EditorBody<ProductForm.Variant> body, HttpContext context, IMediator mediator) =>
                body.Fault ?? await CatalogApi.EditAsync(id, context, mediator, form => form with { Variants = Put(form.Variants, body.Value! with { Id = variant }, v => v.Id == variant) }))
            .WithName("PutProductVariant").WithSummary("Adds a variant at the end, or replaces the one with this id where it stands.").WithEditProblems();
        admin.MapDelete("/products/{id}/variants/{variant}", static (string id, string variant, HttpContext context, IMediator mediator) =>
                CatalogApi.EditAsync(id, context, mediator, form => form.Variants.Any(v => v.Id == variant)
                    ? form with { Variants = [.. form.Variants.Where(v => v.Id != variant)] }
                    : new Refusal(RefusalKind.NotFound, "The product has no variant with this id.")))
            .WithName("RemoveProductVariant").WithSummary("Takes a variant out.").WithEditProblems();
    }

    private static void MapPictures(RouteGroupBuilder admin)
    {
        admin.MapPut("/products/{id}/pictures/{hash}", static async (string id, string hash, EditorBody<CatalogApi.ShownPicture> body, HttpContext context, IMediator mediator) =>
                body.Fault ?? await CatalogApi.EditAsync(id, context, mediator, form => form with { Pictures = Placed(form.Pictures, hash, body.Value!) }))
            .WithName("PutProductPicture").WithSummary("Shows an uploaded picture on a product, or changes its words and place.").WithEditProblems();
        admin.MapDelete("/products/{id}/pictures/{hash}", static (string id, string hash, HttpContext context, IMediator mediator) =>
                CatalogApi.EditAsync(id, context, mediator, form => form.Pictures.Any(p => p.Hash == hash)
                    ? form with { Pictures = [.. form.Pictures.Where(p => p.Hash != hash)] }
                    : new Refusal(RefusalKind.NotFound, "The product does not show this picture.")))
            .WithName("RemoveProductPicture").WithSummary("Takes a picture off a product.").WithEditProblems();
    }

    private static void MapOverrides(RouteGroupBuilder admin)
    {
        admin.MapPut("/products/{id}/overrides/{symptom}", static async (string id, string symptom, EditorBody<ProductForm.Override> body, HttpContext context, IMediator mediator) =>
                body.Fault ?? await CatalogApi.EditAsync(id, context, mediator, form => form with { Overrides = Put(form.Overrides, body.Value! with { SymptomId = symptom }, o => o.SymptomId == symptom) }))
            .WithName("PutProductOverride").WithSummary("States what this product does for a symptom, with grade and sources, instead of its evidence profile.").WithEditProblems();
        admin.MapDelete("/products/{id}/overrides/{symptom}", static (string id, string symptom, HttpContext context, IMediator mediator) =>
                CatalogApi.EditAsync(id, context, mediator, form => form.Overrides.Any(o => o.SymptomId == symptom)
                    ? form with { Overrides = [.. form.Overrides.Where(o => o.SymptomId != symptom)] }
                    : new Refusal(RefusalKind.NotFound, "The product states nothing of its own of this symptom.")))
            .WithName("RemoveProductOverride").WithSummary("Leaves a symptom to the product's evidence profile again.").WithEditProblems();
    }

    private static T[] Put<T>(IReadOnlyList<T> rows, T row, Func<T, bool> isIt) => rows.Any(isIt) ? [.. rows.Select(r => isIt(r) ? row : r)] : [.. rows, row];

    private static ProductForm.Picture[] Placed(IReadOnlyList<ProductForm.Picture> pictures, string hash, CatalogApi.ShownPicture shown)
    {
        List<ProductForm.Picture> rest = [.. pictures.Where(p => p.Hash != hash)];
        int known = pictures.ToList().FindIndex(p => p.Hash == hash);
        rest.Insert(Math.Clamp(shown.Position is { } position ? position - 1 : known >= 0 ? known : rest.Count, 0, rest.Count), new ProductForm.Picture(hash, shown.Alt));
        return [.. rest];
    }
}
