using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using BackCare.Domain.Candidates;

namespace BackCare.Domain.Scoring;

/// <summary>One model input: what it is called, what its numbers mean, and how it is read off a candidate.</summary>
/// <param name="Name">Column name in training files and models.</param>
/// <param name="Unit">Unit of the values.</param>
/// <param name="Lowest">Smallest value that can occur.</param>
/// <param name="Highest">Largest value that can occur.</param>
/// <param name="Missing">What a missing value (NaN) means; empty when the value is always known.</param>
/// <param name="Read">Reads the value; NaN when it is missing.</param>
public sealed record Feature(string Name, string Unit, double Lowest, double Highest, string Missing, Func<FeatureContext, float> Read)
{
    /// <summary>True when it is the same for all candidates of one <see cref="CandidateGroup"/>, so that it is read once for a run of them.</summary>
    public bool IsOfGroup { get; init; }

    /// <summary>True when it is the same for all candidates of one list, so that it is read once for all of them.</summary>
    public bool IsOfReport { get; init; }

    /// <summary>Stands for a missing value where a trainer takes none: one below <see cref="Lowest"/>, so that a tree can tell it from every known value.</summary>
    public float Imputed => (float)(Lowest - 1);
}

/// <summary>The model inputs in their order. Serving and training read the same rows; a model of another schema is refused.</summary>
public sealed class FeatureSchema
{
    private readonly Feature[] all;

    /// <summary>Takes the inputs in their order.</summary>
    /// <exception cref="ArgumentException">Two inputs share a name, or the lowest value of one is too large to have a number below it.</exception>
    public FeatureSchema(IReadOnlyList<Feature> features)
    {
        ArgumentNullException.ThrowIfNull(features);
        if (features.DistinctBy(f => f.Name).Count() != features.Count)
            throw new ArgumentException("Two features share a name.", nameof(features));
        if (features.FirstOrDefault(f => !(f.Imputed < (float)f.Lowest)) is { } coarse)
            throw new ArgumentException($"No 32-bit number one below {coarse.Lowest} stands for a missing {coarse.Name}; use another unit.", nameof(features));
        all = [.. features];
        Names = [.. features.Select(f => f.Name)];
        Imputation = [.. features.Select(f => f.Imputed)];
        Hash = HashOf(features);
    }

    /// <summary>The schema that this build serves and trains with.</summary>
    public static FeatureSchema Current { get; } = new(CandidateFeatures.All);

    /// <summary>The inputs in their order.</summary>
    public IReadOnlyList<Feature> Features => all;

    /// <summary>The same for the inner loop of the extractor.</summary>
    internal ReadOnlySpan<Feature> All => all;

    /// <summary>Their names in their order.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>What stands for a missing value, a feature, where a trainer takes none (ML.NET's).</summary>
    public IReadOnlyList<float> Imputation { get; }

    /// <summary>Values a row.</summary>
    public int Width => all.Length;

    /// <summary>Changes when an input is added, removed, renamed, moved or changes its unit or its lowest value (and with it what is imputed): first 16 hex digits of a SHA-256.</summary>
    public string Hash { get; }

    private static string HashOf(IReadOnlyList<Feature> features)
    {
        var text = new StringBuilder();
        foreach (Feature feature in features)
            text.Append(CultureInfo.InvariantCulture, $"{feature.Name}\t{feature.Unit}\t{feature.Lowest:R}\n");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())))[..16];
    }
}
