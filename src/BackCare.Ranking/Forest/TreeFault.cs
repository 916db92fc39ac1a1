namespace BackCare.Ranking.Forest;

/// <summary>Why a tree is not well formed: the field (by its name in LightGBM's text format) and the reason.</summary>
internal readonly record struct TreeFault(string Field, string Reason);
