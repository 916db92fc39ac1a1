namespace BackCare.Domain.Recommend;

/// <summary>What one stage took in and gave out, in lines a person reads. Holds no word the shopper typed.</summary>
/// <param name="Name">link, gate, reach, collect, score, arrange or explain.</param>
/// <param name="Lines">In the stage's own order.</param>
public sealed record TracedStage(string Name, IReadOnlyList<string> Lines);

/// <summary>The seven stages of one recommendation, as far as it came.</summary>
/// <param name="Stages">In order.</param>
public sealed record StageTrace(IReadOnlyList<TracedStage> Stages);
