using System.Globalization;
using BackCare.App.Catalog.Import;
using BackCare.App.Messaging;
using BackCare.Web.Pages.Storefront;
using BackCare.Web.Security;
using MediatR;

namespace BackCare.Web.Pages.Admin.Import;

/// <summary>Answers of the page on which suggested places of new products are confirmed.</summary>
internal sealed class SuggestionDesk(IMediator mediator, Visitor visitor)
{
    public async Task<IResult> ShowAsync(string? cursor, ConfirmSuggestions.Response? done, IReadOnlyDictionary<string, string> errors, CancellationToken cancellationToken) =>
        (await mediator.Send(new GetSuggestions.Query(cursor), cancellationToken)).Match(
            found => Page.Of<SuggestionsPage>(
                new Dictionary<string, object?> { [nameof(SuggestionsPage.Found)] = found, [nameof(SuggestionsPage.Done)] = done, [nameof(SuggestionsPage.Errors)] = errors },
                ImportPages.StatusOf(errors)),
            StorefrontPages.Refused);

    public async Task<IResult> ConfirmAsync(HttpContext context, CancellationToken cancellationToken)
    {
        IFormCollection form = await context.Request.ReadFormAsync(cancellationToken);
        ConfirmSuggestions.Item[] items = [.. form["confirm"].OfType<string>().Take(ConfirmSuggestions.Most + 1).Select(id => new ConfirmSuggestions.Item(
            id, Form.Text(form, $"category-{id}"), Form.Text(form, $"profile-{id}"), [.. form[$"regions-{id}"].OfType<string>()]))];
        Answer<ConfirmSuggestions.Response> done = await mediator.Send(new ConfirmSuggestions.Command(items, Form.Text(form, "do") == "publish", visitor.Actor), cancellationToken);
        return done.Refusal is { } refusal
            ? await ShowAsync(null, null, Form.Errors(refusal, "items"), cancellationToken)
            : await ShowAsync(null, done.Value, Form.NoErrors, cancellationToken);
    }

    /// <summary>A share as people read it; no suggestion is certain.</summary>
    public static string Percent(double share) => $"{Math.Min(99, share * 100).ToString("0", CultureInfo.InvariantCulture)} %";
}
