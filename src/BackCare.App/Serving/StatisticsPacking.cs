using System.IO.Compression;
using System.Text;
using BackCare.Domain.Learn.Statistics;

namespace BackCare.App.Serving;

/// <summary>Statistics as bytes: numbers as they lie in memory, ids once each, compressed.</summary>
internal static class StatisticsPacking
{
    /// <summary>Changes with the layout below, and with what the fold makes of an entry: bytes of another one are not read.</summary>
    private const string Format = "1";

    /// <summary>Names format and settings.</summary>
    public static string KeyOf(StatisticsSettings settings) => FormattableString.Invariant(
        $"{Format} half-life {settings.HalfLifeDays:R} recent {settings.RecentHalfLifeDays:R} examination {settings.ExaminationExponent:R} simulated {(settings.IncludeSimulated ? "yes" : "no")}");

    public static byte[] Pack(StatisticsState state)
    {
        using var bytes = new MemoryStream();
        using (var into = new BinaryWriter(new BrotliStream(bytes, CompressionLevel.Fastest), Encoding.UTF8))
        {
            Head(into, state);
            var ids = new Ids(state.Products);
            Many(into, state.Cells, Cell);
            Many(into, state.Lists, List);
            Many(into, state.Visitors, (to, visitor) => Visitor(to, visitor, ids));
        }

        return bytes.ToArray();
    }

    /// <summary>Reads what <see cref="Pack"/> wrote under the same key.</summary>
    /// <exception cref="InvalidDataException">The bytes are no statistics.</exception>
    public static StatisticsState Unpack(byte[] content, StatisticsSettings settings)
    {
        try
        {
            using var from = new BinaryReader(new BrotliStream(new MemoryStream(content), CompressionMode.Decompress), Encoding.UTF8);
            StatisticsState head = Head(from, settings);
            return head with
            {
                Cells = Many(from, Cell),
                Lists = Many(from, List),
                Visitors = Many(from, row => Visitor(row, head.Products)),
            };
        }
        catch (Exception fault) when (fault is EndOfStreamException or FormatException or InvalidOperationException or ArgumentException or IOException)
        {
            throw new InvalidDataException($"The bytes are no statistics ({fault.GetType().Name}).", fault);
        }
    }

    private static void Head(BinaryWriter into, StatisticsState state)
    {
        into.Write(state.Sequence);
        Time(into, state.NowUtc);
        into.Write(state.OnlySimulated);
        into.Write(state.Landmark ?? double.NaN);
        into.Write(state.RecentLandmark ?? double.NaN);
        Write(into, state.All);
        Many(into, state.Products, (to, id) => to.Write(id));
        Many(into, state.Symptoms, (to, id) => to.Write(id));
    }

    private static StatisticsState Head(BinaryReader from, StatisticsSettings settings) => new()
    {
        Settings = settings,
        Sequence = from.ReadInt64(),
        NowUtc = Time(from),
        OnlySimulated = from.ReadBoolean(),
        Landmark = Known(from.ReadDouble()),
        RecentLandmark = Known(from.ReadDouble()),
        All = Counts(from),
        Products = Many(from, row => row.ReadString()),
        Symptoms = Many(from, row => row.ReadString()),
        Cells = [],
        Lists = [],
        Visitors = [],
    };

    private static void Cell(BinaryWriter into, CellState cell)
    {
        Write(into, cell.Total);
        into.Write(cell.Recent);
        Write(into, cell.Alone);
        Time(into, cell.ListedUtc);
        Many(into, cell.BySymptom, (to, one) =>
        {
            to.Write7BitEncodedInt(one.Symptom);
            Write(to, one.Sum);
        });
        Many(into, cell.Partners, (to, one) =>
        {
            to.Write7BitEncodedInt(one.Product);
            Write(to, one.Sum);
        });
    }

    private static CellState Cell(BinaryReader from) => new(
        Counts(from), from.ReadDouble(), Together(from), Time(from),
        Many(from, row => (row.Read7BitEncodedInt(), Counts(row))), Many(from, row => (row.Read7BitEncodedInt(), Together(row))));

