namespace BackCare.App.Knowledge.Desk;

/// <summary>Where a proposed change of a safety rule stands.</summary>
public enum ProposalState
{
    /// <summary>Waits for a second person.</summary>
    Pending,

    /// <summary>In force since.</summary>
    Approved,

    /// <summary>Turned down.</summary>
    Rejected,

    /// <summary>Taken back by whoever proposed it.</summary>
    Withdrawn,
}

/// <summary>A change that touches safety and waits for, or had, a second person's word (docs/decisions/0097).</summary>
public sealed class StoredProposal
{
    public required string Id { get; set; }

    public ProposalState State { get; set; }

    /// <summary>The rows as they were and as they are to be: a JSON array of <see cref="ProposedRow"/>.</summary>
    public required string Rows { get; set; }

    /// <summary>Why, in the proposer's words.</summary>
    public required string Reason { get; set; }

    /// <summary>What the safety cases said last: JSON of <see cref="CaseReport"/>.</summary>
    public required string Cases { get; set; }

    /// <summary>Tells what the cases said from what they said another time.</summary>
    public required string CasesHash { get; set; }

    /// <summary>Tells the knowledge on which the cases were run.</summary>
    public required string KnowledgeHash { get; set; }

    public DateTime CasesRunUtc { get; set; }

    public required string ProposedById { get; set; }

    public required string ProposedBy { get; set; }

    public DateTime ProposedUtc { get; set; }

    public string? DecidedById { get; set; }

    public string? DecidedBy { get; set; }

    public DateTime? DecidedUtc { get; set; }

    /// <summary>Why it was decided so, in the words of whoever did; empty when nothing was said.</summary>
    public string DecisionReason { get; set; } = "";

    /// <summary>Cases that lost a danger sign and were accepted by name of the person who approved; 0 when none was lost.</summary>
    public int LossesAccepted { get; set; }

    /// <summary>Moves with every change.</summary>
    public long Version { get; set; }
}

/// <summary>One row of a proposal.</summary>
/// <param name="Table">Its table.</param>
/// <param name="Key">Its key.</param>
/// <param name="Version">Version that the change starts from; 0 for a row that did not exist.</param>
/// <param name="Before">Its cells as they were; null when it did not exist.</param>
/// <param name="After">Its cells as they are to be; null when it goes.</param>
public sealed record ProposedRow(string Table, string Key, long Version, IReadOnlyDictionary<string, string?>? Before, IReadOnlyDictionary<string, string?>? After);

/// <summary>What the safety cases said about a change.</summary>
/// <param name="Texts">Cases in words that were judged.</param>
/// <param name="Reports">Reports made from the knowledge base that were judged.</param>
/// <param name="Lost">Cases that lost a danger sign, a question, a care level or a stop.</param>
/// <param name="Looser">Cases where more can be bought.</param>
/// <param name="Stricter">Cases where more is seen, asked or held back.</param>
/// <param name="Other">Cases that are read differently and are as safe as before.</param>
/// <param name="Changes">The cases that moved, lost ones first, at most <see cref="CaseReports.MostTold"/>.</param>
public sealed record CaseReport(int Texts, int Reports, int Lost, int Looser, int Stricter, int Other, IReadOnlyList<CaseLine> Changes);

/// <summary>One case that moved.</summary>
/// <param name="Case">Its name.</param>
/// <param name="Text">Its words; null for a report.</param>
/// <param name="Move">lost, looser, stricter or other.</param>
/// <param name="What">What differs, in plain sentences.</param>
public sealed record CaseLine(string Case, string? Text, string Move, IReadOnlyList<string> What);
