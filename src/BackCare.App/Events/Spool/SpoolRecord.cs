using System.Text.Json;
using BackCare.App.Data;
using BackCare.Domain.Learn;
using BackCare.Domain.Recommend;

namespace BackCare.App.Events.Spool;

/// <summary>One thing that waits on disk. It holds what its database row would hold and nothing else: pseudonyms in place of ids, and no word that a shopper typed.</summary>
internal abstract record SpoolRecord
{
    private const byte ShelfKind = 1, ListKind = 2, EventsKind = 3;

    /// <summary>The record as the bytes of a spool file: a kind, then JSON.</summary>
    public byte[] ToBytes()
    {
        (byte kind, byte[] json) = this switch
        {
            SpooledShelf shelf => (ShelfKind, JsonSerializer.SerializeToUtf8Bytes(shelf, JournalJson.Default.SpooledShelf)),
            SpooledList list => (ListKind, JsonSerializer.SerializeToUtf8Bytes(list, JournalJson.Default.SpooledList)),
            SpooledEvents events => (EventsKind, JsonSerializer.SerializeToUtf8Bytes(events, JournalJson.Default.SpooledEvents)),
            _ => throw new InvalidOperationException("Unhandled record."),
        };
        return [kind, .. json];
    }

    /// <summary>The record again.</summary>
    /// <exception cref="InvalidDataException">This program cannot read it.</exception>
    public static SpoolRecord Of(ReadOnlySpan<byte> bytes)
    {
        try
        {
            ReadOnlySpan<byte> json = bytes.IsEmpty ? bytes : bytes[1..];
            SpoolRecord? record = bytes.IsEmpty ? null : bytes[0] switch
            {
                ShelfKind => JsonSerializer.Deserialize(json, JournalJson.Default.SpooledShelf),
                ListKind => JsonSerializer.Deserialize(json, JournalJson.Default.SpooledList),
                EventsKind => JsonSerializer.Deserialize(json, JournalJson.Default.SpooledEvents),
                _ => null,
            };
            return record ?? throw new InvalidDataException("A spooled record is of no kind that this program knows.");
        }
        catch (JsonException fault)
        {
            throw new InvalidDataException("A spooled record is whole, but this program cannot read it.", fault);
        }
    }
}

/// <summary>The contents of a shelf, before the first list that came from it.</summary>
internal sealed record SpooledShelf(string ShelfVersion, IReadOnlyList<PackedPart> Parts) : SpoolRecord;

/// <summary>A served list.</summary>
internal sealed record SpooledList(StoredList Row) : SpoolRecord
{
    public static SpooledList Of(PackedList packed)
    {
        ServedList list = packed.List;
        return new SpooledList(new StoredList
        {
            Id = list.Id,
            ServedUtc = list.ServedUtc,
            Outcome = packed.Kept.Outcome,
            VisitorId = list.VisitorId,
            SessionId = list.SessionId,
            ModelName = list.Model.Name,
            ModelVersion = list.Model.Version,
            ShelfVersion = list.ShelfVersion,
            SchemaHash = list.SchemaHash,
            SymptomIds = StoredProduct.Join(list.SymptomIds),
            RegionIds = StoredProduct.Join(list.RegionIds),
            ExperimentId = list.ExperimentId,
            Arm = list.Arm,
            Simulated = list.Simulated,
            Packed = packed.Numbers,
            Material = packed.Material,
            ConsentVersion = packed.Kept.ConsentVersion,
            ConsentUtc = packed.Kept.ConsentUtc,
        });
    }

    /// <summary>The list as it was, with the contents of its shelf where they were spooled too.</summary>
    /// <exception cref="InvalidDataException">Its numbers are damaged.</exception>
    public PackedList ToPacked(IReadOnlyList<PackedPart>? shelf)
    {
        var list = new ServedList
        {
            Id = Row.Id,
            ServedUtc = Row.ServedUtc,
            VisitorId = Row.VisitorId,
            SessionId = Row.SessionId,
            Model = new RankerIdentity(Row.ModelName, Row.ModelVersion),
            ShelfVersion = Row.ShelfVersion,
            SchemaHash = Row.SchemaHash,
            SymptomIds = StoredProduct.Split(Row.SymptomIds),
            RegionIds = StoredProduct.Split(Row.RegionIds),
            ExperimentId = Row.ExperimentId,
            Arm = Row.Arm,
            Simulated = Row.Simulated,
            Scored = ListPacking.Unpack(Row.Packed),
        };
        return new PackedList(new KeptList { List = list, Outcome = Row.Outcome, ConsentVersion = Row.ConsentVersion, ConsentUtc = Row.ConsentUtc }, Row.Packed, Row.Material)
        {
            Parts = shelf,
        };
    }
}

/// <summary>Events that came together; the entries of one event stand together.</summary>
internal sealed record SpooledEvents(IReadOnlyList<Interaction> Interactions) : SpoolRecord;
