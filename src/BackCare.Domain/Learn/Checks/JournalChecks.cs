using System.Globalization;
using BackCare.Domain.Recommend;
using BackCare.Domain.Scoring;

namespace BackCare.Domain.Learn.Checks;

/// <summary>Looks at journal entries before anything is learned from them. Takes every list first, then every event, one by one.</summary>
/// <param name="schema">The feature schema that training reads.</param>
/// <param name="includeSimulated">Whether simulated and real entries may be mixed.</param>
public sealed class JournalChecks(FeatureSchema schema, bool includeSimulated)
{
    /// <summary>How far a client's clock may be off before its events count as skewed.</summary>
    public static readonly TimeSpan ClockTolerance = TimeSpan.FromMinutes(5);

    /// <summary>Fewer responses than this make every estimate shaky.</summary>
    public const int FewResponses = 100;

    private const double ManyMissing = 0.2, ManySkewed = 0.2, AllForeign = 1;

    private readonly Dictionary<string, Shown> lists = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> texts = new(StringComparer.Ordinal);
    private readonly HashSet<(string EventId, int ItemIndex)> events = [];
    private readonly Finding twice = new(), missing = new(), notShown = new(), positions = new(), wrongPlace = new(), skewed = new(), foreign = new(), propensities = new(), replayed = new();
    private readonly SortedDictionary<int, (int Shown, int Clicked)> byPosition = [];
    private int simulated, real, taken, replays, responses;

    /// <summary>Looks at one list.</summary>
    public void Take(ServedList list)
    {
        ArgumentNullException.ThrowIfNull(list);
        _ = list.Simulated ? simulated++ : real++;
        ScoredList scored = list.Scored;
        if (list.SchemaHash != schema.Hash || scored.Rows.Length != scored.ProductIds.Count * schema.Width)
            foreign.Add(list.Id);
        int[] places = [.. scored.Shown.Select(item => item.Position).Order()];
        if (!places.SequenceEqual(Enumerable.Range(1, places.Length)) || scored.Shown.Any(item => item.Candidate < 0 || item.Candidate >= scored.ProductIds.Count))
            positions.Add(list.Id);
        else
            lists.TryAdd(list.Id, new Shown(list.ServedUtc, [.. scored.Shown.OrderBy(item => item.Position).Select(item => Kept(scored.ProductIds[item.Candidate]))]));
        if (scored.Shown.Any(item => !(item.Propensity is > 0 and <= 1)))
            propensities.Add(list.Id);
        foreach (int place in places)
            Count(place, 1, 0);
    }

    /// <summary>Looks at one event; call it when all lists were taken.</summary>
    public void Take(Interaction interaction)
    {
        ArgumentNullException.ThrowIfNull(interaction);
        taken++;
        if (!events.Add((interaction.EventId, interaction.ItemIndex)))
        {
            twice.Add(interaction.EventId);
            return;
        }

        if (interaction.OccurredUtc - interaction.ReceivedUtc > ClockTolerance)
            skewed.Add(interaction.EventId);
        if (interaction.ListId is not { } listId)
            return;
        if (!lists.TryGetValue(listId, out Shown? list))
        {
            missing.Add(interaction.EventId);
            return;
        }

        Take(interaction, list);
    }

    /// <summary>Compares the rows that serving scored with those that the stored state gives today, for one replayed list.</summary>
    /// <param name="listId">The list.</param>
    /// <param name="journaled">Rows as the journal has them.</param>
    /// <param name="again">The same rows computed again.</param>
    public void TakeReplay(string listId, ReadOnlySpan<float> journaled, ReadOnlySpan<float> again)
    {
        replays++;
        bool same = journaled.Length == again.Length;
        for (int i = 0; same && i < journaled.Length; i++)
            same = journaled[i].Equals(again[i]);
        if (!same)
            replayed.Add(listId);
    }

