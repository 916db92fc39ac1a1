using System.Globalization;
using BackCare.App.Editing;
using BackCare.App.Knowledge.Desk;
using BackCare.App.Messaging;
using BackCare.Domain.Knowledge.Desk;
using BackCare.Web.Pages.Storefront;
using BackCare.Web.Security;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BackCare.Web.Pages.Admin.Knowledge;

/// <summary>The page of one row: show, save, remove, try, back to shipped, take back.</summary>
public static class RowPages
{
    private const string Phrases = "symptom_phrases";

    /// <summary>Maps it.</summary>
    public static void MapRowPages(this IEndpointRouteBuilder desk)
    {
        desk.MapGet("/{table}/new-row", NewAsync);
        desk.MapPost("/{table}/new-row", static (string table, HttpContext context, Visitor visitor, IMediator mediator, CancellationToken cancellationToken) =>
            PostAsync(table, null, context, visitor, mediator, cancellationToken));
        desk.MapGet("/{table}/{key}", static (string table, string key, string? done, IMediator mediator, CancellationToken cancellationToken) =>
            ShowAsync(table, key, view => view with { Done = Said(done) }, StatusCodes.Status200OK, mediator, cancellationToken));
        desk.MapPost("/{table}/{key}", static (string table, string key, HttpContext context, Visitor visitor, IMediator mediator, CancellationToken cancellationToken) =>
            PostAsync(table, key, context, visitor, mediator, cancellationToken));
    }

    private static Task<IResult> NewAsync(string table, HttpContext context, IMediator mediator, CancellationToken cancellationToken)
    {
        // The drawing of the chain and a symptom's page say what a new row starts with.
        var cells = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (FieldShape field in KnowledgeFields.Of(table) ?? [])
        {
            if (context.Request.Query[field.Column].ToString() is { Length: > 0 and <= 200 } value) cells[field.Column] = value;
        }
        return ShowAsync(table, null, view => view with { Row = view.Row with { Cells = cells } }, StatusCodes.Status200OK, mediator, cancellationToken);
    }

    private static async Task<IResult> PostAsync(string table, string? key, HttpContext context, Visitor visitor, IMediator mediator, CancellationToken cancellationToken)
    {
        if (KnowledgeFields.Of(table) is null) return Page.Error(StatusCodes.Status404NotFound);
        IFormCollection form = await context.Request.ReadFormAsync(cancellationToken);
        if (key is not null && Form.Text(form, "act") is "undo" or "shipped" or "remove") return await ActAsync(table, key!, form, visitor, mediator, cancellationToken);
        PostedRow row = PostedRow.Read(form, table, key);
        IReadOnlyList<PostedPhrase> phrases = table == "symptoms" && key is not null ? PostedPhrase.Read(form, key, await PhraseKeysAsync(mediator, cancellationToken)) : [];
        ChangeKnowledge.Change[] changes = [row.ToChange(), .. phrases.Select(p => p.ToChange())];
        string text = Form.Text(form, "try-text"), reason = Form.Text(form, "reason");
        RowView Typed(RowView view) => view with { Row = row, Phrases = phrases, Reason = reason, TryText = text };
        if (Form.Text(form, "act") == "try")
        {
            Answer<TryText.Response> tried = await mediator.Send(new TryText.Query(text, Changes: changes), cancellationToken);
            return await ShowAsync(table, key, view => Tried(Typed(view), tried), StatusCodes.Status200OK, mediator, cancellationToken);
        }

        Answer<KnowledgeAnswer> answer = await mediator.Send(new ChangeKnowledge.Command(changes, visitor.Actor, reason), cancellationToken);
        return (IResult?)Away(answer, table, row.Key, "saved") ?? await ShowAsync(table, key, view => Judged(Typed(view), answer), StatusOf(answer), mediator, cancellationToken);
    }

