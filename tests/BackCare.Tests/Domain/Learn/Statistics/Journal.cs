using BackCare.Domain.Learn;
using BackCare.Domain.Learn.Statistics;
using BackCare.Domain.Recommend;

namespace BackCare.Tests.Domain.Learn.Statistics;

/// <summary>A journal made by hand: entries get their numbers as they are added.</summary>
internal sealed class Journal(StatisticsFold fold, long after)
{
    public static readonly DateTime Start = new(2026, 1, 1, 12, 0, 0, DateTimeKind.Utc);

    private long last = after;

    public Journal(StatisticsSettings? settings = null)
        : this(new StatisticsFold(settings ?? new StatisticsSettings()), 0)
    {
    }

    public StatisticsFold Fold { get; } = fold;

    public long Last => last;

    public ProductStatistics Now => Fold.Snapshot();

    /// <summary>A list that shows products from the first place on, for one symptom.</summary>
    public Journal List(string id, double day, string products, string symptom = "heel", string? visitor = null, string? session = null, bool simulated = false)
    {
        string[] shown = products.Split(' ');
        Fold.Add(new ServedList
        {
            Sequence = ++last,
            Id = id,
            ServedUtc = Start.AddDays(day),
            VisitorId = visitor,
            SessionId = session,
            Model = new RankerIdentity("knowledge", "1"),
            ShelfVersion = "1",
            SchemaHash = "",
            SymptomIds = [symptom],
            Simulated = simulated,
            Scored = new ScoredList
            {
                ProductIds = shown,
                Rows = ReadOnlyMemory<float>.Empty,
                Scores = new double[shown.Length],
                Shown = [.. shown.Select((_, i) => new ShownItem(i, i + 1, 1, false))],
            },
        });
        return this;
    }

    public Journal Did(
        InteractionKind what, string product, double day, string? list = null, string? visitor = null, string? session = null, bool simulated = false)
    {
        Fold.Add(new Interaction
        {
            Sequence = ++last,
            EventId = $"e{last}",
            Kind = what,
            ProductId = product,
            ListId = list,
            OccurredUtc = Start.AddDays(day),
            ReceivedUtc = Start.AddDays(day),
            VisitorId = visitor,
            SessionId = session,
            Simulated = simulated,
        });
        return this;
    }
}
