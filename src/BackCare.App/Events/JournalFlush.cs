using System.Data.Common;
using BackCare.Domain.Learn;

namespace BackCare.App.Events;

/// <summary>A list that the journal holds.</summary>
internal sealed record JournaledList(string? VisitorId, string? SessionId, bool Simulated, DateTime ServedUtc);

/// <summary>An interaction with the list it goes back to.</summary>
internal sealed record Attributed(Interaction Interaction, JournaledList List)
{
    /// <summary>When it happened, and never before its list was served: the client's clock may be slow.</summary>
    public DateTime At => Interaction.OccurredUtc > List.ServedUtc ? Interaction.OccurredUtc : List.ServedUtc;
}

/// <summary>What is counted apart.</summary>
internal readonly record struct DailyKey(DateTime DayUtc, string ProductId, InteractionKind Kind, bool Journaled);

/// <summary>What one transaction writes.</summary>
internal sealed class JournalFlush
{
    public required DbTransaction Transaction { get; init; }

    public required DateTime Now { get; init; }

    /// <summary>Number of the newest entry before this transaction.</summary>
    public long Last { get; set; }

    public List<PackedList> Lists { get; } = [];

    /// <summary>The same lists, to ask for.</summary>
    public HashSet<PackedList> Stored { get; } = new(ReferenceEqualityComparer.Instance);

    public List<Attributed> Interactions { get; } = [];

    /// <summary>Lists that events may go back to.</summary>
    public Dictionary<string, JournaledList> Journaled { get; } = new(StringComparer.Ordinal);

    public Dictionary<DailyKey, (long Count, long Pieces)> Daily { get; } = [];

    /// <summary>Shelf versions whose contents this transaction stores.</summary>
    public HashSet<string> Snapshots { get; } = new(StringComparer.Ordinal);

    /// <summary>A list to insert.</summary>
    public void Take(PackedList packed)
    {
        Lists.Add(packed);
        Stored.Add(packed);
        Journaled[packed.List.Id] = new JournaledList(packed.List.VisitorId, packed.List.SessionId, packed.List.Simulated, packed.List.ServedUtc);
    }

    /// <summary>Into the journal when its list is there and belongs to the same visitor; else it is counted and nothing else. Simulated ones are never counted.</summary>
    public void Take(Interaction interaction)
    {
        JournaledList? list = interaction.ListId is { } id && Journaled.TryGetValue(id, out JournaledList? found)
            && (interaction.VisitorId is null || interaction.VisitorId == found.VisitorId) ? found : null;
        if (list is not null)
            Interactions.Add(new Attributed(interaction, list));
        if (interaction.Simulated || list is { Simulated: true })
            return;
        var key = new DailyKey(interaction.OccurredUtc.Date, interaction.ProductId, interaction.Kind, list is not null);
        (long count, long pieces) = Daily.GetValueOrDefault(key);
        Daily[key] = (count + 1, pieces + interaction.Quantity);
    }
}
