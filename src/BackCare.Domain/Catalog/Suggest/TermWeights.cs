namespace BackCare.Domain.Catalog.Suggest;

/// <summary>How much each word of a collection of texts says, and texts as unit vectors of such weights.</summary>
internal sealed class TermWeights
{
    private readonly Dictionary<string, double> rarity = new(StringComparer.Ordinal);

    public TermWeights(IReadOnlyList<Dictionary<string, double>> bags)
    {
        var texts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (string term in bags.SelectMany(b => b.Keys))
            texts[term] = texts.GetValueOrDefault(term) + 1;
        foreach ((string term, int count) in texts)
            rarity[term] = Math.Log((1.0 + bags.Count) / (1.0 + count)) + 1;
    }

    /// <summary>A bag as a vector of length 1; words that no text of the collection has are left out. Empty when none is left.</summary>
    public Dictionary<string, double> Vector(Dictionary<string, double> bag)
    {
        var vector = new Dictionary<string, double>(StringComparer.Ordinal);
        double squares = 0;
        foreach ((string term, double weight) in bag)
        {
            if (!rarity.TryGetValue(term, out double rare))
                continue;
            double value = Math.Log(1 + weight) * rare;
            vector[term] = value;
            squares += value * value;
        }

        double length = Math.Sqrt(squares);
        foreach (string term in vector.Keys.ToArray())
            vector[term] /= length;
        return vector;
    }
}

/// <summary>Vectors of length 1 by their words, so that only what a text shares with them is looked at.</summary>
internal sealed class VectorIndex
{
    private readonly Dictionary<string, List<(int Vector, double Weight)>> byTerm = new(StringComparer.Ordinal);
    private readonly int count;

    public VectorIndex(IReadOnlyList<Dictionary<string, double>> vectors)
    {
        count = vectors.Count;
        for (int i = 0; i < count; i++)
        {
            foreach ((string term, double weight) in vectors[i])
            {
                if (!byTerm.TryGetValue(term, out List<(int, double)>? having))
                    byTerm.Add(term, having = []);
                having.Add((i, weight));
            }
        }
    }

    /// <summary>Cosine of the angle between a vector of length 1 and each vector of the index.</summary>
    public double[] Likeness(Dictionary<string, double> vector)
    {
        double[] likeness = new double[count];
        foreach ((string term, double weight) in vector)
        {
            if (!byTerm.TryGetValue(term, out List<(int Vector, double Weight)>? having))
                continue;
            foreach ((int other, double also) in having)
                likeness[other] += weight * also;
        }

        return likeness;
    }
}
