using BackCare.Web.Pages.Texts;

namespace BackCare.Web.Pages.Storefront;

/// <summary>Texts to start from.</summary>
public static class Examples
{
    /// <summary>Ids in the order shown.</summary>
    public static IReadOnlyList<string> Ids { get; } = ["heel", "back", "calf"];

    /// <summary>The text of an example; empty when there is none with this id.</summary>
    public static string Text(string? id, PageTexts texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        return id is not null && Ids.Contains(id) ? texts["Home_Example_" + id] : "";
    }
}