    /// <summary>Every check in a fixed order, those that passed included.</summary>
    public IReadOnlyList<DataCheck> Finish()
    {
        int all = simulated + real;
        return
        [
            missing.Check("missing_lists", taken, "Every event's list is in the journal.",
                $"{missing.Count} of {taken} events name a list that is not among those read; they are left out. Widen the time window, or look for lists that were not journaled.", ManyMissing),
            notShown.Check("products_not_shown", taken, "Every event's product was on its list.",
                $"{notShown.Count} of {taken} events name a product that their list did not show; they are left out. Check what the shop's pages send as item id.", ManyMissing),
            positions.Check("impossible_positions", all, "Every list's positions run from 1 without a gap.",
                $"{positions.Count} of {all} lists have positions that do not run from 1 without a gap; what was seen where is not known. Look at the service that wrote them.", 0),
            wrongPlace.Check("other_positions", taken, "Every event names the position at which its product was shown.",
                $"{wrongPlace.Count} of {taken} events name another position than the one served; the served one counts. Check whether pages reorder lists.", ManySkewed),
            twice.Check("duplicate_events", taken, "No event is there twice.",
                $"{twice.Count} of {taken} events repeat an event id and item; each counts once. Check that the client makes a new id for every event.", ManyMissing),
            skewed.Check("clock_skew", taken, "No event is older than its list or newer than its arrival.",
                $"{skewed.Count} of {taken} events happened more than {ClockTolerance.TotalMinutes:0} minutes before their list was served or after they arrived. Check clients' clocks and time zones.", ManySkewed),
            foreign.Check("schema_mismatch", all, "Every list has rows of the schema that is trained.",
                $"{foreign.Count} of {all} lists have rows of another feature schema; they are left out. Lists served by this build have the right one.", AllForeign),
            propensities.Check("impossible_propensities", all, "Every propensity is a probability above 0.",
                $"{propensities.Count} of {all} lists have a propensity outside (0, 1]; off-policy values would be wrong. Look at the service that wrote them.", 0),
            replayed.Check("train_serve_skew", replays,
                replays == 0 ? "No list was replayed." : $"{replays} replayed lists give the same rows, bit by bit.",
                $"{replayed.Count} of {replays} replayed lists give other rows than serving scored. Find the input that reads a clock or a later state.", 0),
            Mixed(),
            Few(),
            Silent(),
        ];
    }

    private void Take(Interaction interaction, Shown list)
    {
        if (list.ServedUtc - interaction.OccurredUtc > ClockTolerance)
            skewed.Add(interaction.EventId);
        int place = Array.IndexOf(list.Products, interaction.ProductId) + 1;
        if (place == 0)
        {
            notShown.Add(interaction.EventId);
            return;
        }

        if (interaction.Position is { } told && told != place)
            wrongPlace.Add(interaction.EventId);
        if (interaction.Kind is InteractionKind.Click or InteractionKind.View or InteractionKind.AddToCart or InteractionKind.Purchase && list.Responded.Add(place))
        {
            responses++;
            Count(place, 0, 1);
        }
    }

    private DataCheck Mixed() => simulated > 0 && real > 0
        ? new DataCheck("simulated_mixed_with_real", includeSimulated ? CheckSeverity.Warning : CheckSeverity.Error, simulated, simulated + real, [],
            $"{simulated} of {simulated + real} lists were simulated; a model learns from them what a program likes. {(includeSimulated ? "This was asked for." : "Leave them out, or ask for them by name.")}")
        : new DataCheck("simulated_mixed_with_real", CheckSeverity.Passed, 0, simulated + real, [], simulated > 0 ? "All lists are simulated." : "No list is simulated.");

    private DataCheck Few() => new(
        "few_responses", responses == 0 ? CheckSeverity.Error : responses < FewResponses ? CheckSeverity.Warning : CheckSeverity.Passed, responses, simulated + real, [],
        responses == 0 ? "No shopper responded to any list, so there is nothing to learn; collect events first."
        : responses < FewResponses ? $"Only {responses} products were responded to; expect the gate to say that the evidence is not enough."
        : $"{responses} products were responded to on {simulated + real} lists.");

    private DataCheck Silent()
    {
        int[] silent = [.. byPosition.Where(pair => pair.Value is { Clicked: 0, Shown: > 0 }).Select(pair => pair.Key)];
        return new DataCheck(
            "positions_never_clicked", silent.Length == 0 ? CheckSeverity.Passed : CheckSeverity.Warning, silent.Length, byPosition.Count,
            [.. silent.Take(5).Select(position => position.ToString(CultureInfo.InvariantCulture))],
            silent.Length == 0 ? "Every position was clicked at least once." : $"Nobody clicked at {silent.Length} of {byPosition.Count} positions; their examination is taken from a power law through the others.");
    }

    private void Count(int position, int shown, int clicked)
    {
        (int Shown, int Clicked) at = byPosition.GetValueOrDefault(position);
        byPosition[position] = (at.Shown + shown, at.Clicked + clicked);
    }

    private string Kept(string text) => texts.TryGetValue(text, out string? kept) ? kept : texts[text] = text;

    private sealed record Shown(DateTime ServedUtc, string[] Products)
    {
        public HashSet<int> Responded { get; } = [];
    }
}
