namespace BackCare.Web.Hosting;

/// <summary>Where the shop is reached from outside: setting <c>Site:Address</c>, else the host that the request named.</summary>
/// <remarks>Behind a proxy that does not pass the host on, set it: canonical addresses, structured data and the sitemap name it.</remarks>
public sealed class SiteAddress(IConfiguration configuration, IHttpContextAccessor accessor)
{
    private readonly string? configured = Read(configuration["Site:Address"]);

    /// <summary>An absolute address of this site.</summary>
    /// <param name="path">Begins with a slash.</param>
    public string Of(string path)
    {
        if (configured is not null) return configured + path;
        HttpRequest request = (accessor.HttpContext ?? throw new InvalidOperationException("There is no request.")).Request;
        return $"{request.Scheme}://{request.Host.ToUriComponent()}{path}";
    }

    private static string? Read(string? value)
    {
        if (string.IsNullOrEmpty(value)) return null;
        return Uri.TryCreate(value, UriKind.Absolute, out Uri? address) && address.Scheme is "http" or "https" && address.PathAndQuery == "/"
            ? value.TrimEnd('/')
            : throw new InvalidDataException($"Site:Address is '{value}': write scheme and host only, such as https://shop.example.");
    }
}
