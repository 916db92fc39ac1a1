using System.Collections.Immutable;

namespace BackCare.Domain.Learn.Statistics;

/// <summary>Adds up what shoppers did, entry by entry in journal order. Not for many threads; <see cref="Snapshot"/> is.</summary>
/// <remarks>
/// Pure: the state depends on the entries folded and their order alone. Time is that of the newest entry, never a clock, so the statistics behind any journaled row
/// can be made again from the journal up to the row's <see cref="Recommend.ScoredList.StatisticsSequence"/>, bit by bit.
/// </remarks>
public sealed class StatisticsFold
{
    // Lists that acts can still go back to; an act on an older one counts for its product without symptom.
    private const int MostOpenLists = 50_000;
    private const int MostVisitors = 100_000;

    private readonly StatisticsSettings settings;
    private readonly Slots products, symptoms;
    private readonly List<ProductCell> cells = [];
    private readonly Dictionary<string, OpenList> lists = new(StringComparer.Ordinal);
    private readonly Queue<string> listOrder = new();
    private readonly ImmutableDictionary<string, VisitorMemory>.Builder visitors = ImmutableDictionary.CreateBuilder<string, VisitorMemory>(StringComparer.Ordinal);
    private ForwardDecay decay, recentDecay;
    private Counts all;
    private DateTime? now;
    private bool onlySimulated = true;

    /// <summary>Starts with nothing.</summary>
    public StatisticsFold(StatisticsSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        this.settings = settings;
        (products, symptoms) = (new Slots([]), new Slots([]));
        (decay, recentDecay) = Decays();
    }

    /// <summary>Goes on from a state that was kept; what is added from now on gives the same numbers as in the fold that it was taken from.</summary>
    /// <exception cref="ArgumentException">The state has a product without sums, or a slot beyond its products or symptoms.</exception>
    public StatisticsFold(StatisticsState kept)
    {
        ArgumentNullException.ThrowIfNull(kept);
        settings = kept.Settings;
        (products, symptoms) = (new Slots(kept.Products), new Slots(kept.Symptoms));
        if (products.Count != kept.Products.Count || symptoms.Count != kept.Symptoms.Count || kept.Cells.Count != products.Count || kept.Lists.Any(HasForeignSlot) || kept.Cells.Any(HasForeignSlot))
            throw new ArgumentException("The kept statistics do not fit together: fold the journal from its beginning.", nameof(kept));
        cells.AddRange(kept.Cells.Select(cell => new ProductCell(cell)));
        foreach (OpenListState list in kept.Lists)
            Open(list.Id, new OpenList([.. list.Symptoms], [.. list.Shown], [.. list.Done]));
        foreach (VisitorState visitor in kept.Visitors)
            visitors[visitor.Id] = VisitorMemory.Of(visitor);
        (decay, recentDecay) = (new ForwardDecay(settings.HalfLifeDays, kept.Landmark), new ForwardDecay(settings.RecentHalfLifeDays, kept.RecentLandmark));
        (all, now, onlySimulated, Sequence) = (kept.All, kept.NowUtc, kept.OnlySimulated, kept.Sequence);
    }

    /// <summary>Place in the journal of the newest entry folded; 0 when there is none.</summary>
    public long Sequence { get; private set; }

    /// <summary>Counts what a list showed: each place as often as it is looked at.</summary>
    public void Add(ServedList list)
    {
        ArgumentNullException.ThrowIfNull(list);
        Sequence = Math.Max(Sequence, list.Sequence);
        if (!Counts(list.Simulated))
            return;
        double weight = At(list.ServedUtc, out _);
        int[] about = [.. list.SymptomIds.Select(symptoms.Of)];
        int[] shown = new int[list.Scored.Shown.Count];
        for (int i = 0; i < shown.Length; i++)
        {
            shown[i] = Slot(list.Scored.ProductIds[list.Scored.Shown[i].Candidate]);
            cells[shown[i]].Listed(list.ServedUtc);
            Count(shown[i], new Counts(weight * settings.Examination(list.Scored.Shown[i].Position), 0, 0, 0), about);
        }

        Open(list.Id, new OpenList(about, shown, new byte[shown.Length]));
        if ((list.VisitorId ?? list.SessionId) is { } visitor)
            Remember(visitor, Memory(visitor).Saw(list.Scored.Shown.Select(s => list.Scored.ProductIds[s.Candidate]), list.SessionId, list.ServedUtc));
    }

