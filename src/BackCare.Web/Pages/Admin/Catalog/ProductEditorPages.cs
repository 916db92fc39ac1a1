using System.Globalization;
using BackCare.App.Accounts;
using BackCare.App.Catalog.Desk;
using BackCare.App.Catalog.Pictures;
using BackCare.App.Editing;
using BackCare.App.Messaging;
using BackCare.App.Reviews;
using BackCare.Web.Pages.Shop;
using BackCare.Web.Pages.Storefront;
using BackCare.Web.Security;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace BackCare.Web.Pages.Admin.Catalog;

/// <summary>The editor of one product: new and saved ones, publishing, and the preview.</summary>
public static class ProductEditorPages
{
    // The longest texts, percent-encoded or beside one picture.
    private const long MostBytes = PictureReading.MostBytes + (1024 * 1024);

    // A product of five hundred variants posts eight fields for each.
    private const int MostValues = 8_192;

    /// <summary>Maps its pages below the catalogue's.</summary>
    public static void MapProductEditor(this RouteGroupBuilder pages)
    {
        pages.MapGet("/new", static (string? category, IMediator mediator, CancellationToken cancellationToken) =>
            ShowAsync(new Editing(null, EditorValues.Of(Blank(category), "")), mediator, cancellationToken));
        pages.MapPost("/new", CreateAsync).WithMetadata(new RequestSizeLimitAttribute(MostBytes)).WithFormOptions(valueCountLimit: MostValues);
        pages.MapGet("/{id}", OpenAsync);
        pages.MapPost("/{id}", SaveAsync).WithMetadata(new RequestSizeLimitAttribute(MostBytes)).WithFormOptions(valueCountLimit: MostValues);
        pages.MapPost("/{id}/status", SetStatusAsync).WithMetadata(new RequestSizeLimitAttribute(MostBytes));
        pages.MapGet("/{id}/preview", PreviewAsync);
    }

    private static async Task<IResult> OpenAsync(string id, string? done, string? merged, IMediator mediator, CancellationToken cancellationToken)
    {
        Answer<GetDeskProduct.Response> found = await mediator.Send(new GetDeskProduct.Query(id), cancellationToken);
        if (found.Refusal is { } refusal) return StorefrontPages.Refused(refusal);
        string[] fields = (merged ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries);
        return await ShowAsync(new Editing(found.Value, EditorValues.Of(found.Value.Saved.Product, id)) { Done = done ?? "", Merged = fields }, mediator, cancellationToken);
    }

    private static async Task<IResult> CreateAsync(HttpContext context, Visitor visitor, IMediator mediator, CancellationToken cancellationToken)
    {
        IFormCollection form = await context.Request.ReadFormAsync(cancellationToken);
        var editing = new Editing(null, EditorValues.Of(form));
        if (await TakePictureAsync(editing, form, visitor.Actor, mediator, cancellationToken) is { } wrong) return await ShowAsync(wrong, mediator, cancellationToken);
        (ProductForm product, Dictionary<string, string> errors) = editing.Values.Read();
        if (errors.Count > 0 || Form.Text(form, "act") == "rows") return await ShowAsync(editing with { Errors = errors, MoreRows = true }, mediator, cancellationToken);
        Answer<EditProduct.Response> made = await mediator.Send(new CreateProduct.Command(editing.Values["id"], product, visitor.Actor), cancellationToken);
        return made.Refusal is { } refusal
            ? await ShowAsync(editing with { Errors = Errors(refusal, editing.Values) }, mediator, cancellationToken)
            : TypedResults.LocalRedirect($"/admin/catalog/{Uri.EscapeDataString(made.Value.Id)}?done=created");
    }

    private static async Task<IResult> SaveAsync(string id, HttpContext context, Visitor visitor, IMediator mediator, CancellationToken cancellationToken)
    {
        IFormCollection form = await context.Request.ReadFormAsync(cancellationToken);
        Answer<GetDeskProduct.Response> found = await mediator.Send(new GetDeskProduct.Query(id), cancellationToken);
        if (found.Refusal is { } missing) return StorefrontPages.Refused(missing);
        long version = Number(form, "version") ?? 0;
        var editing = new Editing(found.Value, EditorValues.Of(form)) { Version = version };
        if (await TakePictureAsync(editing, form, visitor.Actor, mediator, cancellationToken) is { } wrong) return await ShowAsync(wrong, mediator, cancellationToken);
        (ProductForm product, Dictionary<string, string> errors) = editing.Values.Read();
        if (errors.Count > 0 || Form.Text(form, "act") == "rows") return await ShowAsync(editing with { Errors = errors, MoreRows = true }, mediator, cancellationToken);
        string[] mine = [.. form.Keys.Where(k => k.StartsWith("choose:", StringComparison.Ordinal) && form[k] == "mine").Select(k => k["choose:".Length..])];
        Answer<EditProduct.Response> saved = await mediator.Send(
            new EditProduct.Command(id, version, _ => product, visitor.Actor, Merge: true, mine, Number(form, "seen")), cancellationToken);
        if (saved.Refusal is StaleRefusal stale) return await ShowAsync(editing with { Stale = stale }, mediator, cancellationToken);
        if (saved.Refusal is { } refusal) return await ShowAsync(editing with { Errors = Errors(refusal, editing.Values) }, mediator, cancellationToken);
        string merged = string.Join(',', saved.Value.Merged.Select(m => m.Field).Take(12));
        return TypedResults.LocalRedirect($"/admin/catalog/{Uri.EscapeDataString(id)}?done=saved{(merged.Length > 0 ? $"&merged={Uri.EscapeDataString(merged)}" : "")}");
    }

