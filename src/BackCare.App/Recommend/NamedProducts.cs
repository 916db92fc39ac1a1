using BackCare.App.Messaging;
using BackCare.App.Serving;
using FluentValidation;

namespace BackCare.App.Recommend;

/// <summary>Bounds on a list of products that a caller names, and known ids: an unknown one is refused with its place and the nearest known id.</summary>
internal static class NamedProducts
{
    public static void Check<T>(ValidationContext<T> context, IReadOnlyList<string>? ids, ShelfHost shelves, int most)
    {
        if (ids is null || ids.Count == 0 || ids.Count > most)
        {
            context.AddFailure("ProductIds", $"The list holds {ids?.Count ?? 0} products. Name 1 to {most}.");
            return;
        }

        if (shelves.Current is not { } shelf)
            return;
        for (int i = 0; i < ids.Count; i++)
        {
            if (ids[i] is null || !shelf.Products.ContainsKey(ids[i]))
                context.AddFailure($"ProductIds[{i}]", $"No product has this id.{(NearestId.Find(ids[i], shelf.Products.Keys) is { } near ? $" Did you mean '{near}'?" : "")}");
        }
    }
}
