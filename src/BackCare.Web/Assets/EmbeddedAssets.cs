using System.Collections.Frozen;
using System.IO.Compression;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using BackCare.Domain.Learn.Charts;
using BackCare.Web.Hosting;

namespace BackCare.Web.Assets;

/// <summary>The files under wwwroot, embedded in the assembly, compressed once and served under an address that names their content.</summary>
/// <remarks>The address of a file changes with its content, so browsers may keep it for a year and never show an old one.</remarks>
public static class EmbeddedAssets
{
    private const string Folder = "wwwroot/";

    private static readonly FrozenDictionary<string, Asset> ByName = Load().ToFrozenDictionary(a => a.Name, StringComparer.Ordinal);

    /// <summary>The address to link to.</summary>
    public static string Href(string name) => $"/assets/{name}?v={ByName[name].Fingerprint}";

    /// <summary>True when there is a file of this name.</summary>
    public static bool Has(string name) => ByName.ContainsKey(name);

    /// <summary>Serves every file, and the icon where browsers look for it unasked.</summary>
    public static void MapEmbeddedAssets(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/assets/{**name}", static (string name, HttpContext context) => Serve(name, context))
            .AllowAnonymous().ExcludeFromDescription();
        // Shops embed the widget by this address, so it must not change with its content.
        routes.MapGet("/backcare.js", static (HttpContext context) => Serve("backcare.js", context, "public, max-age=3600"))
            .AllowAnonymous().ExcludeFromDescription();
        routes.MapGet("/favicon.ico", static (HttpContext context) => Serve("favicon.svg", context))
            .AllowAnonymous().ExcludeFromDescription();
    }

    private static IResult Serve(string name, HttpContext context, string unpinned = "no-cache")
    {
        if (!ByName.TryGetValue(name, out Asset? asset)) return TypedResults.NotFound();
        IHeaderDictionary headers = context.Response.Headers;
        bool pinned = context.Request.Query["v"] == asset.Fingerprint;
        headers.CacheControl = pinned ? "public, max-age=31536000, immutable" : unpinned;
        headers.Vary = "Accept-Encoding";
        string? encoding = ContentEncodings.Best(context.Request.Headers.AcceptEncoding);
        if (encoding is not null) headers.ContentEncoding = encoding;
        byte[] body = encoding switch
        {
            ContentEncodings.Brotli => asset.Brotli,
            ContentEncodings.Gzip => asset.Gzip,
            _ => asset.Plain,
        };
        return TypedResults.Bytes(body, asset.ContentType, entityTag: new($"\"{asset.Fingerprint}{(encoding is null ? "" : "-" + encoding)}\""));
    }

    private static IEnumerable<Asset> Load()
    {
        Assembly assembly = typeof(EmbeddedAssets).Assembly;
        foreach (string resource in assembly.GetManifestResourceNames().Where(n => n.StartsWith(Folder, StringComparison.Ordinal)))
        {
            using Stream stream = assembly.GetManifestResourceStream(resource)!;
            byte[] plain = new byte[stream.Length];
            stream.ReadExactly(plain);
            string name = resource[Folder.Length..];
            yield return Made(name, plain);
        }
        // The charts' own sheet, the same that reports carry.
        yield return Made("charts.css", Encoding.UTF8.GetBytes(ChartStyle.Css));
    }

    private static Asset Made(string name, byte[] plain) =>
        new(name, ContentTypeOf(name), Convert.ToHexStringLower(SHA256.HashData(plain))[..12], plain, Compress(plain), ContentEncodings.Pack(plain, ContentEncodings.Gzip));

    private static byte[] Compress(byte[] plain)
    {
        using var packed = new MemoryStream();
        using (var brotli = new BrotliStream(packed, CompressionLevel.Optimal)) brotli.Write(plain);
        return packed.ToArray();
    }

    private static string ContentTypeOf(string name) => Path.GetExtension(name) switch
    {
        ".css" => "text/css; charset=utf-8",
        ".svg" => "image/svg+xml",
        ".js" => "text/javascript; charset=utf-8",
        var other => throw new InvalidOperationException($"wwwroot/{name}: say the media type of '{other}' in EmbeddedAssets."),
    };

    private sealed record Asset(string Name, string ContentType, string Fingerprint, byte[] Plain, byte[] Brotli, byte[] Gzip);
}
