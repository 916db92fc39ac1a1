using BackCare.Domain.Learn.Checks;
using BackCare.Domain.Learn.Evaluation;
using BackCare.Domain.Learn.Promotion;
using BackCare.Domain.Learn.TrainingSets;
using BackCare.Ranking.Metrics;

namespace BackCare.Domain.Learn.Cards;

/// <summary>What only the caller of a training run knows.</summary>
/// <param name="Version">The model's version.</param>
/// <param name="Trainer">Name of the trainer.</param>
/// <param name="Engine">What it ran on; null for the managed one.</param>
/// <param name="CreatedUtc">When.</param>
/// <param name="SchemaHash">Feature schema of the rows.</param>
/// <param name="Data">What was learned from.</param>
/// <param name="Checks">Checks of the journal.</param>
/// <param name="ModelHash">SHA-256 of the model file.</param>
public sealed record CardFacts(
    string Version, string Trainer, string? Engine, DateTime CreatedUtc, string SchemaHash, CardData Data, IReadOnlyList<DataCheck> Checks, string ModelHash);

/// <summary>The lists a model was made from.</summary>
/// <param name="From">When the first was served.</param>
/// <param name="To">When the last was served.</param>
/// <param name="Groups">Lists.</param>
/// <param name="Rows">Shown items.</param>
/// <param name="Responses">Items with a grade above 0.</param>
/// <param name="Simulated">Whether any list was simulated.</param>
/// <param name="Train">Lists of the training part.</param>
/// <param name="Validation">Lists of the validation part.</param>
/// <param name="Test">Lists of the test part.</param>
/// <param name="LeftOut">Lists in no part, because their shopper is in another.</param>
/// <param name="Hash">SHA-256 over lists, products, grades and rows.</param>
public sealed record CardData(
    DateTime From, DateTime To, int Groups, int Rows, int Responses, bool Simulated, int Train, int Validation, int Test, int LeftOut, string Hash)
{
    /// <summary>Describes a set and how it was cut.</summary>
    public static CardData Of(TrainingSet set, TimeSplit split)
    {
        ArgumentNullException.ThrowIfNull(set);
        ArgumentNullException.ThrowIfNull(split);
        return new CardData(
            set.Groups[0].ServedUtc, set.Groups[^1].ServedUtc, set.Groups.Count, set.Data.Rows, set.Responses, set.Groups.Any(group => group.Simulated),
            split.Train.Count, split.Validation.Count, split.Test.Count, split.LeftOut, set.Hash());
    }
}

/// <summary>An interval as JSON can hold it: what is not a number is null.</summary>
/// <param name="Estimate">The value.</param>
/// <param name="Lower">Lower end.</param>
/// <param name="Upper">Upper end.</param>
public sealed record CardInterval(double? Estimate, double? Lower, double? Upper)
{
    /// <summary>Copies an interval.</summary>
    public static CardInterval Of(Interval interval) => new(Finite(interval.Estimate), Finite(interval.Lower), Finite(interval.Upper));

    internal static double? Finite(double value) => double.IsFinite(value) ? value : null;
}

/// <summary>A baseline's value and what the model gains over it.</summary>
/// <param name="Value">The baseline's.</param>
/// <param name="Gain">Model minus baseline, paired over lists.</param>
public sealed record CardBaseline(CardInterval Value, CardInterval Gain)
{
    internal static CardBaseline Of(BaselineFigure figure) => new(CardInterval.Of(figure.Value), CardInterval.Of(figure.Gain));
}

/// <summary>The gate's metric on a part of the lists.</summary>
/// <param name="Name">The part.</param>
/// <param name="Groups">Lists with a response.</param>
/// <param name="Model">The model's value.</param>
/// <param name="Reference">The champion's, or the knowledge prior's when none serves.</param>
/// <param name="Gain">Their paired difference.</param>
public sealed record CardSlice(string Name, int Groups, CardInterval Model, CardInterval Reference, CardInterval Gain)
{
    internal static CardSlice Of(SliceFigures slice) =>
        new(slice.Name, slice.Groups, CardInterval.Of(slice.Challenger), CardInterval.Of(slice.Reference), CardInterval.Of(slice.Gain));
}

/// <summary>What lists are like under one ranker, see <see cref="ListQuality"/>.</summary>
/// <param name="Coverage">Share of products that come to the top.</param>
/// <param name="Diversity">Unlikeness within the top; null when not known.</param>
/// <param name="Novelty">Surprise in bits.</param>
public sealed record CardQuality(double? Coverage, double? Diversity, double? Novelty)
{
    internal static CardQuality Of(ListQuality quality) =>
        new(CardInterval.Finite(quality.Coverage), CardInterval.Finite(quality.Diversity), CardInterval.Finite(quality.Novelty));
}

/// <summary>What the model would have earned per list.</summary>
/// <param name="Reward">What is counted.</param>
/// <param name="Lists">Lists with propensities.</param>
/// <param name="Logged">What serving earned.</param>
/// <param name="Ips">Inverse propensity scoring.</param>
/// <param name="Snips">Self-normalised.</param>
/// <param name="DoublyRobust">With a reward model; null without.</param>
/// <param name="EffectiveSampleSize">Equally weighted entries it is worth.</param>
/// <param name="Clipped">Entries whose weight was cut.</param>
public sealed record CardOffPolicy(
    string Reward, int Lists, CardInterval Logged, CardInterval Ips, CardInterval Snips, CardInterval? DoublyRobust, double EffectiveSampleSize, int Clipped)
{
    internal static CardOffPolicy Of(OffPolicyComparison value) => new(
        value.Reward, value.Lists, CardInterval.Of(value.Estimate.Logged), CardInterval.Of(value.Estimate.Ips), CardInterval.Of(value.Estimate.Snips),
        value.Estimate.DoublyRobust is { } robust ? CardInterval.Of(robust) : null, value.Estimate.EffectiveSampleSize, value.Estimate.Clipped);
}

/// <summary>The gate's word.</summary>
/// <param name="Verdict"><c>promote</c>, <c>refuse</c> or <c>not_enough_evidence</c>.</param>
/// <param name="Reasons">A sentence a requirement.</param>
/// <param name="Requirements">The same with name and outcome.</param>
public sealed record CardGate(string Verdict, IReadOnlyList<string> Reasons, IReadOnlyList<GateReason> Requirements);

/// <summary>A tenth of the test rows, by what was predicted.</summary>
/// <param name="Predicted">Predicted clicks per look.</param>
/// <param name="Observed">Observed clicks per look.</param>
/// <param name="Rows">Rows.</param>
public sealed record CardCalibration(double Predicted, CardInterval Observed, int Rows)
{
    /// <summary>A measured bin.</summary>
    public static CardCalibration Of(CalibrationBin bin)
    {
        ArgumentNullException.ThrowIfNull(bin);
        return new CardCalibration(bin.Predicted, CardInterval.Of(bin.Observed), bin.Rows);
    }
}
