using System.Text.Json.Nodes;
using BackCare.App.Accounts;
using BackCare.App.Catalog.Desk;
using BackCare.App.Catalog.Pictures;
using BackCare.App.Editing;
using BackCare.App.Messaging;
using BackCare.Web.Security;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace BackCare.Web.Api;

/// <summary>The catalogue's desk under <c>/v1/admin</c>, for admin keys and admins.</summary>
/// <remarks>What is read carries an <c>ETag</c>; what is written names it in <c>If-Match</c> and may carry an <c>Idempotency-Key</c>.</remarks>
public static class CatalogApi
{
    /// <summary>A new product.</summary>
    /// <param name="Product">What it says.</param>
    /// <param name="Id">Its id; made from the name when left out.</param>
    public sealed record NewProduct(ProductForm Product, string? Id = null);

    /// <summary>Whether shoppers see a product.</summary>
    /// <param name="Status">published, draft or retired.</param>
    public sealed record NewStatus(string Status);

    /// <summary>A picture on a product.</summary>
    /// <param name="Alt">What it shows, in words.</param>
    /// <param name="Position">1 makes it the main one; last when left out.</param>
    public sealed record ShownPicture(string Alt, int? Position = null);

    /// <summary>Maps the endpoints.</summary>
    public static void MapCatalogApi(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder admin = routes.MapGroup("/v1/admin").RequireAuthorization(Policies.Admin).WithKeyScope(KeyScopes.CatalogRead, KeyScopes.CatalogWrite).RequireRateLimiting(RateLimits.PerClient).WithTags("Catalogue desk")
            .WithCallerProblems().WithIdempotentWrites().AddEndpointFilter(static (context, next) =>
            {
                context.HttpContext.Response.Headers.CacheControl = "no-store";
                return next(context);
            });
        MapReads(admin);
        MapWrites(admin);
        MapBatches(admin);
        admin.MapProductParts();
    }

    /// <summary>Changes a product from the version in <c>If-Match</c>.</summary>
    internal static async Task<IResult> EditAsync(string id, HttpContext context, IMediator mediator, Func<ProductForm, Answer<ProductForm>> change)
    {
        (long version, IResult? fault) = Preconditions.Read(context);
        return fault ?? await SavedAsync(context, mediator, new EditProduct.Command(id, version, change, Sessions.ActorOf(context.User)));
    }

    internal static async Task<IResult> SavedAsync(HttpContext context, IMediator mediator, IRequest<Answer<EditProduct.Response>> command) =>
        (await mediator.Send(command, context.RequestAborted)).Match<IResult>(
            saved =>
            {
                Preconditions.Tag(context, saved.Version);
                return TypedResults.Ok(saved);
            },
            Problems.Of);

