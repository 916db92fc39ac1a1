namespace BackCare.Web.Pages.Storefront;

/// <summary>Texts to start from.</summary>
public static class Examples
{
    /// <summary>By id, in the order shown.</summary>
    public static IReadOnlyList<(string Id, string Text)> All { get; } =
    [
        ("heel", "My heel hurts with the first steps in the morning, for about 3 weeks"),
        ("back", "Dull ache low in my back after standing on hard floors all day"),
        ("calf", "Tight calves since I started running again, no swelling"),
        ("es", "Me duele la planta del pie al levantarme"),
    ];

    /// <summary>The text of an example; empty when there is none with this id.</summary>
    public static string Text(string? id) => All.FirstOrDefault(e => e.Id == id).Text ?? "";
}