    private static void List(BinaryWriter into, OpenListState list)
    {
        into.Write(list.Id);
        Many(into, list.Symptoms, (to, slot) => to.Write7BitEncodedInt(slot));
        Many(into, list.Shown, (to, slot) => to.Write7BitEncodedInt(slot));
        Many(into, list.Done, (to, bits) => to.Write(bits));
    }

    private static OpenListState List(BinaryReader from) => new(
        from.ReadString(), Many(from, row => row.Read7BitEncodedInt()), Many(from, row => row.Read7BitEncodedInt()), Many(from, row => row.ReadByte()));

    private static void Visitor(BinaryWriter into, VisitorState visitor, Ids ids)
    {
        into.Write(visitor.Id);
        Many(into, visitor.Products, (to, known) =>
        {
            ids.Write(to, known.Product);
            to.Write((byte)known.How);
        });
        Many(into, visitor.Opened, ids.Write);
        Many(into, visitor.Bought, ids.Write);
        into.Write(visitor.SessionId is not null);
        if (visitor.SessionId is { } session)
            into.Write(session);
        into.Write(visitor.LastUtc.Ticks);
    }

    private static VisitorState Visitor(BinaryReader from, IReadOnlyList<string> ids) => new(
        from.ReadString(), Many(from, row => (Ids.Read(row, ids), (Familiarity)row.ReadByte())), Many(from, row => Ids.Read(row, ids)), Many(from, row => Ids.Read(row, ids)),
        from.ReadBoolean() ? from.ReadString() : null, Utc(from.ReadInt64()));

    private static void Write(BinaryWriter into, Counts counts)
    {
        into.Write(counts.Impressions);
        into.Write(counts.Clicks);
        into.Write(counts.Carts);
        into.Write(counts.Purchases);
    }

    private static Counts Counts(BinaryReader from) => new(from.ReadDouble(), from.ReadDouble(), from.ReadDouble(), from.ReadDouble());

    private static void Write(BinaryWriter into, Together together)
    {
        into.Write(together.Visits);
        into.Write(together.Buyers);
    }

    private static Together Together(BinaryReader from) => new(from.ReadDouble(), from.ReadDouble());

    private static void Time(BinaryWriter into, DateTime? utc) => into.Write(utc?.Ticks ?? -1);

    private static DateTime? Time(BinaryReader from) => from.ReadInt64() is >= 0 and var ticks ? Utc(ticks) : null;

    private static DateTime Utc(long ticks) => new(ticks, DateTimeKind.Utc);

    private static double? Known(double value) => double.IsNaN(value) ? null : value;

    private static void Many<T>(BinaryWriter into, IReadOnlyList<T> values, Action<BinaryWriter, T> write)
    {
        into.Write7BitEncodedInt(values.Count);
        foreach (T value in values)
            write(into, value);
    }

    private static T[] Many<T>(BinaryReader from, Func<BinaryReader, T> read)
    {
        int count = from.Read7BitEncodedInt();
        if (count < 0)
            throw new FormatException($"A count is {count}.");

        // Grown as it is read: a damaged count must not reserve memory for what is not there.
        var values = new List<T>(Math.Min(count, 4_096));
        for (int i = 0; i < count; i++)
            values.Add(read(from));
        return [.. values];
    }

    /// <summary>Product ids as their slots; one that has none, because only a visitor knows it, is written out.</summary>
    private sealed class Ids(IReadOnlyList<string> known)
    {
        private readonly Dictionary<string, int> slots = known.Select((id, slot) => (id, slot)).ToDictionary(p => p.id, p => p.slot, StringComparer.Ordinal);

        public void Write(BinaryWriter into, string id)
        {
            bool isKnown = slots.TryGetValue(id, out int slot);
            into.Write7BitEncodedInt(isKnown ? slot + 1 : 0);
            if (!isKnown)
                into.Write(id);
        }

        public static string Read(BinaryReader from, IReadOnlyList<string> known) =>
            from.Read7BitEncodedInt() is > 0 and var slot ? known[slot - 1] : from.ReadString();
    }
}
