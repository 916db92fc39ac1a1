using BackCare.Domain.Recommend;

namespace BackCare.Domain.Knowledge.Desk;

/// <summary>Which way a case moved.</summary>
public enum CaseMove
{
    /// <summary>A danger sign is no longer seen or asked for, the care level is lower, or products appear where there were none.</summary>
    Lost,

    /// <summary>More can be bought than before.</summary>
    Looser,

    /// <summary>More danger signs, more questions, a higher care level, or less to buy.</summary>
    Stricter,

    /// <summary>The same for safety; read differently.</summary>
    Other,
}

/// <summary>A case that comes out differently after a change.</summary>
/// <param name="Name">The case.</param>
/// <param name="Text">Its words, when it is a case in words.</param>
/// <param name="Move">Which way it moved.</param>
/// <param name="What">What differs, in plain sentences.</param>
public sealed record CaseChange(string Name, string? Text, CaseMove Move, IReadOnlyList<string> What)
{
    /// <summary>The difference between two results; null when they are the same.</summary>
    public static CaseChange? Between(SafetyCase safetyCase, CaseResult before, CaseResult after)
    {
        ArgumentNullException.ThrowIfNull(safetyCase);
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        List<string> lost = [.. Lost(before, after)], looser = [], stricter = [], other = [];
        string[] more = [.. after.ForSale.Except(before.ForSale)], less = [.. before.ForSale.Except(after.ForSale)];
        if (more.Length > 0)
            looser.Add($"now for sale: {Named(more)}");
        if (less.Length > 0)
            stricter.Add($"no longer for sale: {Named(less)}");
        if (after.RedFlags.Except(before.RedFlags).ToArray() is { Length: > 0 } seen)
            stricter.Add($"now seen: {Named(seen)}");
        if (after.Asked.Except(before.Asked).ToArray() is { Length: > 0 } asked)
            stricter.Add($"now asked: {Named(asked)}");
        if (after.CareLevel > before.CareLevel)
            stricter.Add($"care level {before.CareLevel.ToSnake()} → {after.CareLevel.ToSnake()}");
        if (!before.Symptoms.SequenceEqual(after.Symptoms))
            other.Add($"understood as {Named(after.Symptoms)} instead of {Named(before.Symptoms)}");
        if (before.Kind != after.Kind)
            other.Add($"answered with {after.Kind.ToSnake()} instead of {before.Kind.ToSnake()}");
        string[] what = [.. lost, .. looser, .. stricter, .. other];
        CaseMove move = lost.Count > 0 ? CaseMove.Lost : looser.Count > 0 ? CaseMove.Looser : stricter.Count > 0 ? CaseMove.Stricter : CaseMove.Other;
        return what.Length == 0 ? null : new CaseChange(safetyCase.Name, safetyCase.Text, move, what);
    }

    private static IEnumerable<string> Lost(CaseResult before, CaseResult after)
    {
        if (before.RedFlags.Except(after.RedFlags).ToArray() is { Length: > 0 } unseen)
            yield return $"no longer seen: {Named(unseen)}";
        // A sign that is seen now need not be asked for any more.
        if (before.Asked.Except(after.Asked).Except(after.RedFlags).ToArray() is { Length: > 0 } unasked && after.Kind != OutcomeKind.Referral)
            yield return $"no longer asked: {Named(unasked)}";
        if (after.CareLevel < before.CareLevel)
            yield return $"care level {before.CareLevel.ToSnake()} → {after.CareLevel.ToSnake()}";
        if (before.Kind == OutcomeKind.Referral && after.Kind != OutcomeKind.Referral)
            yield return "no longer referred to a clinician";
        else if (before.ForSale.Count == 0 && before.Kind == OutcomeKind.Question && after.ForSale.Count > 0)
            yield return "products are shown before the question is answered";
    }

    private static string Named(IReadOnlyList<string> ids)
    {
        const int Told = 4;
        string told = string.Join(", ", ids.Take(Told));
        return ids.Count == 0 ? "nothing" : ids.Count <= Told ? told : FormattableString.Invariant($"{told} and {ids.Count - Told} more");
    }
}

/// <summary>What the safety cases say about a change.</summary>
/// <param name="Texts">Cases in words that were judged.</param>
/// <param name="Reports">Reports that were judged.</param>
/// <param name="Changes">Those that come out differently, in the order of the cases.</param>
public sealed record SafetyComparison(int Texts, int Reports, IReadOnlyList<CaseChange> Changes)
{
    /// <summary>How many cases moved that way.</summary>
    public int Count(CaseMove move) => Changes.Count(c => c.Move == move);
}