    /// <summary>Counts what a shopper did. A click, a cart and a purchase count once per list and product; impressions count with their list.</summary>
    public void Add(Interaction interaction)
    {
        ArgumentNullException.ThrowIfNull(interaction);
        Sequence = Math.Max(Sequence, interaction.Sequence);
        if (!Counts(interaction.Simulated))
            return;
        // A client's clock may run ahead; nothing happened after it was received.
        DateTime at = interaction.OccurredUtc < interaction.ReceivedUtc ? interaction.OccurredUtc : interaction.ReceivedUtc;
        double weight = At(at, out double recent);
        int product = Slot(interaction.ProductId);
        OpenList? list = interaction.ListId is { } id ? lists.GetValueOrDefault(id) : null;
        if (interaction.Kind == InteractionKind.Impression)
        {
            if (interaction.ListId is null)
                Count(product, new Counts(weight * settings.Examination(interaction.Position ?? 1), 0, 0, 0), []);
            return;
        }

        if (WhatIsDone(interaction.Kind) is not { } done)
            return;
        if (list is null || list.IsFirst(product, done))
            CountAct(product, done, weight, recent, list?.Symptoms ?? []);
        if ((interaction.VisitorId ?? interaction.SessionId) is { } visitor)
            Relate(visitor, interaction, product, done, weight, at);
    }

    /// <summary>Drops what is known of a visitor, as after an erasure; what they did stays in the sums of products, which name nobody.</summary>
    /// <returns>False when nothing was known.</returns>
    public bool Forget(string visitorId) => visitors.Remove(visitorId);

    /// <summary>Drops what is known of visitors who were last heard of before a time, as when the journal keeps nothing older; what they did stays in the sums of products.</summary>
    /// <param name="utc">Who was heard of then or later stays, with everything that is known of them.</param>
    /// <returns>False when there was nobody.</returns>
    public bool ForgetBefore(DateTime utc)
    {
        string[] gone = [.. visitors.Where(v => v.Value.LastUtc < utc).Select(v => v.Key)];
        visitors.RemoveRange(gone);
        return gone.Length > 0;
    }

    /// <summary>Everything the fold holds, to be kept and gone on from.</summary>
    public StatisticsState State() => new()
    {
        Settings = settings,
        Sequence = Sequence,
        NowUtc = now,
        OnlySimulated = onlySimulated,
        Landmark = decay.Landmark,
        RecentLandmark = recentDecay.Landmark,
        All = all,
        Products = products.Share().Ids,
        Symptoms = symptoms.Share().Ids,
        Cells = [.. cells.Select(cell => cell.State())],
        Lists = [.. listOrder.Select(id => lists[id].State(id))],
        Visitors = [.. visitors.OrderBy(v => v.Key, StringComparer.Ordinal).Select(v => v.Value.State(v.Key))],
    };

    /// <summary>The statistics as they stand: immutable, for many threads. Costs as much as there are products changed since the last one, and little more.</summary>
    public ProductStatistics Snapshot()
    {
        (IReadOnlyDictionary<string, int> byId, IReadOnlyList<string> ids) = products.Share();
        var frozen = new FrozenCell[cells.Count];
        for (int i = 0; i < frozen.Length; i++)
            frozen[i] = cells[i].Freeze();
        return new ProductStatistics
        {
            Sequence = Sequence,
            AsOfUtc = now,
            IsSimulated = now is not null && onlySimulated,
            Slots = byId,
            SymptomSlots = symptoms.Share().ById,
            Ids = ids,
            Cells = frozen,
            Visitors = visitors.ToImmutable(),
            Factor = now is { } at ? decay.Factor(at) : 1,
            RecentFactor = now is { } then ? recentDecay.Factor(then) : 1,
            Sums = all,
        };
    }

    private bool HasForeignSlot(OpenListState list) =>
        list.Done.Count != list.Shown.Count || list.Shown.Any(slot => slot < 0 || slot >= products.Count) || list.Symptoms.Any(slot => slot < 0 || slot >= symptoms.Count);

    private bool HasForeignSlot(CellState cell) =>
        cell.BySymptom.Any(s => s.Symptom < 0 || s.Symptom >= symptoms.Count) || cell.Partners.Any(p => p.Product < 0 || p.Product >= products.Count);

    private static Familiarity? WhatIsDone(InteractionKind kind) => kind switch
    {
        InteractionKind.Click or InteractionKind.View => Familiarity.Opened,
        InteractionKind.AddToCart => Familiarity.InBasket,
        InteractionKind.Purchase => Familiarity.Bought,
        _ => null,
    };

