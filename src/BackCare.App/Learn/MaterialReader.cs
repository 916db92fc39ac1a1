using BackCare.App.Messaging;
using BackCare.App.Serving;
using BackCare.Domain.Learn;
using BackCare.Domain.Learn.Checks;
using BackCare.Domain.Learn.Judgements;
using BackCare.Domain.Learn.TrainingSets;
using BackCare.Domain.Scoring;

namespace BackCare.App.Learn;

/// <summary>What of the journal is learned from.</summary>
/// <param name="SinceUtc">First moment of the lists; null is from the beginning.</param>
/// <param name="UntilUtc">First moment that is no longer among them; null is to the end.</param>
/// <param name="IncludeSimulated">Take simulated lists also when there are real ones.</param>
/// <param name="LastSequence">Entries after this one are left out, so that the same journal can be read again; null takes the newest.</param>
internal sealed record MaterialWindow(DateTime? SinceUtc, DateTime? UntilUtc, bool IncludeSimulated, long? LastSequence = null);

/// <summary>Graded lists as they were read, with what is known of the reading.</summary>
/// <param name="Set">The lists, not weighted yet; null when none can be used.</param>
/// <param name="Checks">Every named check.</param>
/// <param name="LastSequence">Last journal entry that was looked at.</param>
/// <param name="Simulated">Lists that the simulator made.</param>
/// <param name="OnlySimulated">The store holds no real list, so simulated ones stand in for them.</param>
internal sealed record Material(TrainingSet? Set, IReadOnlyList<DataCheck> Checks, long LastSequence, int Simulated, bool OnlySimulated)
{
    /// <summary>Says that there is nothing to learn from.</summary>
    public static Refusal Nothing { get; } = new(RefusalKind.Unmet,
        "The journal holds no served list that can be learned from in this time window. Lists are journaled for shoppers who consent; `backcare simulate` makes some to try with.");
}

/// <summary>Streams the journal into a training set; rows are exactly those that serving scored.</summary>
internal sealed class MaterialReader(JournalReader journal)
{
    /// <summary>A response may carry a time before its list's, when a client's clock is off.</summary>
    private static readonly TimeSpan ClockSkew = TimeSpan.FromDays(1);

    /// <summary>Reads a stretch of the journal. Responses are those to its lists, whenever they came.</summary>
    public async Task<Material> ReadAsync(MaterialWindow window, CancellationToken cancellationToken)
    {
        long last = window.LastSequence ?? await journal.LastSequenceAsync(cancellationToken);
        bool onlySimulated = !await AnyRealAsync(cancellationToken);
        bool? simulated = window.IncludeSimulated || onlySimulated ? null : false;
        var responses = new JournalWindow(window.SinceUtc is { } since && since > DateTime.MinValue + ClockSkew ? since - ClockSkew : null, null, simulated);
        var judge = new Judge(new JudgementRules());
        await foreach (Interaction interaction in journal.InteractionsAsync(responses, cancellationToken))
        {
            if (interaction.Sequence <= last)
                judge.Take(interaction);
        }

        int made = 0;
        var builder = new TrainingSetBuilder(judge, new TrainingSetOptions());
        var checks = new JournalChecks(FeatureSchema.Current, window.IncludeSimulated);
        await foreach (ServedList list in journal.ListsAsync(new JournalWindow(window.SinceUtc, window.UntilUtc, simulated), cancellationToken))
        {
            if (list.Sequence > last)
                continue;
            builder.Add(list);
            checks.Take(list);
            made += list.Simulated ? 1 : 0;
        }

        await foreach (Interaction interaction in journal.InteractionsAsync(new JournalWindow(window.SinceUtc, window.UntilUtc, simulated), cancellationToken))
        {
            if (interaction.Sequence <= last)
                checks.Take(interaction);
        }

        return new Material(builder.Finish(), checks.Finish(), last, made, onlySimulated && made > 0);
    }

    private async Task<bool> AnyRealAsync(CancellationToken cancellationToken)
    {
        await foreach (ServedList _ in journal.ListsAsync(new JournalWindow(Simulated: false), cancellationToken))
            return true;
        return false;
    }
}
