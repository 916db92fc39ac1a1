using BackCare.App.Accounts;
using BackCare.Web.Security;

namespace BackCare.Web.Pages.Layout;

/// <summary>The menu of signed-in pages. A new page adds a line; a test asks for every line that its page exists and has the same policy.</summary>
public static class DeskMenu
{
    /// <param name="Area">Heading.</param>
    /// <param name="Text">What the link says.</param>
    /// <param name="Href">Address of the page.</param>
    /// <param name="Least">The least role that may open it.</param>
    public sealed record Entry(string Area, string Text, string Href, AccountRole Least);

    /// <summary>Every entry in the order of the menu.</summary>
    public static IReadOnlyList<Entry> All { get; } =
    [
        new("Learning", "Overview", "/analyst", AccountRole.Analyst),
        new("Learning", "Models", "/analyst/models", AccountRole.Analyst),
        new("Learning", "Training runs", "/analyst/runs", AccountRole.Analyst),
        new("Learning", "Experiments", "/analyst/experiments", AccountRole.Analyst),
        new("Learning", "Lists", "/analyst/lists", AccountRole.Analyst),
        new("Learning", "Drift", "/analyst/drift", AccountRole.Analyst),
        new("Shop", "Attention", "/admin", AccountRole.Admin),
        new("Shop", "Catalogue", "/admin/catalog", AccountRole.Admin),
        new("Shop", "Rules", "/admin/rules", AccountRole.Admin),
        new("Shop", "Import and export", "/admin/imports", AccountRole.Admin),
        new("Shop", "Reviews", "/admin/reviews", AccountRole.Admin),
        new("Shop", "Status", "/admin/status", AccountRole.Admin),
        new("Knowledge", "Knowledge base", "/admin/knowledge", AccountRole.Admin),
        new("Knowledge", "Body chain", "/admin/knowledge/chain", AccountRole.Admin),
        new("Knowledge", "Proposals", "/admin/knowledge/proposals", AccountRole.Admin),
        new("Knowledge", "Try a text", "/admin/knowledge/try", AccountRole.Admin),
        new("People", "Accounts", "/admin/accounts", AccountRole.Admin),
        new("People", "API keys", "/admin/keys", AccountRole.Admin),
        new("People", "Audit trail", "/admin/audit", AccountRole.Admin),
    ];

    /// <summary>What this visitor may open.</summary>
    public static IReadOnlyList<Entry> For(Visitor visitor) => [.. All.Where(e => visitor.Is(e.Least))];
}
