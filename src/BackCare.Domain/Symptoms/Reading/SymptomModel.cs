using System.Numerics;
using System.Runtime.InteropServices;

namespace BackCare.Domain.Symptoms.Reading;

/// <summary>One text that the model learns from.</summary>
/// <param name="Features">Feature numbers.</param>
/// <param name="Values">Value of each feature.</param>
/// <param name="Symptom">Index of the symptom meant; -1 for a text about something else.</param>
/// <param name="Weight">How much it counts.</param>
internal sealed record Example(int[] Features, float[] Values, int Symptom, float Weight);

/// <summary>Linear scores per symptom: ridge regression on the known phrases, one target per symptom.</summary>
/// <remarks>
/// Solves (K + λI) α = Y for K = X Xᵀ by conjugate gradients, all symptoms at once, and keeps W = Xᵀ α. The problem is convex and the
/// steps run in a fixed order, so the same phrases give the same weights. Ridge keeps leave-one-out exact and cheap:
/// see <see cref="PhraseLeftOut"/>.
/// </remarks>
internal sealed class SymptomModel
{
    private const int Iterations = 50;
    private const double Tolerance = 1e-4;

    private readonly Example[] examples;
    private readonly float[] weights;
    private readonly float[] alpha;

    public SymptomModel(IReadOnlyList<Example> examples, int features, int symptoms, float ridge)
    {
        this.examples = [.. examples];
        Symptoms = symptoms;
        Ridge = ridge;
        Lanes = (symptoms + 15) / 16 * 16;
        Features = features;
        weights = new float[features * Lanes];
        alpha = Solve();
        Transpose(alpha, weights);
    }

    /// <summary>Number of symptoms.</summary>
    public int Symptoms { get; }

    /// <summary>Number of features.</summary>
    public int Features { get; }

    /// <summary>Width of a row of scores: symptoms rounded up to full vectors.</summary>
    public int Lanes { get; }

    /// <summary>λ.</summary>
    public float Ridge { get; }

    /// <summary>What was learned from.</summary>
    public IReadOnlyList<Example> Examples => examples;

    /// <summary>Scores of a bag of features, one per symptom; about 1 for a sure match and 0 for none.</summary>
    public void Score(FeatureBag bag, Span<double> scores)
    {
        scores.Clear();
        ReadOnlySpan<float> all = weights;
        for (int i = 0; i < bag.Count; i++)
            AddRow(all.Slice(bag.Ids[i] * Lanes, Lanes), bag.Values[i], scores);
    }

    /// <summary>What one feature adds to one symptom's score, per unit of its value.</summary>
    public float Weight(int feature, int symptom) => weights[(feature * Lanes) + symptom];

    /// <summary>The dual weights of one example, one per symptom.</summary>
    public ReadOnlySpan<float> Alpha(int example) => alpha.AsSpan(example * Lanes, Lanes);

    // Element by element in double, so that neither the vector width nor the order of clauses shows beyond rounding.
    private static void AddRow(ReadOnlySpan<float> row, float value, Span<double> scores)
    {
        ReadOnlySpan<Vector<float>> source = MemoryMarshal.Cast<float, Vector<float>>(row);
        Span<Vector<double>> target = MemoryMarshal.Cast<double, Vector<double>>(scores);
        var factor = new Vector<double>(value);
        for (int i = 0; i < source.Length; i++)
        {
            Vector.Widen(source[i], out Vector<double> low, out Vector<double> high);
            target[2 * i] += low * factor;
            target[(2 * i) + 1] += high * factor;
        }
    }

