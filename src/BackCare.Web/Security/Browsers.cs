namespace BackCare.Web.Security;

/// <summary>What a browser calls itself, in two words: enough to know one's own sessions apart, too little to know a person by.</summary>
public static class Browsers
{
    private static readonly (string Mark, string Name)[] Kinds =
        [("Edg/", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari")];

    private static readonly (string Mark, string Name)[] Systems =
        [("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"), ("Mac OS", "Mac"), ("Linux", "Linux")];

    /// <summary>Such as <c>Firefox on Linux</c>.</summary>
    public static string NameOf(string? userAgent)
    {
        string text = userAgent ?? "";
        string kind = Kinds.FirstOrDefault(k => text.Contains(k.Mark, StringComparison.Ordinal)).Name ?? "a browser";
        return Systems.FirstOrDefault(s => text.Contains(s.Mark, StringComparison.Ordinal)).Name is { } system ? $"{kind} on {system}" : kind;
    }
}
