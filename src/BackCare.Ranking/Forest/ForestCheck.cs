namespace BackCare.Ranking.Forest;

/// <summary>Decides whether names and other header values can stand in a model file.</summary>
internal static class ForestCheck
{
    /// <summary>The first thing wrong, or null.</summary>
    public static ModelFault? HeaderFault(
        IReadOnlyList<string> names,
        IReadOnlyList<string> infos,
        string objective,
        IReadOnlyList<int>? monotone,
        IReadOnlyList<string>? parameters)
    {
        if (infos.Count != names.Count) return new("feature_infos", $"{names.Count} entries are needed, {infos.Count} are there");
        if (infos.FirstOrDefault(info => !IsWord(info) || info.Contains('=', StringComparison.Ordinal)) is { } info)
            return new("feature_infos", $"'{ModelField.Excerpt(info)}' is empty or holds white space or '='");
        if (!objective.All(c => !char.IsControl(c) && c != '='))
            return new("objective", $"'{ModelField.Excerpt(objective)}' holds '=' or a control character");
        return NameFault(names)
            ?? (monotone is { Count: > 0 } ? MonotoneFault(monotone, names.Count) : null)
            ?? (parameters is null ? null : ParameterFault(parameters));
    }

    private static ModelFault? NameFault(IReadOnlyList<string> names)
    {
        if (names.Count == 0) return new("feature_names", "a model needs at least one feature");
        HashSet<string> seen = new(StringComparer.Ordinal);
        foreach (string name in names)
        {
            if (!IsWord(name)) return new("feature_names", $"'{ModelField.Excerpt(name)}' is empty or holds white space; rename the column");
            if (!seen.Add(name)) return new("feature_names", $"'{ModelField.Excerpt(name)}' occurs twice; rename one of the columns");
        }

        return null;
    }

    private static ModelFault? MonotoneFault(IReadOnlyList<int> monotone, int features)
    {
        if (monotone.Count != features) return new("monotone_constraints", $"{features} values are needed, {monotone.Count} are there");
        return monotone.Any(c => c is < -1 or > 1) ? new("monotone_constraints", "a constraint is -1, 0 or 1") : null;
    }

    private static ModelFault? ParameterFault(IReadOnlyList<string> parameters) =>
        parameters.FirstOrDefault(line => line.Length == 0 || line.Any(char.IsControl) || line == LightGbmText.EndOfParameters) is { } wrong
            ? new("parameters", $"the line '{ModelField.Excerpt(wrong)}' is empty, reserved or holds a control character")
            : null;

    private static bool IsWord(string text) => text.Length > 0 && !text.Any(c => char.IsWhiteSpace(c) || char.IsControl(c));
}
