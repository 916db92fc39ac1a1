using BackCare.Ranking.Data;
using BackCare.Ranking.Training;

namespace BackCare.Ranking.MLNet;

/// <summary>What must hold of data and options before ML.NET sees them.</summary>
internal static class MLNetData
{
    /// <summary>2^30 − 1 is the largest gain that ML.NET's 32-bit gains hold.</summary>
    public const int HighestGrade = 30;

    /// <exception cref="ArgumentException">The first thing that does not fit, with place and value.</exception>
    public static void Check(RankingData train, RankingData? validation, TrainerOptions options, IReadOnlyList<string> unsupported)
    {
        if (options.Validate().Concat(unsupported).FirstOrDefault() is { } fault)
            throw new ArgumentException(fault, nameof(options));
        if (options.EarlyStoppingRounds > 0 && validation is null)
            throw new ArgumentException("Early stopping needs validation groups; give some or set EarlyStoppingRounds to 0.", nameof(options));
        if (train.Groups == 0)
            throw new ArgumentException("There is no query group to learn from.", nameof(train));
        if (options.Imputation.Count > 0 && options.Imputation.Count != train.Features.Columns)
            throw new ArgumentException($"Imputation has {options.Imputation.Count} values for {train.Features.Columns} features; give one a feature.", nameof(options));
        bool imputed = options.Imputation.Count > 0;
        Check(train, imputed, nameof(train));
        if (validation is null)
            return;
        if (validation.Features.Columns != train.Features.Columns)
            throw new ArgumentException($"Validation rows have {validation.Features.Columns} features, training rows {train.Features.Columns}.", nameof(validation));
        Check(validation, imputed, nameof(validation));
    }

    /// <summary>ML.NET's trees hold what a missing value does in a place that is not public, so none may get in without a value that stands for it.</summary>
    private static void Check(RankingData data, bool imputed, string name)
    {
        for (int column = 0; column < data.Features.Columns; column++)
        {
            ReadOnlySpan<float> values = data.Features.Column(column);
            for (int row = 0; row < values.Length; row++)
            {
                if (float.IsNaN(values[row]) && !imputed)
                    throw new ArgumentException($"Row {row} has no value for {data.Features.FeatureNames[column]} (column {column}); ML.NET takes no missing values: say what stands for one (--impute, Imputation), or train with {Trainers.Managed}.", name);
                if (float.IsInfinity(values[row]))
                    throw new ArgumentException($"Row {row} is infinite in {data.Features.FeatureNames[column]} (column {column}); features are finite.", name);
            }
        }

        for (int row = 0; row < data.Grades.Length; row++)
        {
            float grade = data.Grades[row];
            if (grade != MathF.Floor(grade) || grade > HighestGrade)
                throw new ArgumentException(FormattableString.Invariant($"Row {row} has grade {grade}; ML.NET takes whole grades from 0 to {HighestGrade}."), name);
        }
    }
}