    // Conjugate gradients with one step length per symptom. Row weights enter as sqrt(weight) on both sides.
    private float[] Solve()
    {
        int n = examples.Length;
        float[] solution = new float[n * Lanes], residual = new float[n * Lanes], image = new float[n * Lanes], spare = new float[Features * Lanes];
        for (int i = 0; i < n; i++)
        {
            if (examples[i].Symptom >= 0)
                residual[(i * Lanes) + examples[i].Symptom] = MathF.Sqrt(examples[i].Weight);
        }

        float[] direction = [.. residual];
        double[] rho = Dots(residual, residual), start = [.. rho];
        for (int step = 0; step < Iterations; step++)
        {
            Apply(direction, image, spare);
            double[] curvature = Dots(direction, image);
            float[] length = new float[Lanes];
            for (int c = 0; c < Lanes; c++)
                length[c] = curvature[c] > 0 ? (float)(rho[c] / curvature[c]) : 0;
            AddScaled(solution, direction, length, 1);
            AddScaled(residual, image, length, -1);
            double[] next = Dots(residual, residual);
            float[] keep = new float[Lanes];
            bool done = true;
            for (int c = 0; c < Lanes; c++)
            {
                keep[c] = rho[c] > 0 ? (float)(next[c] / rho[c]) : 0;
                done &= next[c] <= Tolerance * Tolerance * start[c];
            }

            rho = next;
            if (done)
                break;
            for (int i = 0; i < direction.Length; i += Lanes)
            {
                for (int c = 0; c < Lanes; c++)
                    direction[i + c] = residual[i + c] + (keep[c] * direction[i + c]);
            }
        }

        return solution;
    }

    // image = (X Xᵀ + λI) direction
    private void Apply(float[] direction, float[] image, float[] spare)
    {
        Transpose(direction, spare);
        for (int i = 0; i < examples.Length; i++)
        {
            Span<float> row = image.AsSpan(i * Lanes, Lanes);
            row.Clear();
            AddScaledRow(row, direction.AsSpan(i * Lanes, Lanes), Ridge);
            float scale = MathF.Sqrt(examples[i].Weight);
            for (int k = 0; k < examples[i].Features.Length; k++)
                AddScaledRow(row, spare.AsSpan(examples[i].Features[k] * Lanes, Lanes), examples[i].Values[k] * scale);
        }
    }

    // into = Xᵀ from
    private void Transpose(float[] from, float[] into)
    {
        into.AsSpan().Clear();
        for (int i = 0; i < examples.Length; i++)
        {
            float scale = MathF.Sqrt(examples[i].Weight);
            for (int k = 0; k < examples[i].Features.Length; k++)
                AddScaledRow(into.AsSpan(examples[i].Features[k] * Lanes, Lanes), from.AsSpan(i * Lanes, Lanes), examples[i].Values[k] * scale);
        }
    }

    // Element by element, so that the result does not depend on the vector width of the machine.
    private static void AddScaledRow(Span<float> into, ReadOnlySpan<float> row, float scale)
    {
        Span<Vector<float>> target = MemoryMarshal.Cast<float, Vector<float>>(into);
        ReadOnlySpan<Vector<float>> source = MemoryMarshal.Cast<float, Vector<float>>(row);
        var factor = new Vector<float>(scale);
        for (int i = 0; i < target.Length; i++)
            target[i] += source[i] * factor;
    }

    private void AddScaled(float[] into, float[] from, float[] length, float sign)
    {
        for (int i = 0; i < into.Length; i += Lanes)
        {
            for (int c = 0; c < Lanes; c++)
                into[i + c] += sign * length[c] * from[i + c];
        }
    }

    private double[] Dots(float[] a, float[] b)
    {
        double[] dots = new double[Lanes];
        Span<Vector<double>> sums = MemoryMarshal.Cast<double, Vector<double>>(dots.AsSpan());
        ReadOnlySpan<Vector<float>> left = MemoryMarshal.Cast<float, Vector<float>>(a.AsSpan()), right = MemoryMarshal.Cast<float, Vector<float>>(b.AsSpan());
        int row = Lanes / Vector<float>.Count;
        for (int i = 0; i < left.Length; i++)
        {
            Vector.Widen(left[i], out Vector<double> leftLow, out Vector<double> leftHigh);
            Vector.Widen(right[i], out Vector<double> rightLow, out Vector<double> rightHigh);
            sums[2 * (i % row)] += leftLow * rightLow;
            sums[(2 * (i % row)) + 1] += leftHigh * rightHigh;
        }

        return dots;
    }
}
