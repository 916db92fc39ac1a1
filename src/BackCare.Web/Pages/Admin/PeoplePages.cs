using BackCare.App.Accounts;
using BackCare.App.Messaging;
using BackCare.Web.Api;
using BackCare.Web.Pages.Storefront;
using BackCare.Web.Security;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace BackCare.Web.Pages.Admin;

/// <summary>The admin's pages about people: accounts and what they may do.</summary>
public static class PeoplePages
{
    /// <summary>Maps every page. What changes something is a posted form whose token <see cref="AccessGate"/> checks.</summary>
    public static void MapPeople(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder admin = routes.MapGroup("/admin").ExcludeFromDescription().RequireAuthorization(Policies.Admin).RequireRateLimiting(RateLimits.PerClient)
            .WithMetadata(new RequestSizeLimitAttribute(BodyLimit.FormBytes));
        admin.MapGet("/accounts", static (string? search, int? page, IMediator mediator, CancellationToken cancellationToken) =>
            AccountsAsync(mediator, new Listed(search ?? "", page ?? 1), cancellationToken));
        admin.MapPost("/accounts", CreateAsync).WithProof("/admin/accounts");
        admin.MapGet("/accounts/{id}", static (string id, string? done, IMediator mediator, CancellationToken cancellationToken) =>
            AccountAsync(mediator, id, Form.NoErrors, Said(done), "", cancellationToken));
        admin.MapPost("/accounts/{id}/role", ChangeRoleAsync).WithProof();
        admin.MapPost("/accounts/{id}/reset-password", ResetAsync).WithProof();
        admin.MapPost("/accounts/{id}/disabled", DisableAsync).WithProof();
        admin.MapPost("/accounts/{id}/reset-second-factor", static (string id, Visitor visitor, IMediator mediator, CancellationToken cancellationToken) =>
            DoneAsync(new ResetSecondFactor.Command(id, visitor.Actor), static done => $"{done.Id}?done=second-factor", id, mediator, cancellationToken)).WithProof();
        admin.MapPost("/accounts/{id}/end-rest", static (string id, Visitor visitor, IMediator mediator, CancellationToken cancellationToken) =>
            DoneAsync(new EndRest.Command(id, visitor.Actor), static done => $"{done.Id}?done=rest", id, mediator, cancellationToken)).WithProof();
    }

    private static async Task<IResult> CreateAsync(HttpContext context, Visitor visitor, IMediator mediator, CancellationToken cancellationToken)
    {
        IFormCollection form = await context.Request.ReadFormAsync(cancellationToken);
        var listed = new Listed("", 1) { Email = Form.Text(form, "email"), Role = RoleOf(form) ?? AccountRole.Analyst };
        Answer<CreateAccount.Response> made = await mediator.Send(new CreateAccount.Command(listed.Email, RoleOf(form) ?? (AccountRole)(-1), visitor.Actor), cancellationToken);
        return await AccountsAsync(
            mediator, made.Refusal is { } refusal ? listed with { Errors = Form.Errors(refusal, "role") } : new Listed("", 1) { Made = made.Value }, cancellationToken);
    }

    private static async Task<IResult> ChangeRoleAsync(string id, HttpContext context, Visitor visitor, IMediator mediator, CancellationToken cancellationToken)
    {
        IFormCollection form = await context.Request.ReadFormAsync(cancellationToken);
        Answer<ChangeRole.Response> changed = await mediator.Send(new ChangeRole.Command(id, RoleOf(form) ?? (AccountRole)(-1), visitor.Actor), cancellationToken);
        return changed.Refusal is { } refusal
            ? await AccountAsync(mediator, id, Form.Errors(refusal, "role"), "", "", cancellationToken)
            : TypedResults.LocalRedirect($"/admin/accounts/{changed.Value.Id}?done=role");
    }

    private static async Task<IResult> ResetAsync(string id, Visitor visitor, IMediator mediator, CancellationToken cancellationToken)
    {
        Answer<ResetPassword.Response> reset = await mediator.Send(new ResetPassword.Command(id, visitor.Actor), cancellationToken);
        return await AccountAsync(
            mediator, id, reset.Refusal is { } refusal ? Form.Errors(refusal, "main") : Form.NoErrors, "", reset.Refusal is null ? reset.Value.TemporaryPassword : "", cancellationToken);
    }

