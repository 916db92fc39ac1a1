using BackCare.App.Serving;
using BackCare.Cli.Ltr;
using BackCare.Domain.Scoring;
using BackCare.Ranking.Forest;
using BackCare.Ranking.MLNet;

namespace BackCare.Cli.Models;

/// <summary>A model file of ML.NET or LightGBM as an import takes it.</summary>
/// <param name="Name">Name of the file.</param>
/// <param name="Hash">SHA-256 of the file.</param>
/// <param name="Trainer">What trained it.</param>
/// <param name="Text">The forest in LightGBM's text format; for a file of LightGBM's the file itself.</param>
/// <param name="Imputation">What stands for a missing value, a feature; empty when the model knows missing values.</param>
/// <param name="Beside">ML.NET's own file, to be kept.</param>
internal sealed record TrainedElsewhere(string Name, string Hash, string Trainer, byte[] Text, IReadOnlyList<float> Imputation, IReadOnlyList<ModelPart> Beside)
{
    /// <summary>What a card says of a model whose file does not tell what trained it.</summary>
    public const string LightGbm = "lightgbm";

    /// <exception cref="RefusedException">The file is missing or no model; says why.</exception>
    public static TrainedElsewhere Read(string path)
    {
        string hash = ModelFile.HashOf(path), name = Path.GetFileName(path);
        byte[] bytes = File.ReadAllBytes(path);
        if (!bytes.AsSpan().StartsWith("PK"u8))
            return new TrainedElsewhere(name, hash, LightGbm, bytes, [], []);
        FeatureSchema schema = FeatureSchema.Current;
        return MLNetModelFile.TryRead(new MemoryStream(bytes), schema.Names, schema.Imputation, out FlatForest? forest, out string? trainer, out string? refusal)
            ? new TrainedElsewhere(name, hash, trainer, ModelFile.BytesOf(forest), schema.Imputation, [new("model.zip", bytes)])
            : throw new RefusedException($"{name}: {refusal}");
    }
}
