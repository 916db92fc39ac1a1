namespace BackCare.Ranking.Data;

/// <summary>What a LibSVM/LETOR file holds, before it is known to be fit for training.</summary>
/// <param name="Features">The rows; column n holds index n of the file, as in LightGBM, and an absent entry is 0.</param>
/// <param name="Labels">The first number of each line.</param>
/// <param name="GroupStarts">First row of each group and the row count, from the <c>qid:</c> entries; null when no line has one.</param>
public sealed record LibSvmRows(FeatureMatrix Features, float[] Labels, int[]? GroupStarts);
