using System.Numerics;

namespace BackCare.Domain.Symptoms.Reading;

/// <summary>The model as it would be had it never seen one phrase: exact, without learning again.</summary>
/// <remarks>
/// With G = (K + λI)⁻¹, dropping example i changes the dual weights to α − G[:,i] αᵢ / Gᵢᵢ (block inverse), so a score loses
/// (Xᵀ G[:,i] · x) αᵢ / Gᵢᵢ.
/// </remarks>
internal sealed class PhraseLeftOut(int example, double[] direction, double[] shift)
{
    /// <summary>The example that is left out.</summary>
    public int Example => example;

    /// <summary>Takes out what the example added to a bag's scores.</summary>
    public void Correct(FeatureBag bag, Span<double> scores)
    {
        double along = 0;
        for (int i = 0; i < bag.Count; i++)
            along += direction[bag.Ids[i]] * bag.Values[i];
        for (int c = 0; c < shift.Length; c++)
            scores[c] -= along * shift[c];
    }

    /// <summary>One per example, in order; lazily, because each holds a direction in feature space.</summary>
    public static IEnumerable<PhraseLeftOut> Each(SymptomModel model, int count)
    {
        double[][] inverse = Inverse(Kernel(model));
        for (int i = 0; i < count; i++)
        {
            double[] direction = new double[model.Features], shift = new double[model.Symptoms];
            for (int j = 0; j < model.Examples.Count; j++)
            {
                Example other = model.Examples[j];
                double scale = Math.Sqrt(other.Weight) * inverse[i][j];
                for (int k = 0; k < other.Features.Length; k++)
                    direction[other.Features[k]] += scale * other.Values[k];
            }

            for (int c = 0; c < shift.Length; c++)
                shift[c] = model.Alpha(i)[c] / inverse[i][i];
            yield return new PhraseLeftOut(i, direction, shift);
        }
    }

    private static double[][] Kernel(SymptomModel model)
    {
        int n = model.Examples.Count;
        var rowsOf = new List<(int Example, float Value)>[model.Features];
        double[][] kernel = new double[n][];
        for (int i = 0; i < n; i++)
        {
            kernel[i] = new double[n];
            Example e = model.Examples[i];
            float scale = MathF.Sqrt(e.Weight);
            for (int k = 0; k < e.Features.Length; k++)
            {
                List<(int Example, float Value)> rows = rowsOf[e.Features[k]] ??= [];
                rows.Add((i, e.Values[k] * scale));
                foreach ((int j, float value) in rows)
                    kernel[i][j] += (double)value * e.Values[k] * scale;
            }

            kernel[i][i] += model.Ridge;
        }

        return kernel;
    }

    // Cholesky K = L Lᵀ in place, then G = L⁻ᵀ L⁻¹.
    private static double[][] Inverse(double[][] kernel)
    {
        int n = kernel.Length;
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                double sum = kernel[i][j] - Dot(kernel[i], kernel[j], j);
                kernel[i][j] = i == j ? Math.Sqrt(sum) : sum / kernel[j][j];
            }
        }

        // Columns of L⁻¹ as rows of "lower": lower[c][i] = (L⁻¹)[i][c].
        double[][] lower = new double[n][];
        for (int c = 0; c < n; c++)
        {
            lower[c] = new double[n];
            lower[c][c] = 1 / kernel[c][c];
            for (int i = c + 1; i < n; i++)
                lower[c][i] = -Dot(kernel[i].AsSpan(c, i - c), lower[c].AsSpan(c, i - c)) / kernel[i][i];
        }

        double[][] inverse = new double[n][];
        for (int i = 0; i < n; i++)
            inverse[i] = new double[n];
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j <= i; j++)
                inverse[i][j] = inverse[j][i] = Dot(lower[i].AsSpan(i), lower[j].AsSpan(i));
        }

        return inverse;
    }

    private static double Dot(double[] a, double[] b, int count) => Dot(a.AsSpan(0, count), b.AsSpan(0, count));

    private static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        Vector<double> sum = Vector<double>.Zero;
        int i = 0;
        for (; i <= a.Length - Vector<double>.Count; i += Vector<double>.Count)
            sum += new Vector<double>(a[i..]) * new Vector<double>(b[i..]);
        double total = Vector.Sum(sum);
        for (; i < a.Length; i++)
            total += a[i] * b[i];
        return total;
    }
}
