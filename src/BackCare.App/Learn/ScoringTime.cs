using BackCare.Domain.Learn.TrainingSets;
using BackCare.Domain.Scoring;

namespace BackCare.App.Learn;

/// <summary>How long a model takes to score a long list.</summary>
internal static class ScoringTime
{
    private const int Candidates = 200, Lists = 200, Rounds = 5;

    /// <summary>Milliseconds in which 99 of 100 lists of 200 candidates are scored.</summary>
    /// <remarks>Each list is scored in five rounds and its best time counts: what else the machine does in the other four is not the model's doing.</remarks>
    /// <param name="ranker">The model.</param>
    /// <param name="set">Where rows come from; they are repeated when there are fewer.</param>
    /// <param name="clock">Measures.</param>
    public static double P99Ms(IRanker ranker, TrainingSet set, TimeProvider clock)
    {
        int width = set.Data.Features.Columns;
        float[] rows = new float[Candidates * width];
        for (int i = 0; i < Candidates; i++)
            set.Data.Features.CopyRow(i % set.Data.Rows, rows.AsSpan(i * width, width));
        double[] scores = new double[Candidates], times = new double[Lists];
        Array.Fill(times, double.PositiveInfinity);
        for (int round = 0; round < Rounds; round++)
        {
            for (int list = 0; list < Lists; list++)
            {
                long start = clock.GetTimestamp();
                ranker.Score(new CandidateRows([], rows, width), scores);
                times[list] = Math.Min(times[list], clock.GetElapsedTime(start).TotalMilliseconds);
            }
        }

        Array.Sort(times);
        return times[(Lists * 99 / 100) - 1];
    }
}
