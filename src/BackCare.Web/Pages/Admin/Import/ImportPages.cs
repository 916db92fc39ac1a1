using BackCare.App.Catalog.Export;
using BackCare.App.Catalog.Import;
using BackCare.Web.Api;
using BackCare.Web.Hosting;
using BackCare.Web.Pages.Storefront;
using BackCare.Web.Security;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace BackCare.Web.Pages.Admin.Import;

/// <summary>The admin's pages about product files: upload, say what columns mean, check, import, take back, confirm suggestions, export.</summary>
public static class ImportPages
{
    /// <summary>Most bytes of a posted upload: the file and the form around it.</summary>
    public const long UploadBytes = UploadImport.MostBytes + (1 << 20);

    /// <summary>Maps every page.</summary>
    public static void MapImports(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder pages = routes.MapGroup("/admin/imports").ExcludeFromDescription().RequireAuthorization(Policies.Admin).RequireRateLimiting(RateLimits.PerClient);
        var small = new RequestSizeLimitAttribute(BodyLimit.FormBytes);
        pages.MapGet("", static (string? cursor, ImportDesk desk, CancellationToken cancellationToken) => desk.ListAsync(cursor, Form.NoErrors, cancellationToken));
        pages.MapPost("", static (HttpContext context, ImportDesk desk, CancellationToken cancellationToken) => desk.UploadAsync(context, cancellationToken))
            .WithMetadata(new RequestSizeLimitAttribute(UploadBytes));
        pages.MapGet("/suggestions", static (string? cursor, SuggestionDesk desk, CancellationToken cancellationToken) => desk.ShowAsync(cursor, null, Form.NoErrors, cancellationToken));
        pages.MapPost("/suggestions", static (HttpContext context, SuggestionDesk desk, CancellationToken cancellationToken) => desk.ConfirmAsync(context, cancellationToken)).WithMetadata(small);
        pages.MapGet("/{id}", static (string id, string? watch, ImportDesk desk, CancellationToken cancellationToken) => desk.ShowAsync(id, watch != "off", Form.NoErrors, cancellationToken));
        pages.MapPost("/{id}/check", static (string id, HttpContext context, ImportDesk desk, CancellationToken cancellationToken) => desk.CheckAsync(id, context, cancellationToken)).WithMetadata(small);
        pages.MapPost("/{id}/apply", static (string id, HttpContext context, ImportDesk desk, CancellationToken cancellationToken) => desk.ApplyAsync(id, context, cancellationToken)).WithMetadata(small);
        pages.MapPost("/{id}/cancel", static (string id, ImportDesk desk, CancellationToken cancellationToken) => desk.CancelAsync(id, cancellationToken)).WithMetadata(small);
        pages.MapPost("/{id}/undo", static (string id, HttpContext context, ImportDesk desk, CancellationToken cancellationToken) => desk.UndoAsync(id, context, cancellationToken)).WithMetadata(small);
        pages.MapGet("/{id}/problems.csv", static async (string id, IMediator mediator, CancellationToken cancellationToken) =>
            (await mediator.Send(new GetImportProblems.Query(id), cancellationToken)).Match<IResult>(
                file => ProductFiles.Download(file.WriteAsync, "text/csv; charset=utf-8", file.FileName, cancellationToken), StorefrontPages.Refused));
        pages.MapGet("/export/{format}", static async (string format, SiteAddress site, IMediator mediator, CancellationToken cancellationToken) =>
            (await mediator.Send(new ExportProducts.Query(format, site.Of("")), cancellationToken)).Match<IResult>(
                file => ProductFiles.Download(file.WriteAsync, file.MediaType, file.FileName, cancellationToken), StorefrontPages.Refused)).RequireRateLimiting(RateLimits.Exports);
        pages.MapGet("/export/knowledge.zip", static async (IMediator mediator, CancellationToken cancellationToken) =>
            (await mediator.Send(new ExportKnowledge.Query(), cancellationToken)).Match<IResult>(
                static file => TypedResults.File(file.Content, "application/zip", file.FileName), StorefrontPages.Refused)).RequireRateLimiting(RateLimits.Exports);
    }

    internal static int StatusOf(IReadOnlyDictionary<string, string> errors) => errors.Count > 0 ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK;
}