    private static async Task<IResult> DisableAsync(string id, HttpContext context, Visitor visitor, IMediator mediator, CancellationToken cancellationToken)
    {
        bool disable = Form.Text(await context.Request.ReadFormAsync(cancellationToken), "disabled") == "true";
        Answer<SetAccountDisabled.Response> done = await mediator.Send(new SetAccountDisabled.Command(id, disable, visitor.Actor), cancellationToken);
        return done.Refusal is { } refusal
            ? await AccountAsync(mediator, id, Form.Errors(refusal, "main"), "", "", cancellationToken)
            : TypedResults.LocalRedirect($"/admin/accounts/{done.Value.Id}?done={(disable ? "disabled" : "enabled")}");
    }

    private static async Task<IResult> DoneAsync<T>(IRequest<Answer<T>> command, Func<T, string> address, string id, IMediator mediator, CancellationToken cancellationToken)
        where T : notnull
    {
        Answer<T> done = await mediator.Send(command, cancellationToken);
        return done.Refusal is { } refusal
            ? await AccountAsync(mediator, id, Form.Errors(refusal, "main"), "", "", cancellationToken)
            : TypedResults.LocalRedirect($"/admin/accounts/{address(done.Value)}");
    }

    private static async Task<IResult> AccountsAsync(IMediator mediator, Listed listed, CancellationToken cancellationToken)
    {
        Answer<GetAccounts.Response> found = await mediator.Send(new GetAccounts.Query(listed.Search, Page: listed.PageNumber), cancellationToken);
        return found.Match(
            accounts => Page.Of<AccountsPage>(
                With(
                    (nameof(AccountsPage.Accounts), accounts), (nameof(AccountsPage.Search), listed.Search), (nameof(AccountsPage.Email), listed.Email),
                    (nameof(AccountsPage.Role), listed.Role), (nameof(AccountsPage.Made), listed.Made), (nameof(AccountsPage.Errors), listed.Errors)),
                StatusOf(listed.Errors)),
            StorefrontPages.Refused);
    }

    private static async Task<IResult> AccountAsync(
        IMediator mediator, string id, IReadOnlyDictionary<string, string> errors, string done, string password, CancellationToken cancellationToken)
    {
        Answer<GetAccounts.Response> found = await mediator.Send(new GetAccounts.Query(Id: id), cancellationToken);
        return found.Match(
            accounts => accounts.Items is [var account]
                ? Page.Of<AccountPage>(
                    With(
                        (nameof(AccountPage.Account), account), (nameof(AccountPage.Done), done), (nameof(AccountPage.TemporaryPassword), password),
                        (nameof(AccountPage.Errors), errors)),
                    StatusOf(errors))
                : Page.Error(StatusCodes.Status404NotFound),
            StorefrontPages.Refused);
    }

    private static string Said(string? done) => done switch
    {
        "role" => "The role is changed; the account signs in anew.",
        "disabled" => "The account can no longer sign in.",
        "second-factor" => "The second factor is gone and the sessions have ended; the account signs in with its password.",
        "rest" => "The account can be tried again from everywhere.",
        "enabled" => "The account can sign in again.",
        _ => "",
    };

    private static AccountRole? RoleOf(IFormCollection form) => Enum.GetValues<AccountRole>().Cast<AccountRole?>().FirstOrDefault(r => r.ToString() == Form.Text(form, "role"));

    private static int StatusOf(IReadOnlyDictionary<string, string> errors) => errors.Count > 0 ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK;

    private static Dictionary<string, object?> With(params (string Name, object? Value)[] parameters) =>
        parameters.ToDictionary(p => p.Name, p => p.Value, StringComparer.Ordinal);

    /// <summary>What the list of accounts shows beside the accounts.</summary>
    private sealed record Listed(string Search, int PageNumber)
    {
        public string Email { get; init; } = "";

        public AccountRole Role { get; init; } = AccountRole.Analyst;

        public CreateAccount.Response? Made { get; init; }

        public IReadOnlyDictionary<string, string> Errors { get; init; } = Form.NoErrors;
    }
}