    internal static RouteHandlerBuilder WithEditProblems(this RouteHandlerBuilder endpoint) => endpoint.Produces<EditProduct.Response>().WithBodyProblems()
        .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict)
        .ProducesProblem(StatusCodes.Status412PreconditionFailed).ProducesProblem(StatusCodes.Status428PreconditionRequired);

    private static void MapReads(RouteGroupBuilder admin)
    {
        admin.MapGet("/products", static ([AsParameters] GetDeskProducts.Query query, IMediator mediator, CancellationToken cancellationToken) =>
                V1Api.AnswerAsync(query, mediator, cancellationToken))
            .WithName("ListDeskProducts").WithSummary("The catalogue with every status: searched, narrowed, sorted, by cursor.")
            .Produces<GetDeskProducts.Response>().WithReadProblems();
        admin.MapGet("/products/{id}", GetAsync)
            .WithName("GetDeskProduct").WithSummary("One product as its editor sees it, with its version as ETag.")
            .Produces<GetDeskProduct.Response>().Produces(StatusCodes.Status304NotModified).WithReadProblems().ProducesProblem(StatusCodes.Status404NotFound);
        admin.MapGet("/products/{id}/history", static (string id, string? cursor, int? limit, IMediator mediator, CancellationToken cancellationToken) =>
                V1Api.AnswerAsync(new GetHistory.Query(ProductState.Subject, id, cursor, limit ?? 20), mediator, cancellationToken))
            .WithName("GetProductHistory").WithSummary("What became of a product, newest first, field by field.")
            .Produces<GetHistory.Response>().WithReadProblems();
    }

    private static void MapWrites(RouteGroupBuilder admin)
    {
        admin.MapPost("/products", CreateAsync)
            .WithName("CreateProduct").WithSummary("Makes a product as a draft.")
            .Produces<EditProduct.Response>(StatusCodes.Status201Created).WithBodyProblems();
        admin.MapPut("/products/{id}", static async (string id, EditorBody<ProductForm> body, HttpContext context, IMediator mediator) =>
                body.Fault ?? await EditAsync(id, context, mediator, _ => body.Value!))
            .WithName("ReplaceProduct").WithSummary("Replaces what a product says; its status stays.")
            .WithEditProblems();
        admin.MapPatch("/products/{id}", static async (string id, EditorBody<JsonObject> body, HttpContext context, IMediator mediator, IOptions<Microsoft.AspNetCore.Http.Json.JsonOptions> json) =>
                body.Fault ?? await EditAsync(id, context, mediator, form => MergePatch.Apply(form, body.Value!, json.Value.SerializerOptions)))
            .WithName("PatchProduct").WithSummary("Changes some fields of a product (JSON merge patch, RFC 7396); lists are replaced whole.")
            .Accepts<ProductForm>("application/merge-patch+json", "application/json").WithEditProblems();
        admin.MapPut("/products/{id}/status", static async (string id, EditorBody<NewStatus> body, HttpContext context, IMediator mediator) =>
                body.Fault ?? await SetStatusAsync(id, body.Value!.Status, context, mediator))
            .WithName("SetProductStatus").WithSummary("Publishes a product, takes it back to a draft, or retires it.")
            .WithEditProblems();
        admin.MapDelete("/products/{id}", static (string id, HttpContext context, IMediator mediator) => SetStatusAsync(id, "retired", context, mediator))
            .WithName("RetireProduct").WithSummary("Retires a product: it is no longer offered, and past lists still name it.")
            .WithEditProblems();
        admin.MapPost("/products/{id}/history/{change}/undo", static (string id, long change, HttpContext context, IMediator mediator) =>
                V1Api.AnswerAsync(new UndoProductChanges.Command(change, null, Sessions.ActorOf(context.User), Id: id), mediator, context.RequestAborted))
            .WithName("UndoProductChange").WithSummary("Takes one change back, keeping what was changed since elsewhere; 409 where it is the same field.")
            .Produces<UndoProductChanges.Response>().WithReadProblems().ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);
    }

    private static void MapBatches(RouteGroupBuilder admin)
    {
        admin.MapPost("/products:bulk", static async (EditorBody<ChangeProducts.Body> body, HttpContext context, IMediator mediator) =>
                body.Fault ?? await V1Api.AnswerAsync(new ChangeProducts.Command(body.Value!, Sessions.ActorOf(context.User)), mediator, context.RequestAborted))
            .WithName("ChangeProducts").WithSummary("Does one thing to up to 500 products as one batch: publish, retire, draft, set_category, adjust_price, set_stock.")
            .Produces<ChangeProducts.Response>().WithBodyProblems();
        admin.MapPost("/batches/{id}:undo", static (string id, bool? skipConflicts, HttpContext context, IMediator mediator) =>
                V1Api.AnswerAsync(new UndoProductChanges.Command(null, id, Sessions.ActorOf(context.User), skipConflicts ?? false), mediator, context.RequestAborted))
            .WithName("UndoProductBatch").WithSummary("Takes a bulk action back, all or nothing unless skipConflicts is true; an import is taken back at /v1/admin/imports/{id}:undo.")
            .Produces<UndoProductChanges.Response>().WithReadProblems().ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);
        admin.MapPost("/pictures", UploadAsync).WithMetadata(new RequestSizeLimitAttribute(PictureReading.MostBytes))
            .Accepts<byte[]>("image/png", "image/jpeg", "image/webp")
            .WithName("UploadPicture").WithSummary("Takes a PNG, JPEG or WebP in as the body; answers the hash by which products show it.")
            .Produces<UploadPicture.Response>(StatusCodes.Status201Created).WithBodyProblems();
    }

    private static async Task<IResult> GetAsync(string id, HttpContext context, IMediator mediator) =>
        (await mediator.Send(new GetDeskProduct.Query(id), context.RequestAborted)).Match<IResult>(
            found =>
            {
                Preconditions.Tag(context, found.Saved.Version);
                return context.Request.Headers.IfNoneMatch == context.Response.Headers.ETag ? TypedResults.StatusCode(StatusCodes.Status304NotModified) : TypedResults.Ok(found);
            },
            Problems.Of);

    private static async Task<IResult> CreateAsync(EditorBody<NewProduct> body, HttpContext context, IMediator mediator)
    {
        if (body.Fault is { } fault) return fault;
        Answer<EditProduct.Response> made = await mediator.Send(new CreateProduct.Command(body.Value!.Id, body.Value.Product, Sessions.ActorOf(context.User)), context.RequestAborted);
        if (made.Refusal is { } refusal) return Problems.Of(refusal);
        Preconditions.Tag(context, made.Value.Version);
        return TypedResults.Created($"/v1/admin/products/{Uri.EscapeDataString(made.Value.Id)}", made.Value);
    }

    private static async Task<IResult> SetStatusAsync(string id, string status, HttpContext context, IMediator mediator)
    {
        (long version, IResult? fault) = Preconditions.Read(context);
        return fault ?? await SavedAsync(context, mediator, new SetProductStatus.Command(id, version, status, Sessions.ActorOf(context.User)));
    }

    private static async Task<IResult> UploadAsync(HttpContext context, IMediator mediator)
    {
        if (context.Request.ContentLength > PictureReading.MostBytes) return Problems.TooLarge(PictureReading.MostBytes);
        using var upload = new MemoryStream();
        try
        {
            await context.Request.Body.CopyToAsync(upload, context.RequestAborted);
        }
        catch (BadHttpRequestException fault) when (fault.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return Problems.TooLarge(PictureReading.MostBytes);
        }

        return (await mediator.Send(new UploadPicture.Command(upload.ToArray(), Sessions.ActorOf(context.User)), context.RequestAborted)).Match<IResult>(
            static taken => TypedResults.Created($"/pictures/{taken.Hash}", taken), Problems.Of);
    }
}
