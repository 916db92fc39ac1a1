namespace BackCare.Domain.Learn.Checks;

/// <summary>What a check's finding means for training.</summary>
public enum CheckSeverity
{
    /// <summary>Nothing was found, or nothing that matters.</summary>
    Passed,

    /// <summary>Training goes on without what was found; somebody should look at it.</summary>
    Warning,

    /// <summary>Training stops: what it would learn is not what happened.</summary>
    Error,
}

/// <summary>One named check of the journal before training.</summary>
/// <param name="Name">Such as <c>missing_lists</c>.</param>
/// <param name="Severity">What it means.</param>
/// <param name="Count">How many were found.</param>
/// <param name="Of">Out of how many.</param>
/// <param name="Examples">Ids of the first few found, at most five.</param>
/// <param name="Message">A sentence: what was found, and what to do.</param>
public sealed record DataCheck(string Name, CheckSeverity Severity, int Count, int Of, IReadOnlyList<string> Examples, string Message);
