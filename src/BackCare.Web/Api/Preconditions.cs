using System.Globalization;

namespace BackCare.Web.Api;

/// <summary>Which version a write starts from: <c>ETag: "7"</c> goes out with what is read, <c>If-Match: "7"</c> comes back with what is written.</summary>
/// <remarks>A write that names none is refused: it could overwrite what its writer never saw. So is <c>*</c>, which says just that.</remarks>
public static class Preconditions
{
    /// <summary>Tells the version of what is answered.</summary>
    public static void Tag(HttpContext context, long version)
    {
        ArgumentNullException.ThrowIfNull(context);
        context.Response.Headers.ETag = string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");
    }

    /// <summary>The version in <c>If-Match</c>, or the problem to answer.</summary>
    public static (long Version, IResult? Fault) Read(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        string text = context.Request.Headers.IfMatch.ToString().Trim();
        if (text.Length == 0) return (0, Problems.PreconditionRequired());
        return text is ['"', .. var inner, '"'] && long.TryParse(inner, NumberStyles.None, CultureInfo.InvariantCulture, out long version)
            ? (version, null)
            : (0, Problems.BadRequest("wrong_precondition", "If-Match is not a version.", "Send the one ETag that came with what you read, such as If-Match: \"7\"."));
    }
}
