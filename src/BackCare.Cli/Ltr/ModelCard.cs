using System.Text.Json;
using BackCare.Ranking.Data;
using BackCare.Ranking.Metrics;
using BackCare.Ranking.Training;

namespace BackCare.Cli.Ltr;

/// <summary>What a model was made from and how: enough to make it again, byte for byte.</summary>
internal sealed record ModelCard
{
    public int Format { get; init; } = 1;

    public required string Trainer { get; init; }

    public required DateTime CreatedUtc { get; init; }

    public required int Seed { get; init; }

    public required TrainerOptions Options { get; init; }

    public required GradedSource Train { get; init; }

    public GradedSource? Validation { get; init; }

    /// <summary>The names that columns were given; null for <c>Column_0</c>, <c>Column_1</c>, ….</summary>
    public IReadOnlyList<string>? FeatureNames { get; init; }

    public required int BestIteration { get; init; }

    public required int TreesGrown { get; init; }

    /// <summary>What the metrics were taken on: <c>validation</c> or <c>train</c>.</summary>
    public required string MeasuredOn { get; init; }

    public required IReadOnlyList<CardMetric> Metrics { get; init; }

    /// <summary>Model file, relative to the card.</summary>
    public required string Model { get; init; }

    /// <summary>SHA-256 of the model file.</summary>
    public required string ModelHash { get; init; }

    public static ModelCard Read(string path)
    {
        using StreamReader source = InputFile.Open(path);
        try
        {
            return JsonSerializer.Deserialize<ModelCard>(source.ReadToEnd(), JsonText.Indented) is { Format: 1 } card
                ? card
                : throw new RefusedException($"{path} is not a card of format 1; train again to get one.");
        }
        catch (JsonException fault)
        {
            throw new RefusedException($"{path} is not a card: line {fault.LineNumber + 1}: {fault.Message}");
        }
    }

    public void Write(string path) => AtomicFile.Write(path, writer => writer.WriteLine(JsonSerializer.Serialize(this, JsonText.Indented)));
}

/// <summary>Graded rows a model was made from. Paths are relative to the card, hashes are SHA-256.</summary>
internal sealed record GradedSource(
    string Data, string DataHash, string? Query, string? QueryHash, string? Weights, string? WeightsHash, int Rows, int Groups, int Columns)
{
    public static GradedSource Of(GradedFiles files, string cardFolder, RankingData read)
    {
        return new GradedSource(
            Relative(files.Data), ModelFile.HashOf(files.Data),
            files.Query is null ? null : Relative(files.Query), files.Query is null ? null : ModelFile.HashOf(files.Query),
            files.Weights is null ? null : Relative(files.Weights), files.Weights is null ? null : ModelFile.HashOf(files.Weights),
            read.Rows, read.Groups, read.Features.Columns);

        string Relative(string path) => Path.GetRelativePath(cardFolder, Path.GetFullPath(path)).Replace('\\', '/');
    }

    /// <summary>The files, refused when one is missing or has changed since.</summary>
    public GradedFiles Unchanged(string cardFolder)
    {
        return new GradedFiles(Checked(Data, DataHash)!, Checked(Query, QueryHash), Checked(Weights, WeightsHash));

        string? Checked(string? path, string? hash)
        {
            if (path is null)
                return null;
            string full = Path.GetFullPath(path, cardFolder);
            string found = ModelFile.HashOf(full);
            return found == hash ? full : throw new RefusedException($"{full} has changed since the model was trained (SHA-256 {found}, the card says {hash}); restore it, or train again.");
        }
    }
}

/// <summary>A metric with its interval and what a random order reaches.</summary>
internal sealed record CardMetric(string Metric, Value Model, double Random, int Groups, int Skipped)
{
    public static CardMetric Of(RankingMetric metric, MetricValues model, MetricValues random, BootstrapOptions bootstrap) => new(
        metric.ToString(), Value.Of(PairedBootstrap.Mean(model.PerGroup, bootstrap)), random.Mean, model.Counted, model.Skipped);
}
