using BackCare.Domain.Candidates;

namespace BackCare.Domain.Scoring;

/// <summary>The candidates of one list with their feature rows.</summary>
public readonly ref struct CandidateRows
{
    /// <summary>Pairs candidates with their rows.</summary>
    /// <param name="candidates">The candidates.</param>
    /// <param name="features">One row after the other, in the order of the candidates; NaN is missing.</param>
    /// <param name="width">Values a row.</param>
    public CandidateRows(ReadOnlySpan<Candidate> candidates, ReadOnlySpan<float> features, int width)
    {
        Candidates = candidates;
        Features = features;
        Width = width;
    }

    /// <summary>The candidates.</summary>
    public ReadOnlySpan<Candidate> Candidates { get; }

    /// <summary>Rows of <see cref="Width"/> values, in the order of the candidates; NaN is missing.</summary>
    public ReadOnlySpan<float> Features { get; }

    /// <summary>Values a row.</summary>
    public int Width { get; }
}

/// <summary>Gives every candidate of one list a score; higher is better. Safe for many threads.</summary>
public interface IRanker
{
    /// <summary>Such as <c>knowledge</c>.</summary>
    string Name { get; }

    /// <summary>Its version.</summary>
    string Version { get; }

    /// <summary>Writes one score per candidate.</summary>
    void Score(CandidateRows rows, Span<double> scores);

    /// <summary>Writes what each feature adds to or takes from each score. Per row they sum to the score less the value returned.</summary>
    /// <param name="rows">The candidates.</param>
    /// <param name="contributions">One row of <see cref="CandidateRows.Width"/> values a candidate.</param>
    /// <returns>What every score starts from; null when this ranker cannot tell, and then nothing is written.</returns>
    double? Explain(CandidateRows rows, Span<double> contributions) => null;
}
