namespace BackCare.Domain.Learn.Statistics;

/// <summary>Everything a fold holds, as plain values: kept at one place in the journal, it lets another fold go on from there with the same numbers, bit for bit.</summary>
public sealed record StatisticsState
{
    /// <summary>The settings it was folded with; a fold with others cannot go on from it.</summary>
    public required StatisticsSettings Settings { get; init; }

    /// <summary>Place in the journal of the newest entry folded.</summary>
    public required long Sequence { get; init; }

    /// <summary>Time of the newest entry counted; null when there is none.</summary>
    public required DateTime? NowUtc { get; init; }

    /// <summary>True while no real entry was counted.</summary>
    public required bool OnlySimulated { get; init; }

    /// <summary>Landmark of the slow decay in ticks; null before the first entry.</summary>
    public required double? Landmark { get; init; }

    /// <summary>Landmark of the fast decay in ticks; null before the first entry.</summary>
    public required double? RecentLandmark { get; init; }

    /// <summary>Sums over all products.</summary>
    public required Counts All { get; init; }

    /// <summary>Product ids by slot.</summary>
    public required IReadOnlyList<string> Products { get; init; }

    /// <summary>Symptom ids by slot.</summary>
    public required IReadOnlyList<string> Symptoms { get; init; }

    /// <summary>One a product, in the order of slots.</summary>
    public required IReadOnlyList<CellState> Cells { get; init; }

    /// <summary>Lists that acts can still go back to, oldest first.</summary>
    public required IReadOnlyList<OpenListState> Lists { get; init; }

    /// <summary>Visitors who consented, by id.</summary>
    public required IReadOnlyList<VisitorState> Visitors { get; init; }
}

/// <summary>The sums of one product.</summary>
/// <param name="Total">On all lists.</param>
/// <param name="Recent">What is trending, decayed fast.</param>
/// <param name="Alone">Visits that opened it and visitors who bought it.</param>
/// <param name="ListedUtc">When it first stood on a list.</param>
/// <param name="BySymptom">Sums by symptom slot, slots rising.</param>
/// <param name="Partners">Products it goes together with, by product slot, slots rising.</param>
public sealed record CellState(
    Counts Total, double Recent, Together Alone, DateTime? ListedUtc, IReadOnlyList<(int Symptom, Counts Sum)> BySymptom, IReadOnlyList<(int Product, Together Sum)> Partners);

/// <summary>A list that acts can still go back to.</summary>
/// <param name="Id">The list's id.</param>
/// <param name="Symptoms">Symptom slots it was about.</param>
/// <param name="Shown">Product slots it showed.</param>
/// <param name="Done">For each shown product one bit for each kind of act that was counted.</param>
public sealed record OpenListState(string Id, IReadOnlyList<int> Symptoms, IReadOnlyList<int> Shown, IReadOnlyList<byte> Done);

/// <summary>What is known of one visitor.</summary>
/// <param name="Id">The pseudonym that the journal keeps.</param>
/// <param name="Products">Product ids with how well they are known, by id.</param>
/// <param name="Opened">Products opened this visit, in order.</param>
/// <param name="Bought">Products bought, in order.</param>
/// <param name="SessionId">The visit; null when none was told.</param>
/// <param name="LastUtc">When something was last heard.</param>
public sealed record VisitorState(
    string Id, IReadOnlyList<(string Product, Familiarity How)> Products, IReadOnlyList<string> Opened, IReadOnlyList<string> Bought, string? SessionId, DateTime LastUtc);
