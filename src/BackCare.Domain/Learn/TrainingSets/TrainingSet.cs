using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using BackCare.Domain.Learn.Judgements;
using BackCare.Ranking.Data;
using BackCare.Ranking.OffPolicy;

namespace BackCare.Domain.Learn.TrainingSets;

/// <summary>Graded groups with what is known of each. Rows are exactly those that serving scored.</summary>
public sealed class TrainingSet
{
    /// <summary>Pairs rows and groups.</summary>
    /// <exception cref="ArgumentException">There is not one description a group.</exception>
    public TrainingSet(RankingData data, IReadOnlyList<TrainingGroup> groups)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(groups);
        if (data.Groups != groups.Count)
            throw new ArgumentException($"{groups.Count} groups are described, the data has {data.Groups}.", nameof(groups));
        (Data, Groups) = (data, groups);
    }

    /// <summary>Rows, grades, and after <see cref="Weighted"/> weights.</summary>
    public RankingData Data { get; }

    /// <summary>One a group of <see cref="Data"/>, in its order: time served, then list id.</summary>
    public IReadOnlyList<TrainingGroup> Groups { get; }

    /// <summary>The examination curve the weights come from; null without weights.</summary>
    public ExaminationCurve? Examination { get; private init; }

    /// <summary>Lists left out because their rows have another schema.</summary>
    public int ForeignSchema { get; init; }

    /// <summary>Lists left out because nothing was shown.</summary>
    public int NothingShown { get; init; }

    /// <summary>Groups none of whose items has a grade above 0: they tell examination and off-policy values, but no order.</summary>
    public int WithoutPositive => Groups.Count(group => !HasPositive(group));

    /// <summary>Items with a grade above 0.</summary>
    public int Responses
    {
        get
        {
            int responses = 0;
            foreach (float grade in Data.Grades)
                responses += grade > 0 ? 1 : 0;
            return responses;
        }
    }

    /// <summary>Items that were dismissed.</summary>
    public int Dismissed => Groups.Sum(group => group.Items.Count(item => item.Dismissed));

    /// <summary>Builds from lists in memory; <see cref="TrainingSetBuilder"/> does the same for a stream.</summary>
    /// <param name="lists">Served lists in any order.</param>
    /// <param name="interactions">Events in any order; those of other lists are not looked at.</param>
    /// <param name="options">Rules, schema, examination.</param>
    /// <returns>Null when no list can be used: none was shown, or every one has another schema.</returns>
    public static TrainingSet? Build(IReadOnlyList<ServedList> lists, IReadOnlyList<Interaction> interactions, TrainingSetOptions options)
    {
        ArgumentNullException.ThrowIfNull(lists);
        ArgumentNullException.ThrowIfNull(options);
        var builder = new TrainingSetBuilder(Judge.Of(interactions, options.Rules), options);
        foreach (ServedList list in lists)
            builder.Add(list);
        TrainingSet? set = builder.Finish();
        return set?.Weighted(ExaminationCounts.CurveOf(set.Groups, options.Examination));
    }

    /// <summary>Whether some item of the group has a grade above 0.</summary>
    public static bool HasPositive(TrainingGroup group)
    {
        ArgumentNullException.ThrowIfNull(group);
        foreach (TrainingItem item in group.Items)
        {
            if (item.Grade > 0)
                return true;
        }

        return false;
    }

    /// <summary>The same groups with a weight a row: an item that was responded to stands for all the times it would have been, had its position been examined
    /// as the first is (inverse propensity; Joachims, Swaminathan and Schnabel, WSDM 2017). Other rows weigh 1; no gradient of theirs counts by it.</summary>
    public TrainingSet Weighted(ExaminationCurve curve)
    {
        ArgumentNullException.ThrowIfNull(curve);
        float[] weights = new float[Data.Rows];
        int row = 0;
        foreach (TrainingGroup group in Groups)
        {
            foreach (TrainingItem item in group.Items)
                weights[row++] = item.Grade > 0 ? (float)curve.Weight(item.Position) : 1;
        }

        return new TrainingSet(new RankingData(Data.Features, Data.Grades, Data.GroupStarts, weights), Groups)
        {
            Examination = curve,
            ForeignSchema = ForeignSchema,
            NothingShown = NothingShown,
        };
    }

    /// <summary>The same groups with the inverse of its examination as every row's weight, responded to or not: one over its looks, as <see cref="Ranking.Training.LambdaObjective.Rate"/> reads it.</summary>
    /// <exception cref="InvalidOperationException">The set has no examination curve yet.</exception>
    public TrainingSet WithLooks()
    {
        ExaminationCurve curve = Examination ?? throw new InvalidOperationException("Looks need an examination curve; weight the set first.");
        return new TrainingSet(
            new RankingData(Data.Features, Data.Grades, Data.GroupStarts, [.. Groups.SelectMany(group => group.Items).Select(item => (float)curve.Weight(item.Position))]), Groups)
        {
            Examination = curve,
            ForeignSchema = ForeignSchema,
            NothingShown = NothingShown,
        };
    }

    /// <summary>Some of the groups, in the order given.</summary>
    /// <param name="groups">Group numbers, at least one.</param>
    public TrainingSet Take(IReadOnlyList<int> groups)
    {
        ArgumentNullException.ThrowIfNull(groups);
        int[] starts = RankingData.StartsFromSizes([.. groups.Select(group => Groups[group].Items.Count)]);
        float[][] columns = new float[Data.Features.Columns][];
        for (int column = 0; column < columns.Length; column++)
            columns[column] = Gathered(Data.Features.Column(column), groups, starts[^1]);
        RankingData part = new(
            FeatureMatrix.OverColumns(starts[^1], columns, Data.Features.FeatureNames),
            Gathered(Data.Grades, groups, starts[^1]),
            starts,
            Data.Weights.IsEmpty ? [] : Gathered(Data.Weights, groups, starts[^1]));
        return new TrainingSet(part, [.. groups.Select(group => Groups[group])]) { Examination = Examination };
    }

    /// <summary>The groups of this set, then those of another with the same columns; both weighted alike, or neither.</summary>
    /// <exception cref="ArgumentException">One has weights and the other has none.</exception>
    public TrainingSet Joined(TrainingSet other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (Data.Weights.IsEmpty != other.Data.Weights.IsEmpty)
            throw new ArgumentException("One set is weighted and the other is not; weight both by the same curve first.", nameof(other));
        float[][] columns = new float[Data.Features.Columns][];
        for (int column = 0; column < columns.Length; column++)
            columns[column] = [.. Data.Features.Column(column), .. other.Data.Features.Column(column)];
        int[] starts = RankingData.StartsFromSizes([.. Groups.Concat(other.Groups).Select(group => group.Items.Count)]);
        RankingData both = new(
            FeatureMatrix.OverColumns(starts[^1], columns, Data.Features.FeatureNames),
            [.. Data.Grades, .. other.Data.Grades],
            starts,
            [.. Data.Weights, .. other.Data.Weights]);
        return new TrainingSet(both, [.. Groups, .. other.Groups]) { Examination = Examination };
    }

    /// <summary>The groups that have an order to learn.</summary>
    /// <returns>Null when there is none.</returns>
    public TrainingSet? WithPositives()
    {
        int[] kept = [.. Enumerable.Range(0, Groups.Count).Where(group => HasPositive(Groups[group]))];
        return kept.Length == 0 ? null : kept.Length == Groups.Count ? this : Take(kept);
    }

    /// <summary>SHA-256 over list ids, products, grades and rows in their order: the same data, the same hash.</summary>
    public string Hash()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (TrainingGroup group in Groups)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(group.ListId + "\n"));
            foreach (TrainingItem item in group.Items)
                hash.AppendData(Encoding.UTF8.GetBytes(FormattableString.Invariant($"{item.ProductId}\t{item.Position}\t{item.Grade}\n")));
        }

        for (int column = 0; column < Data.Features.Columns; column++)
            hash.AppendData(MemoryMarshal.AsBytes(Data.Features.Column(column)));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private float[] Gathered(ReadOnlySpan<float> values, IReadOnlyList<int> groups, int count)
    {
        float[] gathered = new float[count];
        int at = 0;
        foreach (int group in groups)
        {
            ReadOnlySpan<float> part = values[Data.GroupStarts[group]..Data.GroupStarts[group + 1]];
            part.CopyTo(gathered.AsSpan(at));
            at += part.Length;
        }

        return gathered;
    }
}
