using System.IO.Compression;
using Microsoft.AspNetCore.ResponseCompression;

namespace BackCare.Web.Api;

/// <summary>Packs what the API answers. Pages pack themselves (<see cref="Pages.Page"/>), and files are packed once.</summary>
/// <remarks>Export and erasure under <c>/v1/me</c> name the visitor and stay as they are (docs/decisions/0072).</remarks>
public static class ApiCompression
{
    /// <summary>Registers the encodings.</summary>
    public static IServiceCollection AddApiCompression(this IServiceCollection services) => services
        .Configure<BrotliCompressionProviderOptions>(static options => options.Level = CompressionLevel.Fastest)
        .Configure<GzipCompressionProviderOptions>(static options => options.Level = CompressionLevel.Fastest)
        .AddResponseCompression(static options =>
        {
            options.EnableForHttps = true;
            options.MimeTypes = ["application/json", "application/problem+json", "application/xml", "text/csv"];
        });

    /// <summary>Compresses under the API's addresses, the document and the sitemap alone.</summary>
    public static void UseApiCompression(this IApplicationBuilder app) => app.UseWhen(
        static context => IsPacked(context.Request.Path), static packed => packed.UseResponseCompression());

    private static bool IsPacked(PathString path) =>
        (path.StartsWithSegments("/v1", StringComparison.Ordinal) && !path.StartsWithSegments("/v1/me", StringComparison.Ordinal))
        || path.StartsWithSegments("/openapi", StringComparison.Ordinal)
        || (path.Value is { } address && address.StartsWith("/sitemap", StringComparison.Ordinal));
}