    private (ForwardDecay Slow, ForwardDecay Fast) Decays() => (new ForwardDecay(settings.HalfLifeDays), new ForwardDecay(settings.RecentHalfLifeDays));

    // Simulated entries count while there is nothing else, as they do in training; the first real one sweeps them away.
    private bool Counts(bool simulated)
    {
        if (!simulated && onlySimulated)
        {
            onlySimulated = false;
            if (!settings.IncludeSimulated)
                Clear();
        }

        return !simulated || onlySimulated || settings.IncludeSimulated;
    }

    private void Clear()
    {
        cells.Clear();
        for (int i = 0; i < products.Count; i++)
            cells.Add(new ProductCell());
        lists.Clear();
        listOrder.Clear();
        visitors.Clear();
        (all, now) = (default, null);
        (decay, recentDecay) = Decays();
    }

    private double At(DateTime utc, out double recent)
    {
        now = now is { } newest && newest > utc ? newest : utc;
        double weight = decay.Weight(utc, out double rescale);
        recent = recentDecay.Weight(utc, out double recentRescale);
        if (rescale == 1 && recentRescale == 1)
            return weight;
        all *= rescale;
        foreach (ProductCell cell in cells)
            cell.Rescale(rescale, recentRescale);
        return weight;
    }

    private int Slot(string productId)
    {
        int slot = products.Of(productId);
        if (slot == cells.Count)
            cells.Add(new ProductCell());
        return slot;
    }

    private void Count(int product, Counts counts, ReadOnlySpan<int> about)
    {
        all += counts;
        cells[product].Add(counts, about);
    }

    private void CountAct(int product, Familiarity done, double weight, double recent, ReadOnlySpan<int> about)
    {
        Count(product, done switch
        {
            Familiarity.Opened => new Counts(0, weight, 0, 0),
            Familiarity.InBasket => new Counts(0, 0, weight, 0),
            _ => new Counts(0, 0, 0, weight),
        }, about);
        cells[product].AddRecent(recent * done switch
        {
            Familiarity.Opened => StatisticsSettings.OpenedWeight,
            Familiarity.InBasket => StatisticsSettings.CartWeight,
            _ => StatisticsSettings.PurchaseWeight,
        });
    }

    // Two products belong together for each visit that opened both and each visitor who bought both.
    private void Relate(string visitor, Interaction interaction, int product, Familiarity done, double weight, DateTime at)
    {
        VisitorMemory before = Memory(visitor);
        ImmutableArray<string> opened = before.VisitAt(interaction.SessionId, at);
        if (!opened.Contains(interaction.ProductId))
            Pair(product, opened, new Together(weight, 0));
        if (done == Familiarity.Bought && !before.Bought.Contains(interaction.ProductId))
            Pair(product, before.Bought, new Together(0, weight));
        Remember(visitor, before.Did(interaction.ProductId, done, interaction.SessionId, at));
    }

    private void Pair(int product, ImmutableArray<string> others, Together one)
    {
        cells[product].AddAlone(one);
        foreach (string id in others)
        {
            int other = Slot(id);
            cells[product].AddPartner(other, one);
            cells[other].AddPartner(product, one);
        }
    }

    private void Open(string id, OpenList list)
    {
        if (!lists.TryAdd(id, list))
            return;
        listOrder.Enqueue(id);
        if (listOrder.Count > MostOpenLists)
            lists.Remove(listOrder.Dequeue());
    }

    private VisitorMemory Memory(string visitor) => visitors.GetValueOrDefault(visitor) ?? VisitorMemory.Empty;

    private void Remember(string visitor, VisitorMemory memory)
    {
        visitors[visitor] = memory;
        if (visitors.Count > MostVisitors)
            visitors.RemoveRange([.. visitors.OrderBy(v => v.Value.LastUtc).ThenBy(v => v.Key, StringComparer.Ordinal).Take(MostVisitors / 2).Select(v => v.Key)]);
    }

    /// <summary>A list that acts may still go back to: what it was about, what it showed, and what was done already.</summary>
    private sealed class OpenList(int[] about, int[] shown, byte[] done)
    {
        public int[] Symptoms { get; } = about;

        public OpenListState State(string id) => new(id, Symptoms, shown, [.. done]);

        /// <summary>True when this was not counted before; a product that the list did not show counts each time.</summary>
        public bool IsFirst(int product, Familiarity what)
        {
            int at = Array.IndexOf(shown, product), bit = 1 << (int)what;
            if (at < 0)
                return true;
            bool first = (done[at] & bit) == 0;
            done[at] |= (byte)bit;
            return first;
        }
    }
}