    /// <summary>What is done to a row without its form: removed, taken back, back to the shipped row.</summary>
    private static async Task<IResult> ActAsync(string table, string key, IFormCollection form, Visitor visitor, IMediator mediator, CancellationToken cancellationToken)
    {
        string act = Form.Text(form, "act"), reason = Form.Text(form, "reason");
        ChangeKnowledge.Change? change = act == "shipped" ? await ShippedAsync(table, key, form, mediator, cancellationToken) : PostedRow.Read(form, table, key).ToRemoval();
        if (change is null) return Page.Error(StatusCodes.Status404NotFound);
        IRequest<Answer<KnowledgeAnswer>> command = act == "undo"
            ? new UndoKnowledge.Command(table, key, long.TryParse(form["change"], NumberStyles.None, CultureInfo.InvariantCulture, out long id) ? id : 0, visitor.Actor, reason)
            : new ChangeKnowledge.Command([change], visitor.Actor, reason);
        Answer<KnowledgeAnswer> answer = await mediator.Send(command, cancellationToken);
        return (IResult?)Away(answer, table, key, act) ?? await ShowAsync(table, key, view => Judged(view, answer) with { Reason = reason }, StatusOf(answer), mediator, cancellationToken);
    }

    private static async Task<ChangeKnowledge.Change?> ShippedAsync(string table, string key, IFormCollection form, IMediator mediator, CancellationToken cancellationToken)
    {
        Answer<GetShippedRow.Response> found = await mediator.Send(new GetShippedRow.Query(table, key), cancellationToken);
        long? version = found.Refusal is null && !found.Value.InForce ? null : long.TryParse(form["version"], NumberStyles.None, CultureInfo.InvariantCulture, out long seen) ? seen : 0;
        // The basis is what the page showed: what somebody changed since is told and not taken back unseen.
        return found.Refusal is null ? new ChangeKnowledge.Change(table, key, found.Value.Cells, version, version is null ? null : PostedRow.ReadBasis(form["basis"])) : null;
    }

    private static async Task<IEnumerable<string>> PhraseKeysAsync(IMediator mediator, CancellationToken cancellationToken)
    {
        var keys = new List<string>();
        string? cursor = null;
        do
        {
            GetKnowledgeRows.Response page = (await mediator.Send(new GetKnowledgeRows.Query(Phrases, Cursor: cursor, Limit: 200), cancellationToken)).Value;
            keys.AddRange(page.Items.Select(i => i.Key));
            cursor = page.Next;
        }
        while (cursor is not null);
        keys.AddRange((await mediator.Send(new GetKnowledgeRows.Query(Phrases, State: "removed", Limit: 200), cancellationToken)).Value.Items.Select(i => i.Key));
        return keys;
    }

    /// <summary>Where a change that went through leads; null when the page must say what is wrong.</summary>
    private static RedirectHttpResult? Away(Answer<KnowledgeAnswer> answer, string table, string key, string act) => answer.Refusal is not null ? null : answer.Value.Outcome switch
    {
        "proposed" => TypedResults.LocalRedirect($"/admin/knowledge/proposals/{answer.Value.ProposalId}?done=proposed"),
        "saved" when answer.Value.Rows.Any(r => r.Table == table && r.Key == key && r.Removed) => TypedResults.LocalRedirect($"/admin/knowledge/{table}?done=removed"),
        "saved" => TypedResults.LocalRedirect($"/admin/knowledge/{table}/{key}?done={(answer.Value.Taken.Count > 0 ? "merged" : act)}"),
        "unchanged" => TypedResults.LocalRedirect($"/admin/knowledge/{table}/{key}?done=unchanged"),
        _ => null,
    };

    private static string Said(string? done) => done switch
    {
        "saved" => "Saved. Every shop server follows within two seconds.",
        "merged" => "Saved, together with what somebody else changed in the same row meanwhile.",
        "undo" => "Taken back.",
        "shipped" => "Back to the shipped row.",
        "unchanged" => "Nothing was changed, so nothing was saved.",
        _ => "",
    };

    private static int StatusOf(Answer<KnowledgeAnswer> answer) =>
        answer.Refusal is { Kind: RefusalKind.Conflict or RefusalKind.Stale } || answer.Refusal is null && answer.Value.Outcome == "conflict" ? StatusCodes.Status409Conflict : StatusCodes.Status400BadRequest;

    private static RowView Tried(RowView view, Answer<TryText.Response> tried) => tried.Refusal is { } refusal ? view with { Errors = KnowledgePages.TryErrors(refusal) }
        : view with { Tried = tried.Value, Errors = ErrorsOf(view, tried.Value.Problems) };

