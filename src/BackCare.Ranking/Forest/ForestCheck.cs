namespace BackCare.Ranking.Forest;

/// <summary>Decides whether names and other header values can stand in a model file.</summary>
internal static class ForestCheck
{
    /// <summary>The first thing wrong, as a sentence, or null.</summary>
    public static string? HeaderFault(
        IReadOnlyList<string> names,
        IReadOnlyList<string> infos,
        string objective,
        IReadOnlyList<int>? monotone,
        IReadOnlyList<string>? parameters)
    {
        if (names.Count == 0) return "A forest needs at least one feature.";
        if (infos.Count != names.Count) return $"There are {names.Count} features but {infos.Count} feature infos.";
        if (monotone is { Count: > 0 } && monotone.Count != names.Count)
            return $"There are {names.Count} features but {monotone.Count} monotone constraints.";
        if (monotone is not null && monotone.Any(c => c is < -1 or > 1)) return "A monotone constraint is -1, 0 or 1.";
        HashSet<string> seen = new(StringComparer.Ordinal);
        foreach (string name in names)
        {
            if (!IsWord(name)) return $"The feature name '{name}' is empty or holds white space; rename the column.";
            if (!seen.Add(name)) return $"The feature name '{name}' occurs twice; rename one of the columns.";
        }

        if (infos.FirstOrDefault(info => !IsWord(info) || info.Contains('=', StringComparison.Ordinal)) is { } wrong)
            return $"The feature info '{wrong}' is empty or holds white space or '='.";
        if (!IsLine(objective) || objective.Contains('=', StringComparison.Ordinal)) return $"The objective '{objective}' cannot be written on one line.";
        return parameters?.FirstOrDefault(line => !IsLine(line) || line.Length == 0 || line == LightGbmText.EndOfParameters) is { } parameter
            ? $"The parameter line '{parameter}' cannot be written."
            : null;
    }

    private static bool IsWord(string text) => text.Length > 0 && !text.Any(c => char.IsWhiteSpace(c) || char.IsControl(c));

    private static bool IsLine(string text) => !text.Any(char.IsControl);
}
