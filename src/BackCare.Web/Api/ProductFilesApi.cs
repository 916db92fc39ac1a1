using BackCare.App.Accounts;
using BackCare.App.Catalog.Export;
using BackCare.App.Catalog.Import;
using BackCare.App.Messaging;
using BackCare.Web.Hosting;
using BackCare.Web.Pages.Admin.Import;
using BackCare.Web.Security;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace BackCare.Web.Api;

/// <summary>Product files under <c>/v1/admin</c>, for admins, and the public feed of products on sale.</summary>
public static class ProductFilesApi
{
    /// <summary>What to do with a checked import.</summary>
    /// <param name="GoodRowsOnly">Goes on without the products that were rejected.</param>
    public sealed record Apply(bool GoodRowsOnly = false);

    /// <summary>How an import is taken back.</summary>
    /// <param name="SkipConflicts">Leaves alone what somebody changed since; without it that stops everything.</param>
    public sealed record Undo(bool SkipConflicts = false);

    /// <summary>Maps the endpoints.</summary>
    public static void MapProductFiles(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/feeds/google.xml", static async (HttpContext context, SiteAddress site, IMediator mediator, CancellationToken cancellationToken) =>
            {
                context.Response.Headers.CacheControl = "public, max-age=900";
                return (await mediator.Send(new ExportProducts.Query("google", site.Of("")), cancellationToken)).Match<IResult>(
                    file => ProductFiles.Download(file.WriteAsync, file.MediaType, null, cancellationToken), Problems.Of);
            }).ExcludeFromDescription().AllowAnonymous().RequireRateLimiting(RateLimits.Exports);

