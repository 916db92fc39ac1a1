using BackCare.Domain.Safety;

namespace BackCare.Domain.Symptoms.Reading;

/// <summary>Working memory of one thread, so that reading a text allocates little beyond its answer.</summary>
internal sealed class LinkScratch
{
    [ThreadStatic]
    private static LinkScratch? ofThread;

    public static LinkScratch OfThread => ofThread ??= new LinkScratch();

    public ReadText Text { get; } = new();

    public FeatureBag Bag { get; } = new();

    public List<Segment> Segments { get; } = [];

    public List<RedFlagHit> RedFlags { get; } = [];

    public Candidate[] Candidates { get; private set; } = [];

    public (int First, int Last)[] Places { get; private set; } = [];

    public LinkScratch Prepare(int symptoms, int places)
    {
        if (Candidates.Length != symptoms)
            Candidates = new Candidate[symptoms];
        if (Places.Length < places)
            Places = new (int, int)[places];
        return this;
    }
}
