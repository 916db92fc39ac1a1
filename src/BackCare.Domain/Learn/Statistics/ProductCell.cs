using System.Runtime.InteropServices;

namespace BackCare.Domain.Learn.Statistics;

/// <summary>The sums of one product as they are added up. Products, symptoms and partners are known by their slots.</summary>
internal sealed class ProductCell
{
    // A product that is opened beside very many others keeps those that matter; the rest is noise and would grow without bound.
    private const int MostPartners = 256, PartnersKept = 128;

    private readonly Dictionary<int, Counts> bySymptom = [];
    private readonly Dictionary<int, Together> partners = [];
    private Counts total;
    private double recent;
    private Together alone;
    private FrozenCell? frozen;

    /// <summary>Nothing was counted yet.</summary>
    public ProductCell()
    {
    }

    /// <summary>Goes on from sums that were kept.</summary>
    public ProductCell(CellState kept)
    {
        (total, recent, alone, ListedUtc) = (kept.Total, kept.Recent, kept.Alone, kept.ListedUtc);
        foreach ((int symptom, Counts sum) in kept.BySymptom)
            bySymptom.Add(symptom, sum);
        foreach ((int product, Together sum) in kept.Partners)
            partners.Add(product, sum);
    }

    /// <summary>When it first stood on a list.</summary>
    public DateTime? ListedUtc { get; private set; }

    /// <summary>The sums to be kept.</summary>
    public CellState State() => new(
        total, recent, alone, ListedUtc, [.. bySymptom.OrderBy(s => s.Key).Select(s => (s.Key, s.Value))], [.. partners.OrderBy(s => s.Key).Select(s => (s.Key, s.Value))]);

    public void Listed(DateTime utc)
    {
        if (ListedUtc is null || utc < ListedUtc)
            (ListedUtc, frozen) = (utc, null);
    }

    public void Add(Counts counts, ReadOnlySpan<int> symptoms)
    {
        total += counts;
        foreach (int symptom in symptoms)
            CollectionsMarshal.GetValueRefOrAddDefault(bySymptom, symptom, out _) += counts;
        frozen = null;
    }

    public void AddRecent(double weight) => (recent, frozen) = (recent + weight, null);

    /// <summary>One more visit that opened it, or visitor who bought it.</summary>
    public void AddAlone(Together one) => (alone, frozen) = (new Together(alone.Visits + one.Visits, alone.Buyers + one.Buyers), null);

    public void AddPartner(int other, Together one)
    {
        ref Together sum = ref CollectionsMarshal.GetValueRefOrAddDefault(partners, other, out _);
        sum = new Together(sum.Visits + one.Visits, sum.Buyers + one.Buyers);
        frozen = null;
        if (partners.Count > MostPartners)
        {
            foreach (int least in partners.OrderByDescending(p => p.Value.Visits + p.Value.Buyers).ThenBy(p => p.Key).Skip(PartnersKept).Select(p => p.Key).ToArray())
                partners.Remove(least);
        }
    }

    /// <summary>Multiplies all sums.</summary>
    public void Rescale(double factor, double recentFactor)
    {
        total *= factor;
        recent *= recentFactor;
        alone = new Together(alone.Visits * factor, alone.Buyers * factor);
        foreach (int symptom in bySymptom.Keys.ToArray())
            bySymptom[symptom] *= factor;
        foreach (int other in partners.Keys.ToArray())
            partners[other] = new Together(partners[other].Visits * factor, partners[other].Buyers * factor);
        frozen = null;
    }

    /// <summary>The sums as they stand; the same object until something is added.</summary>
    public FrozenCell Freeze() => frozen ??= new FrozenCell(total, recent, alone, ListedUtc, SlotTable<Counts>.Of(bySymptom), SlotTable<Together>.Of(partners));
}

/// <summary>The sums of one product at one moment, still to be multiplied by the snapshot's factor.</summary>
internal sealed record FrozenCell(Counts Total, double Recent, Together Alone, DateTime? ListedUtc, SlotTable<Counts> BySymptom, SlotTable<Together> Partners)
{
    public Counts Of(int symptom) => BySymptom.Find(symptom);

    public Together With(int other) => Partners.Find(other);
}

/// <summary>Values by slot, sorted.</summary>
internal readonly record struct SlotTable<T>(int[] Slots, T[] Values)
    where T : struct
{
    public static SlotTable<T> Of(Dictionary<int, T> values)
    {
        int[] slots = new int[values.Count];
        var sorted = new T[values.Count];
        values.Keys.CopyTo(slots, 0);
        values.Values.CopyTo(sorted, 0);
        Array.Sort(slots, sorted);
        return new SlotTable<T>(slots, sorted);
    }

    public T Find(int slot) => Array.BinarySearch(Slots, slot) is >= 0 and var at ? Values[at] : default;
}
