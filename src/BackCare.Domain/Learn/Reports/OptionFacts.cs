using System.Globalization;
using BackCare.Ranking.Training;

namespace BackCare.Domain.Learn.Reports;

/// <summary>A trainer's options as a report lists them.</summary>
public static class OptionFacts
{
    /// <summary>Every option that can be set, in words, with its value.</summary>
    public static IEnumerable<(string Name, string Value)> Of(TrainerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return typeof(TrainerOptions).GetProperties().Where(property => property.CanWrite).Select(property => (InWords(property.Name), Text(property.GetValue(options))));
    }

    /// <summary>"MinDataInLeaf" as "min data in leaf".</summary>
    private static string InWords(string name) =>
        string.Concat(name.Select((letter, at) => at > 0 && char.IsUpper(letter) ? " " + char.ToLowerInvariant(letter) : char.ToLowerInvariant(letter).ToString()));

    private static string Text(object? value) => value switch
    {
        IReadOnlyList<int> directions => directions.Any(direction => direction != 0)
            ? string.Join(", ", directions.Select((direction, column) => (direction, column)).Where(pair => pair.direction != 0).Select(pair => $"{pair.column}:{pair.direction}"))
            : "none",
        IReadOnlyList<float> values => values.Count == 0 ? "none" : string.Join(", ", values.Select(v => v.ToString(CultureInfo.InvariantCulture))),
        bool chosen => chosen ? "yes" : "no",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };
}
