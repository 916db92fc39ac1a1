using BackCare.App.Editing;
using BackCare.App.Knowledge.Desk;
using BackCare.Domain.Editing;

namespace BackCare.Web.Pages.Admin.Knowledge;

/// <summary>What the page of one row shows.</summary>
/// <param name="Found">The row as it is stored, with what surrounds it.</param>
/// <param name="Row">What stands in the form.</param>
public sealed record RowView(GetKnowledgeRow.Response Found, PostedRow Row)
{
    /// <summary>Phrases that stand in a symptom's form.</summary>
    public IReadOnlyList<PostedPhrase> Phrases { get; init; } = [];

    /// <summary>Changes, newest first.</summary>
    public IReadOnlyList<HistoryEntry> History { get; init; } = [];

    /// <summary>What is wrong, by element.</summary>
    public IReadOnlyDictionary<string, string> Errors { get; init; } = Form.NoErrors;

    /// <summary>Fields that somebody else changed to other values.</summary>
    public IReadOnlyList<MergeConflict> Conflicts { get; init; } = [];

    /// <summary>Why, as typed.</summary>
    public string Reason { get; init; } = "";

    /// <summary>The text that is tried.</summary>
    public string TryText { get; init; } = "";

    /// <summary>What became of it.</summary>
    public TryText.Response? Tried { get; init; }

    /// <summary>What was done just now; empty for nothing.</summary>
    public string Done { get; init; } = "";
}
