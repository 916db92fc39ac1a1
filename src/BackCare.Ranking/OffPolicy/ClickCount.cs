namespace BackCare.Ranking.OffPolicy;

/// <summary>How often an item was shown at a position and clicked there.</summary>
/// <param name="Item">Item key from 0: what has one attraction, such as a product for a symptom.</param>
/// <param name="Position">Position from 1.</param>
/// <param name="Impressions">Times shown, at least 1.</param>
/// <param name="Clicks">Times clicked, at most the impressions.</param>
public readonly record struct ClickCount(int Item, int Position, double Impressions, double Clicks);
