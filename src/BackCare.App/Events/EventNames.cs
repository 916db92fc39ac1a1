using System.Collections.Frozen;
using BackCare.Domain.Learn;

namespace BackCare.App.Events;

/// <summary>The names that events have in GA4 and in Segment's e-commerce specification.</summary>
internal static class EventNames
{
    private static readonly FrozenDictionary<string, InteractionKind> Known = new Dictionary<string, InteractionKind>
    {
        ["view_item_list"] = InteractionKind.Impression,
        ["select_item"] = InteractionKind.Click,
        ["view_item"] = InteractionKind.View,
        ["add_to_cart"] = InteractionKind.AddToCart,
        ["remove_from_cart"] = InteractionKind.RemoveFromCart,
        ["purchase"] = InteractionKind.Purchase,
        ["dismiss"] = InteractionKind.Dismiss,
        ["Product List Viewed"] = InteractionKind.Impression,
        ["Product Clicked"] = InteractionKind.Click,
        ["Product Viewed"] = InteractionKind.View,
        ["Product Added"] = InteractionKind.AddToCart,
        ["Product Removed"] = InteractionKind.RemoveFromCart,
        ["Order Completed"] = InteractionKind.Purchase,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>GA4's names, as they stand in messages.</summary>
    public const string All = "view_item_list, select_item, view_item, add_to_cart, remove_from_cart, purchase, dismiss";

    public static IReadOnlyCollection<string> Names => Known.Keys;

    /// <summary>GA4's name of a kind.</summary>
    public static string NameOf(InteractionKind kind) => All.Split(", ")[(int)kind];

    public static InteractionKind? KindOf(string name) => Known.TryGetValue(name, out InteractionKind kind) ? kind : null;
}
