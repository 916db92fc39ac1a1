using BackCare.Ranking.Training;

namespace BackCare.Ranking.MLNet;

/// <summary>How many threads ML.NET gets.</summary>
internal static class MLNetThreads
{
    public static int Of(TrainerOptions options) => options.Threads > 0 ? options.Threads : Environment.ProcessorCount;
}
