using Microsoft.AspNetCore.Http.HttpResults;

namespace BackCare.Web.Api;

/// <summary>Files that are written while they are sent.</summary>
internal static class ProductFiles
{
    /// <summary>A download, which ends with the line of whoever asked; without a name it is shown where it is asked for.</summary>
    public static PushStreamHttpResult Download(Func<Stream, CancellationToken, Task> write, string mediaType, string? fileName, CancellationToken aborted) =>
        TypedResults.Stream(into => write(into, aborted), mediaType, fileName);
}
