using System.IO.Compression;
using BackCare.Domain.Arrange;
using BackCare.Domain.Recommend;

namespace BackCare.App.Events;

/// <summary>The numbers of a served list as bytes. Values of one feature stand together, since most features are nearly equal within a list.</summary>
internal static class ListPacking
{
    private const byte Format = 1;

    public static byte[] Pack(ScoredList list)
    {
        using var plain = new MemoryStream(16 * 1024);
        using (var to = new BinaryWriter(plain, System.Text.Encoding.UTF8, leaveOpen: true))
            Write(to, list);
        return Bytes.Compress(plain.GetBuffer().AsSpan(0, (int)plain.Length));
    }

    /// <exception cref="InvalidDataException">The bytes are no packed list of a format that this program knows.</exception>
    public static ScoredList Unpack(byte[] packed)
    {
        using var from = new BinaryReader(new MemoryStream(Bytes.Expand(packed)));
        try
        {
            return Read(from);
        }
        catch (EndOfStreamException fault)
        {
            throw new InvalidDataException("A stored list ends too early; restore the database from a backup.", fault);
        }
    }

    private static void Write(BinaryWriter to, ScoredList list)
    {
        to.Write(Format);
        to.Write(list.Draw);
        to.Write(list.Exploration.Budget);
        to.Write(list.Exploration.Temperature);
        to.Write(list.Exploration.Window);
        to.Write(list.Explored);
        to.Write(list.StatisticsSequence);
        Write(to, list.RuleIds);
        Write(to, list.ProductIds);
        int candidates = list.ProductIds.Count, width = candidates == 0 ? 0 : list.Rows.Length / candidates;
        to.Write(width);
        ReadOnlySpan<float> rows = list.Rows.Span;
        for (int feature = 0; feature < width; feature++)
        {
            for (int row = 0; row < candidates; row++)
                to.Write(rows[row * width + feature]);
        }

        foreach (double score in list.Scores.Span)
            to.Write(score);
        to.Write(list.Shown.Count);
        foreach (ShownItem item in list.Shown)
        {
            to.Write(item.Candidate);
            to.Write(item.Position);
            to.Write(item.Propensity);
            to.Write(item.Pinned);
        }
    }

    private static ScoredList Read(BinaryReader from)
    {
        byte format = from.ReadByte();
        if (format != Format)
            throw new InvalidDataException($"A stored list has format {format}, this program knows {Format}. Use the version of the program that wrote it, or a newer one.");
        ulong draw = from.ReadUInt64();
        var exploration = new ExplorationSettings(from.ReadDouble(), from.ReadDouble(), from.ReadInt32());
        bool explored = from.ReadBoolean();
        long statistics = from.ReadInt64();
        string[] rules = ReadTexts(from), products = ReadTexts(from);
        int width = from.ReadInt32();
        float[] rows = new float[products.Length * width];
        for (int feature = 0; feature < width; feature++)
        {
            for (int row = 0; row < products.Length; row++)
                rows[row * width + feature] = from.ReadSingle();
        }

        double[] scores = new double[products.Length];
        for (int row = 0; row < scores.Length; row++)
            scores[row] = from.ReadDouble();
        var shown = new ShownItem[from.ReadInt32()];
        for (int i = 0; i < shown.Length; i++)
            shown[i] = new ShownItem(from.ReadInt32(), from.ReadInt32(), from.ReadDouble(), from.ReadBoolean());
        return new ScoredList
        {
            ProductIds = products,
            Rows = rows,
            Scores = scores,
            Shown = shown,
            Draw = draw,
            Exploration = exploration,
            Explored = explored,
            RuleIds = rules,
            StatisticsSequence = statistics,
        };
    }

    private static void Write(BinaryWriter to, IReadOnlyList<string> texts)
    {
        to.Write(texts.Count);
        foreach (string text in texts)
            to.Write(text);
    }

    private static string[] ReadTexts(BinaryReader from)
    {
        string[] texts = new string[from.ReadInt32()];
        for (int i = 0; i < texts.Length; i++)
            texts[i] = from.ReadString();
        return texts;
    }
}

/// <summary>Compression of what the journal stores.</summary>
internal static class Bytes
{
    public static byte[] Compress(ReadOnlySpan<byte> plain)
    {
        using var packed = new MemoryStream(plain.Length / 4 + 64);
        using (var deflate = new DeflateStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            deflate.Write(plain);
        return packed.ToArray();
    }

    /// <exception cref="InvalidDataException">The bytes are damaged.</exception>
    public static byte[] Expand(byte[] packed)
    {
        using var plain = new MemoryStream(packed.Length * 4);
        using (var deflate = new DeflateStream(new MemoryStream(packed), CompressionMode.Decompress))
            deflate.CopyTo(plain);
        return plain.ToArray();
    }
}
