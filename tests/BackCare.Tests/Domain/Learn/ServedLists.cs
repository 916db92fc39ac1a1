using BackCare.Domain.Learn;
using BackCare.Domain.Recommend;
using BackCare.Domain.Scoring;

namespace BackCare.Tests.Domain.Learn;

/// <summary>Small served lists and events, written so that a test can be read.</summary>
internal static class ServedLists
{
    public static readonly DateTime Noon = new(2026, 3, 1, 12, 0, 0, DateTimeKind.Utc);

    /// <summary>Two inputs, so that rows can be written out.</summary>
    public static readonly FeatureSchema Schema = new([
        new Feature("first", "number", 0, 100, "", _ => 0),
        new Feature("second", "number", 0, 100, "", _ => 0),
    ]);

    /// <summary>A list that scored <paramref name="products"/> and showed the first <paramref name="shown"/> of them; product i has the row (i, 10 i) and the score −i.</summary>
    public static ServedList List(string id, string[] products, int? shown = null, string? visitor = null, int minute = 0) => new()
    {
        Id = id,
        ServedUtc = Noon.AddMinutes(minute),
        VisitorId = visitor,
        Model = new RankerIdentity("knowledge", "1"),
        ShelfVersion = "1",
        SchemaHash = Schema.Hash,
        SymptomIds = ["heel_pain"],
        RegionIds = ["foot"],
        Scored = new ScoredList
        {
            ProductIds = products,
            Rows = products.SelectMany((_, i) => new float[] { i, 10 * i }).ToArray(),
            Scores = products.Select((_, i) => (double)-i).ToArray(),
            Shown = [.. Enumerable.Range(0, shown ?? products.Length).Select(i => new ShownItem(i, i + 1, 1, false))],
        },
    };

    public static Interaction Event(InteractionKind kind, string list, string product, string? id = null, int? dwellMs = null, int quantity = 1) => new()
    {
        EventId = id ?? $"{kind}-{list}-{product}",
        Kind = kind,
        ProductId = product,
        ListId = list,
        OccurredUtc = Noon.AddMinutes(1),
        ReceivedUtc = Noon.AddMinutes(1),
        DwellMs = dwellMs,
        Quantity = quantity,
    };
}
