using BackCare.App.Knowledge.Desk;
using BackCare.App.Messaging;
using BackCare.Web.Pages.Storefront;
using BackCare.Web.Security;
using MediatR;

namespace BackCare.Web.Pages.Admin.Knowledge;

/// <summary>Proposed changes of safety rules: the list, one proposal, and what a second person decides.</summary>
public static class ProposalPages
{
    /// <summary>Maps them.</summary>
    public static void MapProposalPages(this IEndpointRouteBuilder desk)
    {
        desk.MapGet("/proposals", static async (string? state, string? cursor, IMediator mediator, CancellationToken cancellationToken) =>
            (await mediator.Send(new GetProposals.Query(state ?? "pending", cursor), cancellationToken)).Match(
                found => Page.Of<ProposalsPage>(KnowledgePages.With((nameof(ProposalsPage.Proposals), found), (nameof(ProposalsPage.State), state ?? "pending"))), StorefrontPages.Refused));
        desk.MapGet("/proposals/{id}", static (string id, string? done, IMediator mediator, CancellationToken cancellationToken) =>
            ShowAsync(id, [(nameof(ProposalPage.Done), Said(done))], StatusCodes.Status200OK, mediator, cancellationToken));
        desk.MapPost("/proposals/{id}/approve", ApproveAsync);
        desk.MapPost("/proposals/{id}/reject", RejectAsync);
        desk.MapPost("/proposals/{id}/run", static async (string id, IMediator mediator, CancellationToken cancellationToken) =>
            await DoneAsync(id, await mediator.Send(new RerunProposal.Command(id), cancellationToken), "main", static r => r.Moved ? "moved" : "same", mediator, cancellationToken));
        desk.MapPost("/proposals/{id}/try", TryAsync).ChangesNothing();
    }

    private static async Task<IResult> ApproveAsync(string id, HttpContext context, Visitor visitor, IMediator mediator, CancellationToken cancellationToken)
    {
        IFormCollection form = await context.Request.ReadFormAsync(cancellationToken);
        Answer<ApproveProposal.Response> answer = await mediator.Send(
            new ApproveProposal.Command(id, Form.Text(form, "seen"), Form.Text(form, "reason"), form["losses"] == "true", visitor.Actor), cancellationToken);
        return await DoneAsync(id, answer, "approve-reason", static _ => "approved", mediator, cancellationToken);
    }

    private static async Task<IResult> RejectAsync(string id, HttpContext context, Visitor visitor, IMediator mediator, CancellationToken cancellationToken)
    {
        IFormCollection form = await context.Request.ReadFormAsync(cancellationToken);
        Answer<ProposalPart> answer = await mediator.Send(new RejectProposal.Command(id, Form.Text(form, "reason"), visitor.Actor), cancellationToken);
        return await DoneAsync(id, answer, "reject-reason", static p => p.State, mediator, cancellationToken);
    }

    private static async Task<IResult> TryAsync(string id, HttpContext context, IMediator mediator, CancellationToken cancellationToken)
    {
        string text = Form.Text(await context.Request.ReadFormAsync(cancellationToken), "try-text");
        Answer<TryText.Response> tried = await mediator.Send(new TryText.Query(text, ProposalId: id), cancellationToken);
        return await ShowAsync(
            id, [(nameof(ProposalPage.Text), text), tried.Refusal is { } refusal ? (nameof(ProposalPage.Errors), KnowledgePages.TryErrors(refusal)) : (nameof(ProposalPage.Tried), tried.Value)],
            tried.Refusal is null ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest, mediator, cancellationToken);
    }

    private static async Task<IResult> DoneAsync<T>(string id, Answer<T> answer, string field, Func<T, string> done, IMediator mediator, CancellationToken cancellationToken)
        where T : notnull
    {
        if (answer.Refusal is not { } refusal) return TypedResults.LocalRedirect($"/admin/knowledge/proposals/{Uri.EscapeDataString(id)}?done={done(answer.Value)}");
        IReadOnlyDictionary<string, string> errors = Form.Error(field, refusal.Fields is [{ } first, ..] ? first.Problem : refusal.Reason);
        int status = refusal.Kind switch
        {
            RefusalKind.Conflict => StatusCodes.Status409Conflict,
            RefusalKind.Forbidden => StatusCodes.Status403Forbidden,
            _ => StatusCodes.Status400BadRequest,
        };
        return await ShowAsync(id, [(nameof(ProposalPage.Errors), errors)], status, mediator, cancellationToken);
    }

    private static async Task<IResult> ShowAsync(string id, (string Name, object? Value)[] more, int status, IMediator mediator, CancellationToken cancellationToken)
    {
        Answer<GetProposal.Response> found = await mediator.Send(new GetProposal.Query(id), cancellationToken);
        return found.Match(
            view => Page.Of<ProposalPage>(KnowledgePages.With([(nameof(ProposalPage.View), view), .. more]), status),
            refusal => refusal.Kind == RefusalKind.NotFound ? Page.Error(StatusCodes.Status404NotFound) : StorefrontPages.Refused(refusal));
    }

    private static string Said(string? done) => done switch
    {
        "proposed" => "Proposed. It counts once a second person approves it.",
        "approved" => "Approved. Every shop server follows within two seconds.",
        "rejected" => "Rejected; nothing was changed.",
        "withdrawn" => "Taken back; nothing was changed.",
        "moved" => "The cases ran again and say something else now.",
        "same" => "The cases ran again and say the same.",
        _ => "",
    };
}
