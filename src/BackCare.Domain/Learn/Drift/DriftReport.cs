using BackCare.Domain.Scoring;
using BackCare.Ranking.Data;

namespace BackCare.Domain.Learn.Drift;

/// <summary>Every model input against its reference, those that moved most first.</summary>
/// <param name="Inputs">By falling PSI, then by name.</param>
public sealed record DriftReport(IReadOnlyList<InputDrift> Inputs)
{
    /// <summary>The worst level of any input.</summary>
    public DriftLevel Level => Inputs.Count == 0 ? DriftLevel.Stable : Inputs.Max(input => input.Level);

    /// <summary>The input that moved most of each group that people know.</summary>
    public IReadOnlyDictionary<ScoreGroup, double> WorstByGroup() =>
        Inputs.GroupBy(input => ScoreGroups.Of(input.Name)).OrderBy(group => group.Key).ToDictionary(group => group.Key, group => group.Max(input => input.Psi));

    /// <summary>References of all columns.</summary>
    public static IReadOnlyList<InputReference> ReferencesOf(FeatureMatrix rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        InputReference[] references = new InputReference[rows.Columns];
        for (int column = 0; column < references.Length; column++)
            references[column] = InputReference.Of(rows.FeatureNames[column], rows.Column(column));
        return references;
    }

    /// <summary>Compares rows with references by name; an input without a reference is left out.</summary>
    public static DriftReport Of(IReadOnlyList<InputReference> references, FeatureMatrix rows)
    {
        ArgumentNullException.ThrowIfNull(references);
        ArgumentNullException.ThrowIfNull(rows);
        Dictionary<string, int> columns = Enumerable.Range(0, rows.Columns).ToDictionary(column => rows.FeatureNames[column], StringComparer.Ordinal);
        return new DriftReport([.. references
            .Where(reference => columns.ContainsKey(reference.Name))
            .Select(reference => InputDrift.Of(reference, rows.Column(columns[reference.Name])))
            .OrderByDescending(input => input.Psi).ThenBy(input => input.Name, StringComparer.Ordinal)]);
    }
}
