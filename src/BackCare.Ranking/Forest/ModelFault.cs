namespace BackCare.Ranking.Forest;

/// <summary>Why a model is refused: the field (by its name in LightGBM's text format) and the reason.</summary>
internal readonly record struct ModelFault(string Field, string Reason);
