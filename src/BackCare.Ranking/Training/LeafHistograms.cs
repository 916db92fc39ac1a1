namespace BackCare.Ranking.Training;

/// <summary>The histograms of a growing tree: one slot a leaf, and one part a worker for the leaf being summed.</summary>
internal sealed unsafe class LeafHistograms : IDisposable
{
    private readonly AlignedMemory<long> _slots;
    private readonly AlignedMemory<long>[] _parts;
    private readonly bool[] _filled;
    private readonly bool[] _allowed;
    private readonly int[] _binsOf;
    private readonly int _features;
    private readonly long _slotLength;

    internal LeafHistograms(BinnedMatrix bins, int leaves, int workers)
    {
        _features = bins.Features;
        _binsOf = [.. bins.Bins.Select(b => b.Bins)];
        _slotLength = (long)bins.Stride * HistogramKernel.FeatureStride;
        _slots = new AlignedMemory<long>(leaves * _slotLength);
        _parts = [.. Enumerable.Range(0, workers).Select(_ => new AlignedMemory<long>(_slotLength))];
        _filled = new bool[workers];
        _allowed = new bool[leaves * _features];
    }

    /// <summary>A leaf's sums for one feature.</summary>
    internal long* Of(int slot, int feature) => _slots.Pointer + slot * _slotLength + (long)feature * HistogramKernel.FeatureStride;

    /// <summary>The part a worker adds to; all zero when a leaf begins.</summary>
    internal long* PartToFill(int worker)
    {
        _filled[worker] = true;
        return _parts[worker].Pointer;
    }

    /// <summary>Whether a feature could still split the leaf in a slot; one that could not split a leaf is not tried below it.</summary>
    internal bool Allows(int slot, int feature) => _allowed[slot * _features + feature];

    internal void Allow(int slot, int feature, bool allowed) => _allowed[slot * _features + feature] = allowed;

    internal void AllowAll(int slot, bool[] features) => features.CopyTo(_allowed.AsSpan(slot * _features));

    /// <summary>Sums the parts of one feature into the smaller leaf's slot, takes them from the parent's, and clears the parts.</summary>
    /// <param name="feature">The feature.</param>
    /// <param name="smaller">Slot of the smaller leaf.</param>
    /// <param name="larger">Slot of the parent, which becomes the larger leaf's; −1 at the root.</param>
    /// <param name="wanted">False when the sums are of no use and only the parts are to be cleared.</param>
    internal void Merge(int feature, int smaller, int larger, bool wanted)
    {
        Span<nint> parts = stackalloc nint[_parts.Length];
        int count = 0;
        for (int worker = 0; worker < _parts.Length; worker++)
        {
            if (_filled[worker])
                parts[count++] = (nint)(_parts[worker].Pointer + (long)feature * HistogramKernel.FeatureStride);
        }

        if (wanted)
        {
            HistogramKernel.MergeAndSubtract(parts[..count], _binsOf[feature], Of(smaller, feature), larger < 0 ? null : Of(larger, feature));
            return;
        }

        foreach (nint part in parts[..count])
            new Span<long>((long*)part, 2 * _binsOf[feature]).Clear();
    }

    /// <summary>Says that every feature has been merged.</summary>
    internal void PartsAreClear() => Array.Clear(_filled);

    public void Dispose()
    {
        _slots.Dispose();
        foreach (AlignedMemory<long> part in _parts)
            part.Dispose();
    }
}
