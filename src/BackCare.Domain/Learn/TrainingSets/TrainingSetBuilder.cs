using System.Security.Cryptography;
using System.Text;
using BackCare.Domain.Learn.Judgements;
using BackCare.Domain.Recommend;
using BackCare.Ranking.Data;

namespace BackCare.Domain.Learn.TrainingSets;

/// <summary>Takes served lists one by one, so that a journal of any length streams through: only rows of shown items are kept.</summary>
/// <remarks>Candidates that were not shown are no rows: nobody could respond to them, and taking silence for a no would teach what the champion hides.
/// A group's rows stand in an order drawn by hash, because a trainer breaks ties by row and must not learn the shown order from that.</remarks>
/// <param name="judge">Has taken every response there is to the lists.</param>
/// <param name="options">Rules and schema.</param>
public sealed class TrainingSetBuilder(Judge judge, TrainingSetOptions options)
{
    private const int PieceRows = 1 << 14;
    private const string InterleavedArm = "interleaved";

    private readonly int width = options.Schema.Width;
    private readonly List<Entry> entries = [];
    private readonly List<float[]> pieces = [];
    private readonly Dictionary<string, string> texts = new(StringComparer.Ordinal);
    private int rows;
    private int foreignSchema;
    private int nothingShown;

    /// <summary>Copies what training needs of one list; the list itself can be let go.</summary>
    public void Add(ServedList list)
    {
        ArgumentNullException.ThrowIfNull(list);
        if (list.SchemaHash != options.Schema.Hash || list.Scored.Rows.Length != list.Scored.ProductIds.Count * width)
        {
            foreignSchema++;
            return;
        }

        if (list.Scored.Shown.Count == 0)
        {
            nothingShown++;
            return;
        }

        ShownItem[] shown = [.. list.Scored.Shown];
        Array.Sort([.. shown.Select(item => Hash(list.Id, list.Scored.ProductIds[item.Candidate]))], shown);
        entries.Add(new Entry(GroupOf(list, shown), rows));
        foreach (ShownItem item in shown)
            list.Scored.Rows.Span.Slice(item.Candidate * width, width).CopyTo(NextRow());
    }

    /// <summary>The groups in the order of time served, then id, without weights. The builder cannot be used again.</summary>
    /// <returns>Null when no list can be used.</returns>
    public TrainingSet? Finish()
    {
        if (entries.Count == 0)
            return null;
        entries.Sort(static (a, b) => a.Group.ServedUtc != b.Group.ServedUtc
            ? a.Group.ServedUtc.CompareTo(b.Group.ServedUtc)
            : string.CompareOrdinal(a.Group.ListId, b.Group.ListId));
        int[] starts = RankingData.StartsFromSizes([.. entries.Select(entry => entry.Group.Items.Count)]);
        int[] rowAt = new int[rows];
        float[] grades = new float[rows];
        for (int group = 0; group < entries.Count; group++)
        {
            for (int i = 0; i < entries[group].Group.Items.Count; i++)
            {
                rowAt[starts[group] + i] = entries[group].FirstRow + i;
                grades[starts[group] + i] = entries[group].Group.Items[i].Grade;
            }
        }

        FeatureMatrix matrix = FeatureMatrix.OverColumns(rows, Columns(rowAt), options.Schema.Names);
        pieces.Clear();
        return new TrainingSet(new RankingData(matrix, grades, starts), [.. entries.Select(entry => entry.Group)])
        {
            ForeignSchema = foreignSchema,
            NothingShown = nothingShown,
        };
    }

    private Span<float> NextRow()
    {
        if (rows % PieceRows == 0)
            pieces.Add(new float[PieceRows * width]);
        return pieces[^1].AsSpan(rows++ % PieceRows * width, width);
    }

    private float[][] Columns(int[] rowAt)
    {
        float[][] columns = new float[width][];
        for (int column = 0; column < width; column++)
            columns[column] = new float[rowAt.Length];
        for (int row = 0; row < rowAt.Length; row++)
        {
            ReadOnlySpan<float> values = pieces[rowAt[row] / PieceRows].AsSpan(rowAt[row] % PieceRows * width, width);
            for (int column = 0; column < width; column++)
                columns[column][row] = values[column];
        }

        return columns;
    }

    private TrainingGroup GroupOf(ServedList list, ShownItem[] shown) => new()
    {
        ListId = list.Id,
        ServedUtc = list.ServedUtc,
        ShopperId = list.VisitorId ?? list.SessionId ?? list.Id,
        SymptomIds = [.. list.SymptomIds.Select(Kept)],
        RegionIds = [.. list.RegionIds.Select(Kept)],
        Model = new RankerIdentity(Kept(list.Model.Name), Kept(list.Model.Version)),
        Simulated = list.Simulated,
        Explored = list.Scored.Explored,
        Randomised = list.Scored.Exploration.Budget > 0 && list.Arm?.StartsWith(InterleavedArm, StringComparison.Ordinal) != true,
        Items = [.. shown.Select(item => ItemOf(list, item))],
    };

    private TrainingItem ItemOf(ServedList list, ShownItem item)
    {
        string product = list.Scored.ProductIds[item.Candidate];
        Judgement judgement = judge.Of(list.Id, product);
        return new TrainingItem(
            Kept(product), item.Position, item.Propensity, list.Scored.Scores.Span[item.Candidate], judgement.Grade, judgement.Clicked, judgement.Dismissed, item.Pinned);
    }

    // A journal read from a database makes a new string of every id; a few thousand distinct ones are enough.
    private string Kept(string text) => texts.TryGetValue(text, out string? kept) ? kept : texts[text] = text;

    private static string Hash(string listId, string productId) =>
        Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{listId}\n{productId}")));

    private readonly record struct Entry(TrainingGroup Group, int FirstRow);
}