        RouteGroupBuilder admin = routes.MapGroup("/v1/admin").RequireAuthorization(Policies.Admin).WithKeyScope(KeyScopes.CatalogRead, KeyScopes.CatalogWrite).RequireRateLimiting(RateLimits.PerClient).WithTags("Product files")
            .WithCallerProblems().WithIdempotentWrites().AddEndpointFilter(static (context, next) =>
            {
                context.HttpContext.Response.Headers.CacheControl = "no-store";
                return next(context);
            });
        MapImport(admin);
        MapSteps(admin);
        admin.MapGet("/products:export", static async (string? format, SiteAddress site, IMediator mediator, CancellationToken cancellationToken) =>
                (await mediator.Send(new ExportProducts.Query(format ?? "backcare", site.Of("")), cancellationToken)).Match<IResult>(
                    file => ProductFiles.Download(file.WriteAsync, file.MediaType, file.FileName, cancellationToken), Problems.Of))
            .RequireRateLimiting(RateLimits.Exports).WithName("ExportProducts").WithSummary("The catalogue as a file: format=backcare, shopify, shopify-old, woocommerce or google.")
            .Produces(StatusCodes.Status200OK, contentType: "text/csv").WithReadProblems();
        admin.MapGet("/knowledge:export", static async (IMediator mediator, CancellationToken cancellationToken) =>
                (await mediator.Send(new ExportKnowledge.Query(), cancellationToken)).Match<IResult>(
                    static file => TypedResults.File(file.Content, "application/zip", file.FileName), Problems.Of))
            .RequireRateLimiting(RateLimits.Exports).WithName("ExportKnowledge").WithKeyScope(KeyScopes.KnowledgeRead).WithSummary("The knowledge base as a zip of its tables.")
            .Produces(StatusCodes.Status200OK, contentType: "application/zip").WithReadProblems();
    }

    private static void MapImport(RouteGroupBuilder admin)
    {
        admin.MapPost("/products:import", ImportAsync)
            .WithName("ImportProducts").WithSummary("Uploads a product file, as the body or as a multipart form's file, and checks it; ask the address in Location how far it is.")
            .WithDescription("Nothing is changed before POST to :apply. Query: format, encoding, delimiter, decimalSign, currency, full, overwriteEdited, and map=column=field, repeated.")
            .WithMetadata(new RequestSizeLimitAttribute(ImportPages.UploadBytes))
            .Accepts<IFormFile>("multipart/form-data", "text/csv", "application/octet-stream")
            .Produces<ImportView>(StatusCodes.Status202Accepted).WithBodyProblems().ProducesProblem(StatusCodes.Status409Conflict);
        admin.MapGet("/imports", static ([AsParameters] GetImports.Query query, IMediator mediator, CancellationToken cancellationToken) =>
                V1Api.AnswerAsync(query, mediator, cancellationToken))
            .WithName("GetImports").WithSummary("Imports, newest first, one page.").Produces<GetImports.Response>().WithReadProblems();
        admin.MapGet("/imports/{id}", static (string id, IMediator mediator, CancellationToken cancellationToken) => V1Api.AnswerAsync(new GetImport.Query(id), mediator, cancellationToken))
            .WithName("GetImport").WithSummary("One import: progress, counts, the first differences and problems.")
            .Produces<GetImport.Response>().WithReadProblems().ProducesProblem(StatusCodes.Status404NotFound);
        admin.MapGet("/imports/{id}/problems", static async (string id, IMediator mediator, CancellationToken cancellationToken) =>
                (await mediator.Send(new GetImportProblems.Query(id), cancellationToken)).Match<IResult>(
                    file => ProductFiles.Download(file.WriteAsync, "text/csv; charset=utf-8", file.FileName, cancellationToken), Problems.Of))
            .WithName("GetImportProblems").WithSummary("Every problem of an import as CSV: line, column, value, what is wrong, what to do.")
            .Produces(StatusCodes.Status200OK, contentType: "text/csv").WithReadProblems().ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static void MapSteps(RouteGroupBuilder admin)
    {
        admin.MapPost("/imports/{id}:check", static async (string id, Posted<CheckImport.Choices> body, IMediator mediator, CancellationToken cancellationToken) =>
                body.Fault ?? (await mediator.Send(new CheckImport.Command(id, body.Value!, Wait: false), cancellationToken))
                    .Match<IResult>(static begun => TypedResults.Accepted($"/v1/admin/imports/{begun.Import.Id}", begun.Import), Problems.Of))
            .WithName("CheckImport").WithSummary("Checks the file again, read in another way.")
            .Produces<ImportView>(StatusCodes.Status202Accepted).WithBodyProblems().ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);
        admin.MapPost("/imports/{id}:apply", static async (string id, Posted<Apply> body, HttpContext context, IMediator mediator, CancellationToken cancellationToken) =>
                body.Fault ?? (await mediator.Send(new ApplyImport.Command(id, body.Value!.GoodRowsOnly, Sessions.ActorOf(context.User), Wait: false), cancellationToken))
                    .Match<IResult>(static begun => TypedResults.Accepted($"/v1/admin/imports/{begun.Import.Id}", begun.Import), Problems.Of))
            .WithName("ApplyImport").WithSummary("Brings what the check shows into the catalogue, all at once.")
            .WithDescription("422 when products were rejected and goodRowsOnly is not set; 409 when it was not checked, or the catalogue changed meanwhile.")
            .Produces<ImportView>(StatusCodes.Status202Accepted).WithBodyProblems().ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        admin.MapDelete("/imports/{id}", static (string id, HttpContext context, IMediator mediator, CancellationToken cancellationToken) =>
                V1Api.AnswerAsync(new CancelImport.Command(id, Sessions.ActorOf(context.User).Name), mediator, cancellationToken))
            .WithName("CancelImport").WithSummary("Stops an import, on whichever host it is, or discards one that nobody is at.")
            .Produces<CancelImport.Response>().WithReadProblems().ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);
        admin.MapPost("/imports/{id}:undo", static async (string id, Posted<Undo> body, HttpContext context, IMediator mediator, CancellationToken cancellationToken) =>
                body.Fault ?? await V1Api.AnswerAsync(new UndoImport.Command(id, Sessions.ActorOf(context.User), body.Value!.SkipConflicts), mediator, cancellationToken))
            .WithName("UndoImport").WithSummary("Takes an import back: all or nothing, unless skipConflicts is true, which leaves alone what somebody changed since.")
            .WithDescription("409 when it is not in the catalogue, or when something that it wrote was changed again since; errors then names every field.")
            .Produces<UndoImport.Response>().WithBodyProblems().ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);
    }

    private static async Task<IResult> ImportAsync(
        HttpContext context, string? format, string? encoding, string? delimiter, string? decimalSign, string? currency, bool? full, bool? overwriteEdited, string? fileName,
        IMediator mediator, CancellationToken cancellationToken)
    {
        if (context.Request.HasFormContentType && await PostedForms.FaultAsync(context) is { } unread)
            return unread == StatusCodes.Status413PayloadTooLarge ? Problems.TooLarge(ImportPages.UploadBytes) : Problems.BrokenForm();
        IFormFile? file = context.Request.HasFormContentType ? (await context.Request.ReadFormAsync(cancellationToken)).Files is [{ } first, ..] ? first : null : null;
        if (context.Request.HasFormContentType && file is null)
            return Problems.BadRequest("file_missing", "The form has no file.", "Send the product file as a part of the form, or as the body with Content-Type: text/csv.");
        await using Stream content = file is null ? context.Request.Body : file.OpenReadStream();
        Answer<UploadImport.Response> uploaded = await mediator.Send(
            new UploadImport.Command(fileName ?? file?.FileName ?? "products.csv", content, Sessions.ActorOf(context.User)), cancellationToken);
        if (uploaded.Refusal is { } unreadable)
            return Problems.Of(unreadable);
        string id = uploaded.Value.Import.Id;
        string?[] pairs = [.. context.Request.Query["map"]];
        Dictionary<string, string> map = pairs.OfType<string>().Where(p => p.Contains('=', StringComparison.Ordinal)).GroupBy(p => p[..p.LastIndexOf('=')], StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.Last()[(g.Key.Length + 1)..], StringComparer.Ordinal);
        Answer<CheckImport.Response> begun = await mediator.Send(
            new CheckImport.Command(id, new CheckImport.Choices(format, encoding, delimiter, decimalSign, currency, map.Count > 0 ? map : null, full ?? false, overwriteEdited ?? false), Wait: false), cancellationToken);
        return begun.Match<IResult>(static now => TypedResults.Accepted($"/v1/admin/imports/{now.Import.Id}", now.Import), Problems.Of);
    }
}
