using System.Globalization;
using System.Security.Cryptography;
using BackCare.Domain.Scoring;
using BackCare.Ranking.Forest;

namespace BackCare.App.Serving;

/// <summary>Reads rankers from their files (models/ranking/README.md), or says why one cannot serve.</summary>
internal static class ChampionFiles
{
    public const string Card = "card.json", Model = "model.txt";

    /// <summary>Changes when the champion or one of its files does; a copy that is still under way changes it again.</summary>
    public static string Stamp(string folder)
    {
        string champion = Path.Combine(folder, ChampionFile.Name);
        string version = ChampionFile.Read(champion).File?.Version ?? "";
        return string.Join(' ', [version, Of(champion), Of(Path.Combine(folder, version, Card)), Of(Path.Combine(folder, version, Model))]);

        static string Of(string path) => new FileInfo(path) is { Exists: true } file
            ? string.Create(CultureInfo.InvariantCulture, $"{file.LastWriteTimeUtc.Ticks}:{file.Length}")
            : "-";
    }

    /// <summary>The ranker to serve, or a refusal; without a champion the knowledge ranking.</summary>
    public static (IRanker? Ranker, string? Refusal) Read(string folder)
    {
        (ChampionFile? champion, string? refusal) = ChampionFile.Read(Path.Combine(folder, ChampionFile.Name));
        return champion is null ? (null, refusal)
            : champion.Version is not { } version ? (new KnowledgeRanker(), null)
            : ReadVersion(folder, version);
    }

    /// <summary>The newest earlier champion that can serve; null when there is none.</summary>
    public static IRanker? ReadEarlier(string folder) => (ChampionFile.Read(Path.Combine(folder, ChampionFile.Name)).File?.Previous ?? [])
        .Select(p => p.Version).OfType<string>().Where(ModelVersion.IsName).Distinct(StringComparer.Ordinal).Select(version => ReadVersion(folder, version).Ranker).FirstOrDefault(r => r is not null);

    /// <summary>The ranker of one version, or why it cannot serve.</summary>
    public static (IRanker? Ranker, string? Refusal) ReadVersion(string folder, string version)
    {
        try
        {
            (ForestRanker? ranker, string? refusal) = ReadModel(Path.Combine(folder, version), version);
            return ranker is not null && !Rehearses(ranker)
                ? (null, $"{Model} of model {version} gives scores that are not numbers. Train the model again.")
                : (ranker, refusal);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return (null, $"The files of model {version} cannot be read. Put {Card} and {Model} into the folder {version} and let this process read them.");
        }
    }

    private static (ForestRanker? Ranker, string? Refusal) ReadModel(string folder, string version)
    {
        if (StoredCard.Read(Path.Combine(folder, Card)) is not { } card)
            return (null, $"{Card} of model {version} is not valid JSON with a schemaHash. Train the model again or restore the file.");
        byte[] model = File.ReadAllBytes(Path.Combine(folder, Model));
        if (card.ModelHash is { Length: 64 } hash && !hash.Equals(Convert.ToHexString(SHA256.HashData(model)), StringComparison.OrdinalIgnoreCase))
            return (null, $"{Model} of model {version} is not the file that its card describes. Restore both from the same training run.");
        using var text = new StreamReader(new MemoryStream(model));
        return LightGbmText.TryRead(text, out FlatForest? forest, out ModelFormatException? damage)
            ? ForestRanker.For(forest, card.Trainer, version, card.SchemaHash, FeatureSchema.Current)
            : (null, $"{Model} of model {version} is damaged: {damage.Message}");
    }

    /// <summary>Scores a few rows before any shopper's: what is built at the first use is built here, and a model that gives no numbers is found out.</summary>
    private static bool Rehearses(ForestRanker ranker)
    {
        const int Rows = 16;
        int width = FeatureSchema.Current.Width;
        float[] features = new float[Rows * width];
        double[] scores = new double[Rows];
        features.AsSpan(0, features.Length / 2).Fill(float.NaN);
        ranker.Score(new CandidateRows([], features, width), scores);
        return Array.TrueForAll(scores, double.IsFinite);
    }
}
