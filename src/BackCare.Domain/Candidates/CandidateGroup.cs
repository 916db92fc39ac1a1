namespace BackCare.Domain.Candidates;

/// <summary>Products that one and the same reason ties to the symptoms: those of a kind, or a single one.</summary>
/// <param name="Sample">One of them as a candidate; the others differ in the product alone.</param>
/// <param name="Facts">What the filters ask of each, best to look at first.</param>
public readonly record struct CandidateGroup(Candidate Sample, ReadOnlyMemory<ItemFacts> Facts)
{
    /// <summary>A group of one.</summary>
    public static CandidateGroup Of(Candidate candidate)
    {
        ArgumentNullException.ThrowIfNull(candidate);
        return new CandidateGroup(candidate, new[] { candidate.Item.Facts });
    }

    /// <summary>One of its products as a candidate.</summary>
    public Candidate For(ShelfItem item) => ReferenceEquals(item, Sample.Item) ? Sample : Sample with { Item = item };
}
