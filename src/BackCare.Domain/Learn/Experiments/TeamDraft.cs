using BackCare.Ranking.Randomness;

namespace BackCare.Domain.Learn.Experiments;

/// <summary>Team-draft interleaving: two orders pick in turns, as captains pick teams (Radlinski, Kurup and Joachims, CIKM 2008, algorithm 2).</summary>
public static class TeamDraft
{
    /// <summary>The joint order and whose pick each item was.</summary>
    /// <param name="control">Items by the control's order; a permutation of 0 … n−1.</param>
    /// <param name="treatment">The same items by the treatment's order.</param>
    /// <param name="draw">Seed of the coin that decides who picks first in each round.</param>
    /// <param name="order">Gets the joint order.</param>
    /// <param name="treated">Gets, by place of the joint order, true where the treatment picked.</param>
    public static void Interleave(ReadOnlySpan<int> control, ReadOnlySpan<int> treatment, ulong draw, Span<int> order, Span<bool> treated)
    {
        if (control.Length != treatment.Length || order.Length != control.Length || treated.Length != control.Length)
            throw new ArgumentException($"Both orders must hold the same items: {control.Length} and {treatment.Length}.", nameof(treatment));
        var random = new SplitMix64(draw);
        Span<bool> taken = control.Length <= 512 ? stackalloc bool[control.Length] : new bool[control.Length];
        int nextOfControl = 0, nextOfTreatment = 0, lead = 0;
        for (int place = 0; place < order.Length; place++)
        {
            bool treatmentPicks = lead == 0 ? random.NextBool(0.5) : lead < 0;
            lead += treatmentPicks ? 1 : -1;
            int item = treatmentPicks ? Pick(treatment, taken, ref nextOfTreatment) : Pick(control, taken, ref nextOfControl);
            (order[place], treated[place]) = (item, treatmentPicks);
        }
    }

    /// <summary>What one list says: +1 when more of the treatment's picks succeeded, −1 when more of the control's, 0 otherwise.</summary>
    public static int Preference(int controlSuccesses, int treatmentSuccesses) => Math.Sign(treatmentSuccesses - controlSuccesses);

    private static int Pick(ReadOnlySpan<int> from, Span<bool> taken, ref int next)
    {
        while (taken[from[next]]) next++;
        taken[from[next]] = true;
        return from[next];
    }
}
