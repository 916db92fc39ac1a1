using BackCare.App.Editing;
using BackCare.App.Messaging;
using BackCare.App.Recommend;
using BackCare.App.Rules;
using BackCare.App.Serving;
using BackCare.Domain.Recommend;
using BackCare.Web.Pages.Storefront;
using BackCare.Web.Pages.Texts;
using BackCare.Web.Security;
using MediatR;

namespace BackCare.Web.Pages.Admin.Rules;

/// <summary>What happens when the rule editor is posted: save, look at the preview, or take up what was typed and show the form again.</summary>
public sealed class RuleEditor(IMediator mediator, ShelfHost shelves, ShopTime time, PageTexts texts, Visitor visitor)
{
    /// <summary>Saves, previews or refreshes the form, as its button says.</summary>
    public async Task<IResult> PostAsync(string? id, HttpContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (shelves.Current is not { } shelf) return StorefrontPages.Refused(ShelfHost.NotReady);
        IFormCollection form = await context.Request.ReadFormAsync(cancellationToken);
        (PostedRule posted, List<RefusedField> wrong) = TakeUp(PostedRule.From(form), shelf);
        (RuleForm rule, IReadOnlyList<RefusedField> unread) = posted.Read(time);
        wrong.AddRange(unread);
        return Form.Text(form, "act") switch
        {
            "save" when wrong.Count == 0 => await SaveAsync(id, posted, rule, cancellationToken),
            "preview" when wrong.Count == 0 => await PreviewAsync(id, posted, rule, form, cancellationToken),
            _ => await PageAsync(id, posted, cancellationToken, (nameof(RulePage.Errors), ErrorsOf(wrong)), (nameof(RulePage.Shopper), PostedReport.From(form, "en"))),
        };
    }

    /// <summary>The editor.</summary>
    public async Task<IResult> PageAsync(string? id, PostedRule posted, CancellationToken cancellationToken, params (string Name, object? Value)[] more)
    {
        if (RuleChoices.Of(shelves) is not { } choices) return StorefrontPages.Refused(ShelfHost.NotReady);
        Dictionary<string, object?> parameters = more.ToDictionary(p => p.Name, p => p.Value, StringComparer.Ordinal);
        if (id is not null && !parameters.ContainsKey(nameof(RulePage.Found)))
        {
            Answer<GetRule.Response> found = await mediator.Send(new GetRule.Query(id), cancellationToken);
            if (found.Refusal is { } refusal) return StorefrontPages.Refused(refusal);
            parameters[nameof(RulePage.Found)] = found.Value;
        }
        parameters[nameof(RulePage.Posted)] = posted;
        parameters[nameof(RulePage.Choices)] = choices;
        parameters[nameof(RulePage.Time)] = time;
        bool isWrong = parameters.GetValueOrDefault(nameof(RulePage.Errors)) is IReadOnlyDictionary<string, string> { Count: > 0 };
        bool isStale = parameters.GetValueOrDefault(nameof(RulePage.Stale)) is not null;
        return Page.Of<RulePage>(parameters, isStale ? StatusCodes.Status409Conflict : isWrong ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK);
    }

    private async Task<IResult> SaveAsync(string? id, PostedRule posted, RuleForm rule, CancellationToken cancellationToken)
    {
        Answer<SaveRule.Response> saved = await mediator.Send(new SaveRule.Command(id, rule, visitor.Actor, posted.Version, id is null ? null : posted.BasisForm), cancellationToken);
        if (saved.Refusal is StaleRefusal { Present: { } present } stale)
        {
            // What the other one saved is the basis from here on: saving again is a choice between both.
            PostedRule again = PostedRule.Of(Merged(rule, posted, present, stale), time, stale.Version) with { Basis = FieldsJson.Write(present)! };
            return await PageAsync(id, again, cancellationToken, (nameof(RulePage.Stale), stale));
        }
        if (saved.Refusal is { Kind: RefusalKind.NotFound } gone) return StorefrontPages.Refused(gone);
        if (saved.Refusal is { } refusal) return await PageAsync(id, posted, cancellationToken, (nameof(RulePage.Errors), Form.Errors(refusal, "effect")));
        string done = saved.Value.Taken.Count > 0 ? "merged" : id is null ? "created" : "saved";
        return TypedResults.LocalRedirect($"/admin/rules/{saved.Value.Rule.Id}?done={done}");
    }