    private static RowView Judged(RowView view, Answer<KnowledgeAnswer> answer)
    {
        if (answer.Refusal is { } refusal)
            return view with { Errors = Form.Errors(refusal, "main").ToDictionary(e => e.Key is "id" ? PostedRow.Field("id") : e.Key.StartsWith("cells.", StringComparison.Ordinal) ? PostedRow.Field(e.Key[6..]) : e.Key, e => e.Value, StringComparer.Ordinal) };
        if (answer.Value.Outcome != "conflict") return view with { Errors = ErrorsOf(view, answer.Value.Problems) };
        RowConflict? own = answer.Value.Conflicts.FirstOrDefault(c => c.Table == view.Row.Table && c.Key == view.Row.Key);
        string[] others = [.. answer.Value.Conflicts.Where(c => c != own).Select(c => $"{c.Key} was changed by somebody else to “{string.Join(", ", c.Conflicts.Select(f => f.Theirs))}”. It is shown as it is saved now; change it again if that is not right.")];
        return Rebased(view, own, answer.Value.Conflicts) with { Errors = others.Length > 0 ? Form.Error("phrases", string.Join(" ", others)) : Form.NoErrors };
    }

    /// <summary>The form on top of what is saved now: what only others changed is taken over, the editor's own words stay where both wrote.</summary>
    private static RowView Rebased(RowView view, RowConflict? own, IReadOnlyList<RowConflict> all)
    {
        IReadOnlyList<PostedPhrase> stored = PostedPhrase.Of(view.Found.Phrases);
        PostedPhrase[] phrases = [.. view.Phrases.Select(p => all.Any(c => c.Table == Phrases && c.Key == p.Row.Key) ? stored.FirstOrDefault(s => s.Row.Key == p.Row.Key) ?? p : p)];
        if (own?.Present is not { } present) return view with { Phrases = phrases };
        var cells = new Dictionary<string, string?>(view.Row.Cells, StringComparer.Ordinal);
        foreach (string column in view.Row.Cells.Keys.Union(present.Keys, StringComparer.Ordinal))
        {
            if ((view.Row.Cells.GetValueOrDefault(column) ?? "") == (view.Row.Basis.GetValueOrDefault(column) ?? "")) cells[column] = present.GetValueOrDefault(column);
        }
        return view with { Row = view.Row with { Version = own.Version, Basis = present, Cells = cells }, Conflicts = own.Conflicts, Phrases = phrases };
    }

    /// <summary>Problems at the fields they are about; those of other rows at the top, with the row named.</summary>
    private static Dictionary<string, string> ErrorsOf(RowView view, IReadOnlyList<DraftProblem> problems)
    {
        var errors = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (DraftProblem problem in problems)
        {
            int line = view.Phrases.ToList().FindIndex(p => problem.Table == Phrases && p.Row.Key == problem.Key);
            (string at, string text) = problem.Table.Length == 0 ? (problem.Column, problem.Sentence)
                : line >= 0 ? ($"phrase-{line}", problem.Sentence)
                : problem.Table == view.Row.Table && problem.Key == view.Row.Key && problem.Column.Length > 0 ? (PostedRow.Field(problem.Column), $"{KnowledgeWords.Label(problem.Table, problem.Column)}: {problem.Sentence}")
                : ($"main-{errors.Count}", $"{KnowledgeWords.Of(problem.Table).Title}, {problem.Key}, {KnowledgeWords.Label(problem.Table, problem.Column).ToLowerInvariant()}: {problem.Sentence}");
            errors[at] = errors.TryGetValue(at, out string? more) ? $"{more} {problem.Sentence}" : text;
        }

        return errors;
    }

    private static async Task<IResult> ShowAsync(string table, string? key, Func<RowView, RowView> fill, int status, IMediator mediator, CancellationToken cancellationToken)
    {
        Answer<GetKnowledgeRow.Response> found = await mediator.Send(new GetKnowledgeRow.Query(table, key), cancellationToken);
        if (found.Refusal is { Kind: RefusalKind.NotFound }) return Page.Error(StatusCodes.Status404NotFound);
        if (found.Refusal is { } refusal) return StorefrontPages.Refused(refusal);
        IReadOnlyList<HistoryEntry> history = key is null ? [] : (await mediator.Send(new GetHistory.Query($"knowledge/{table}", key, null, 30), cancellationToken)).Value.Items;
        PostedRow row = found.Value.Row is { } stored ? PostedRow.Of(table, stored) : PostedRow.New(table, found.Value.SuggestedKey, new Dictionary<string, string?>());
        var view = new RowView(found.Value, row) { History = history, Phrases = PostedPhrase.Of(found.Value.Phrases) };
        return Page.Of<KnowledgeRowPage>(KnowledgePages.With((nameof(KnowledgeRowPage.View), fill(view))), status);
    }
}
