using BackCare.Web.Security;

namespace BackCare.Web.Pages;

/// <summary>A form that could not be saved while the database was away, to be sent again as it was typed.</summary>
/// <param name="Action">Where it was posted to.</param>
/// <param name="Fields">Its fields, in order.</param>
public sealed record PostedAgain(string Action, IReadOnlyList<KeyValuePair<string, string>> Fields)
{
    // Forms of the desk and of reviews. What a shopper tells of a complaint needs no database, and passwords are not for repeating.
    private static readonly PathString[] Kept = ["/admin", "/analyst", "/reviews"];
    private static readonly string[] Secrets = ["password", "current", "new", "again", "code", "key", "secret"];

    /// <summary>The form of a request; null when it has none, a foreign page sent it, or it holds a secret or a file.</summary>
    public static async Task<PostedAgain?> FromAsync(HttpContext context)
    {
        HttpRequest request = context.Request;
        if (!HttpMethods.IsPost(request.Method) || !request.HasFormContentType || !OwnFormsOnly.IsOwn(request) || !Kept.Any(path => request.Path.StartsWithSegments(path, StringComparison.Ordinal)))
            return null;
        try
        {
            IFormCollection form = await request.ReadFormAsync(context.RequestAborted);
            return form.Files.Count > 0 || form.Keys.Any(key => Secrets.Contains(key, StringComparer.OrdinalIgnoreCase))
                ? null
                : new PostedAgain($"{request.PathBase}{request.Path}{request.QueryString}", [.. form.SelectMany(f => f.Value.Select(value => KeyValuePair.Create(f.Key, value ?? "")))]);
        }
        catch (Exception unread) when (unread is IOException or InvalidDataException or BadHttpRequestException)
        {
            // It was never read to its end, and cannot be now.
            return null;
        }
    }
}