    /// <summary>The editor's own values where both changed, both editors' changes elsewhere.</summary>
    private static RuleForm Merged(RuleForm mine, PostedRule posted, IReadOnlyDictionary<string, string?> theirs, StaleRefusal stale)
    {
        IReadOnlyDictionary<string, string?> wanted = RuleFields.Of(mine);
        IReadOnlyDictionary<string, string?> basis = posted.BasisForm is { } shown ? RuleFields.Of(shown) : wanted;
        var merged = new Dictionary<string, string?>(theirs, StringComparer.Ordinal);
        foreach (string field in wanted.Keys.Where(f => wanted[f] != basis.GetValueOrDefault(f) || stale.Conflicts.Any(c => c.Field == f))) merged[field] = wanted[field];
        return RuleFields.ToForm(merged);
    }

    private async Task<IResult> PreviewAsync(string? id, PostedRule posted, RuleForm rule, IFormCollection form, CancellationToken cancellationToken)
    {
        PostedReport shopper = PostedReport.From(form, "en");
        ReportReading reading = ReportReading.Of(shopper, texts);
        if (reading.Errors.Count > 0)
            return await PageAsync(id, posted, cancellationToken, (nameof(RulePage.Errors), reading.Errors), (nameof(RulePage.Shopper), shopper));
        Answer<PreviewRule.Response> preview = await mediator.Send(
            new PreviewRule.Query((ReportForm)reading.Query, id, rule, Form.Text(form, "answerNo") == "true"), cancellationToken);
        return preview.Refusal is { } refusal
            ? await PageAsync(id, posted, cancellationToken, (nameof(RulePage.Errors), ErrorsOf(refusal)), (nameof(RulePage.Shopper), shopper), (nameof(RulePage.AnswerNo), Form.Text(form, "answerNo") == "true"))
            : await PageAsync(id, posted, cancellationToken, (nameof(RulePage.Preview), preview.Value), (nameof(RulePage.Shopper), shopper), (nameof(RulePage.AnswerNo), Form.Text(form, "answerNo") == "true"));
    }

    /// <summary>Takes the products that were typed among the chosen ones; what finds none, or several, stays in its field beside a message.</summary>
    private static (PostedRule Posted, List<RefusedField> Wrong) TakeUp(PostedRule posted, Shelf shelf)
    {
        List<string> products = [.. posted.Products], left = [];
        List<RefusedField> wrong = [];
        foreach (string typed in posted.Added)
        {
            (string? found, string? problem) = RuleChoices.Find(typed, shelf);
            if (problem is not null)
            {
                left.Add(typed);
                wrong.Add(new RefusedField("productIds", problem));
            }
            else if (!products.Contains(found!)) products.Add(found!);
        }
        return (posted with { Products = products, Added = left }, wrong);
    }

    private static IReadOnlyDictionary<string, string> ErrorsOf(List<RefusedField> wrong) =>
        wrong.Count == 0 ? Form.NoErrors : Form.Errors(new Refusal(RefusalKind.Invalid, "Some fields cannot be read.", wrong), "effect");

    // A preview's fields stand under the parts of its request: what is wrong with the draft belongs to the rule's field of the same name.
    private static Dictionary<string, string> ErrorsOf(Refusal refusal) => Form.Errors(refusal, "text")
        .GroupBy(e => e.Key.StartsWith("draft.", StringComparison.Ordinal) ? JsonName(e.Key["draft.".Length..]) : e.Key.StartsWith("shopper", StringComparison.Ordinal) ? "text" : e.Key)
        .ToDictionary(g => g.Key, g => g.First().Value, StringComparer.Ordinal);

    private static string JsonName(string name) => name.Length == 0 ? name : char.ToLowerInvariant(name[0]) + name[1..];
}
