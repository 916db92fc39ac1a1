#if MLNET
using System.Runtime.CompilerServices;
using Microsoft.ML;

namespace BackCare.Ranking.MLNet;

/// <summary>Stops ML.NET between two trees.</summary>
/// <remarks>ML.NET looks for cancellation before every tree, but its <c>MLContext.CancelExecution</c> is internal (5.0.0), so it is reached
/// as such; should a later version lack it, cancellation takes effect at the next pass over the rows or when training ends.</remarks>
internal static class MLNetCancellation
{
    public static IDisposable Watch(MLContext context, CancellationToken cancellation) => cancellation.Register(() =>
    {
        try
        {
            CancelExecution(context);
        }
        catch (MissingMethodException)
        {
            // The rows' own check remains.
        }
    });

    [UnsafeAccessor(UnsafeAccessorKind.Method)]
    private static extern void CancelExecution(MLContext context);
}
#endif
