namespace BackCare.Ranking.Forest;

/// <summary>A model file is damaged, cut off, or of a kind that is not read.</summary>
/// <param name="line">Line of the file, from 1.</param>
/// <param name="reason">What is wrong there.</param>
public sealed class ModelFormatException(int line, string reason) : FormatException($"Model file, line {line}: {reason}.")
{
    /// <summary>Line of the file, from 1.</summary>
    public int Line { get; } = line;

    /// <summary>What is wrong there, without a full stop.</summary>
    public string Reason { get; } = reason;
}
