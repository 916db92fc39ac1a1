using BackCare.App.Data;
using BackCare.Domain.Learn;

namespace BackCare.App.Events;

/// <summary>Lists and interactions as the values of their rows, in the order of <see cref="JournalSql"/>'s columns.</summary>
internal static class JournalValues
{
    private static readonly string[] Names = [.. Enum.GetValues<InteractionKind>().Select(kind => kind.ToString())];

    /// <summary>A kind as it is stored.</summary>
    public static string NameOf(InteractionKind kind) => Names[(int)kind];

    /// <summary>A list's row.</summary>
    public static object?[] Of(long sequence, PackedList packed)
    {
        ServedList list = packed.List;
        return
        [
            sequence, list.Id, list.ServedUtc, packed.Kept.Outcome, list.VisitorId, list.SessionId, list.Model.Name, list.Model.Version, list.ShelfVersion,
            list.SchemaHash, StoredProduct.Join(list.SymptomIds), StoredProduct.Join(list.RegionIds), list.ExperimentId, list.Arm, list.Simulated,
            list.Scored.ProductIds.Count, list.Scored.Shown.Count, packed.Numbers, packed.Material, packed.Kept.ConsentVersion, packed.Kept.ConsentUtc,
        ];
    }

    /// <summary>An interaction's row.</summary>
    public static object?[] Of(long sequence, Attributed item)
    {
        Interaction x = item.Interaction;
        return
        [
            sequence, x.EventId, x.ItemIndex, NameOf(x.Kind), x.ProductId, x.ListId, x.Position, x.OccurredUtc, x.ReceivedUtc, item.List.VisitorId,
            item.List.SessionId, x.Quantity, x.PriceMinor, x.DwellMs, item.List.Simulated,
        ];
    }
}
