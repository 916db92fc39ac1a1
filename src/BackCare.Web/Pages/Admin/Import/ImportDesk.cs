using BackCare.App.Catalog.Import;
using BackCare.App.Messaging;
using BackCare.Web.Pages.Storefront;
using BackCare.Web.Security;
using MediatR;

namespace BackCare.Web.Pages.Admin.Import;

/// <summary>Answers of the pages about imports.</summary>
internal sealed class ImportDesk(IMediator mediator, Visitor visitor)
{
    public async Task<IResult> ListAsync(string? cursor, IReadOnlyDictionary<string, string> errors, CancellationToken cancellationToken) =>
        (await mediator.Send(new GetImports.Query(cursor), cancellationToken)).Match(
            found => Page.Of<ImportsPage>(
                new Dictionary<string, object?> { [nameof(ImportsPage.Found)] = found, [nameof(ImportsPage.Errors)] = errors }, ImportPages.StatusOf(errors)),
            StorefrontPages.Refused);

    public async Task<IResult> UploadAsync(HttpContext context, CancellationToken cancellationToken)
    {
        IFormCollection form = await context.Request.ReadFormAsync(cancellationToken);
        if (form.Files["file"] is not { Length: > 0 } file)
            return await ListAsync(null, Form.Error("file", "Choose a file that is not empty."), cancellationToken);
        await using Stream content = file.OpenReadStream();
        Answer<UploadImport.Response> uploaded = await mediator.Send(new UploadImport.Command(file.FileName, content, visitor.Actor), cancellationToken);
        return uploaded.Refusal is { } refusal
            ? await ListAsync(null, Form.Errors(refusal, "file"), cancellationToken)
            : TypedResults.LocalRedirect($"/admin/imports/{uploaded.Value.Import.Id}");
    }

    public async Task<IResult> ShowAsync(string id, bool watch, IReadOnlyDictionary<string, string> errors, CancellationToken cancellationToken) =>
        (await mediator.Send(new GetImport.Query(id), cancellationToken)).Match(
            found => Page.Of<ImportPage>(
                new Dictionary<string, object?> { [nameof(ImportPage.Found)] = found, [nameof(ImportPage.Watch)] = watch, [nameof(ImportPage.Errors)] = errors }, ImportPages.StatusOf(errors)),
            StorefrontPages.Refused);

    public async Task<IResult> CheckAsync(string id, HttpContext context, CancellationToken cancellationToken)
    {
        IFormCollection form = await context.Request.ReadFormAsync(cancellationToken);
        Answer<GetImport.Response> known = await mediator.Send(new GetImport.Query(id), cancellationToken);
        if (known.Refusal is { } absent)
            return StorefrontPages.Refused(absent);
        bool look = Form.Text(form, "do") == "look";
        CheckImport.Choices choices = PostedChoices.From(form, known.Value.Import.Plan, withColumns: !look);
        Refusal? refusal = look
            ? (await mediator.Send(new MapImport.Command(id, choices), cancellationToken)).Refusal
            : (await mediator.Send(new CheckImport.Command(id, choices, Wait: false), cancellationToken)).Refusal;
        return await AfterAsync(id, refusal, "fields", cancellationToken);
    }

    public async Task<IResult> ApplyAsync(string id, HttpContext context, CancellationToken cancellationToken)
    {
        bool goodRows = Form.Text(await context.Request.ReadFormAsync(cancellationToken), "rows") == "good";
        Answer<ApplyImport.Response> begun = await mediator.Send(new ApplyImport.Command(id, goodRows, visitor.Actor, Wait: false), cancellationToken);
        return await AfterAsync(id, begun.Refusal, "state", cancellationToken);
    }

    public async Task<IResult> CancelAsync(string id, CancellationToken cancellationToken)
    {
        Answer<CancelImport.Response> asked = await mediator.Send(new CancelImport.Command(id, visitor.Actor.Name), cancellationToken);
        return asked is { Refusal: null, Value.Discarded: true } ? TypedResults.LocalRedirect("/admin/imports") : await AfterAsync(id, asked.Refusal, "state", cancellationToken);
    }

    public async Task<IResult> UndoAsync(string id, HttpContext context, CancellationToken cancellationToken)
    {
        bool skip = Form.Text(await context.Request.ReadFormAsync(cancellationToken), "skip") == "yes";
        return await AfterAsync(id, (await mediator.Send(new UndoImport.Command(id, visitor.Actor, skip), cancellationToken)).Refusal, "state", cancellationToken);
    }

    private async Task<IResult> AfterAsync(string id, Refusal? refusal, string first, CancellationToken cancellationToken) => refusal switch
    {
        null => TypedResults.LocalRedirect($"/admin/imports/{id}"),
        { Kind: RefusalKind.NotFound or RefusalKind.NotReady } => StorefrontPages.Refused(refusal),
        _ => await ShowAsync(id, true, Form.Errors(refusal, first), cancellationToken),
    };
}