    private static async Task<IResult> SetStatusAsync(string id, HttpContext context, Visitor visitor, IMediator mediator, CancellationToken cancellationToken)
    {
        IFormCollection form = await context.Request.ReadFormAsync(cancellationToken);
        string status = Form.Text(form, "status");
        Answer<EditProduct.Response> done = await mediator.Send(new SetProductStatus.Command(id, Number(form, "version") ?? 0, status, visitor.Actor), cancellationToken);
        if (done.Refusal is not { } refusal) return TypedResults.LocalRedirect($"/admin/catalog/{Uri.EscapeDataString(id)}?done={Uri.EscapeDataString(status)}");
        Answer<GetDeskProduct.Response> found = await mediator.Send(new GetDeskProduct.Query(id), cancellationToken);
        if (found.Refusal is { } missing) return StorefrontPages.Refused(missing);
        var values = EditorValues.Of(found.Value.Saved.Product, id);
        return await ShowAsync(new Editing(found.Value, values) { Errors = Errors(refusal, values) }, mediator, cancellationToken);
    }

    private static async Task<IResult> PreviewAsync(string id, IMediator mediator, CancellationToken cancellationToken)
    {
        Answer<GetDeskProduct.Response> found = await mediator.Send(new GetDeskProduct.Query(id, WithPreview: true), cancellationToken);
        if (found.Refusal is { } missing) return StorefrontPages.Refused(missing);
        var none = new GetReviews.Response(null, 0, [0, 0, 0, 0, 0], [], 1, 10);
        return found.Value.Preview is { } preview
            ? Page.Of<ProductPage>(new Dictionary<string, object?>
            {
                [nameof(ProductPage.Product)] = preview,
                [nameof(ProductPage.Reviews)] = none,
                [nameof(ProductPage.Comments)] = none,
                [nameof(ProductPage.PreviewOf)] = id,
            })
            : TypedResults.LocalRedirect($"/admin/catalog/{Uri.EscapeDataString(id)}");
    }

    /// <summary>Takes the picture of a form in; what to show when it cannot be taken, else null.</summary>
    private static async Task<Editing?> TakePictureAsync(Editing editing, IFormCollection form, Actor by, IMediator mediator, CancellationToken cancellationToken)
    {
        if (form.Files.GetFile("picture") is not { Length: > 0 } file) return null;
        if (file.Length > PictureReading.MostBytes)
            return editing with { Errors = Form.Error("picture", $"The file has {file.Length / 1024:N0} KB; at most {PictureReading.MostBytes / 1024:N0} KB are taken. Save the picture smaller.") };
        using var upload = new MemoryStream((int)file.Length);
        await file.CopyToAsync(upload, cancellationToken);
        Answer<UploadPicture.Response> taken = await mediator.Send(new UploadPicture.Command(upload.ToArray(), by), cancellationToken);
        if (taken.Refusal is { } refusal) return editing with { Errors = Form.Errors(refusal, "picture") };
        editing.Values.WithPicture(taken.Value.Hash, Form.Text(form, "pictureAlt"));
        return null;
    }

    private static async Task<IResult> ShowAsync(Editing editing, IMediator mediator, CancellationToken cancellationToken)
    {
        Answer<GetKnowledgeChoices.Response> choices = await mediator.Send(new GetKnowledgeChoices.Query(), cancellationToken);
        if (choices.Refusal is { } refusal) return StorefrontPages.Refused(refusal);
        return Page.Of<ProductEditorPage>(
            new Dictionary<string, object?> { [nameof(ProductEditorPage.Editing)] = editing, [nameof(ProductEditorPage.Choices)] = choices.Value },
            editing.Stale is not null ? StatusCodes.Status409Conflict : editing.Errors.Count > 0 ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK);
    }

    private static Dictionary<string, string> Errors(Refusal refusal, EditorValues values) =>
        refusal.Fields.Count == 0 ? new(StringComparer.Ordinal) { ["main"] = refusal.Reason }
        : refusal.Fields.GroupBy(f => values.FieldOf(f.Path), StringComparer.Ordinal).ToDictionary(g => g.Key, g => string.Join(" ", g.Select(f => f.Problem).Distinct()), StringComparer.Ordinal);

    private static ProductForm Blank(string? category) => new() { Sku = "", Name = "", Brand = "", CategoryId = category ?? "" };

    private static long? Number(IFormCollection form, string field) =>
        long.TryParse(Form.Text(form, field), NumberStyles.None, CultureInfo.InvariantCulture, out long value) ? value : null;
}

/// <summary>What the editor's page shows.</summary>
/// <param name="Product">The product as it is saved; null for a new one.</param>
/// <param name="Values">What stands in the fields.</param>
public sealed record Editing(GetDeskProduct.Response? Product, EditorValues Values)
{
    /// <summary>The version that the fields started from.</summary>
    public long Version { get; init; } = Product?.Saved.Version ?? 0;

    /// <summary>What is wrong, by field.</summary>
    public IReadOnlyDictionary<string, string> Errors { get; init; } = Form.NoErrors;

    /// <summary>What somebody else changed to other values; null when nobody did.</summary>
    public StaleRefusal? Stale { get; init; }

    /// <summary>What was just done; empty for nothing.</summary>
    public string Done { get; init; } = "";

    /// <summary>Fields of somebody else that were kept by the last save.</summary>
    public IReadOnlyList<string> Merged { get; init; } = [];

    /// <summary>True shows more empty rows.</summary>
    public bool MoreRows { get; init; }
}
