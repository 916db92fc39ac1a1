using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace BackCare.FunctionalTests.Fuzz;

/// <summary>What came back for one request.</summary>
/// <param name="Status">HTTP status; 0 when nothing came back in time.</param>
/// <param name="MediaType">Of the body.</param>
/// <param name="Headers">Every header, names in lower case.</param>
/// <param name="Body">The body, unpacked.</param>
internal sealed record FuzzAnswer(int Status, string? MediaType, IReadOnlyDictionary<string, string> Headers, string Body);

/// <summary>What every answer must be, whatever was asked.</summary>
/// <param name="secrets">What stands in no answer, unless whoever asked said it: keys, passwords, folders, what other visitors told.</param>
internal sealed partial class Verdict(IReadOnlyList<string> secrets)
{
    // What Kestrel itself refuses before any of our code runs: it has no body and closes the connection.
    private static readonly int[] OfTheServer = [400, 408, 411, 413, 414, 431, 505];

    /// <summary>Why the answer is not as it must be; null when it is.</summary>
    public string? Fault(FuzzRequest request, FuzzAnswer answer)
    {
        if (answer.Status == 0) return "hang: no answer in time";
        if (answer.Status >= 500) return $"status {answer.Status}";
        if (!answer.Headers.ContainsKey("content-security-policy"))
            return OfTheServer.Contains(answer.Status) && answer.Body.Length == 0 ? null : $"status {answer.Status} without the security headers";
        return OfProblem(request, answer) ?? OfHeaders(request, answer) ?? OfLeak(request, answer);
    }

    private static string? OfProblem(FuzzRequest request, FuzzAnswer answer)
    {
        if (answer.Status < 400 || !IsForMachines(request.Target) || request.Method == "HEAD") return null;
        if (answer.MediaType != "application/problem+json") return $"status {answer.Status} of the API as {answer.MediaType ?? "nothing"}, not as a problem";
        try
        {
            using JsonDocument problem = JsonDocument.Parse(answer.Body);
            return problem.RootElement.TryGetProperty("code", out _) && problem.RootElement.TryGetProperty("requestId", out _) ? null : "a problem without code or request id";
        }
        catch (JsonException)
        {
            return "a problem that is no JSON";
        }
    }

    private static string? OfHeaders(FuzzRequest request, FuzzAnswer answer)
    {
        if (answer.Headers.ContainsKey(HostileValues.InjectedHeader.ToLowerInvariant())) return "a header was injected";
        if (!answer.Headers.TryGetValue("location", out string? location)) return null;
        bool asked = request.Headers.Any(h => h.Key == "Host");
        bool foreign = location.StartsWith("//", StringComparison.Ordinal) || location.StartsWith("/\\", StringComparison.Ordinal) || (location.Contains("://", StringComparison.Ordinal) && !location.StartsWith('/'));
        return foreign && !asked ? $"a redirect leads to {location}" : null;
    }

    private string? OfLeak(FuzzRequest request, FuzzAnswer answer)
    {
        if (answer.MediaType == "text/html" && answer.Body.Contains(HostileValues.Tag, StringComparison.Ordinal)) return "a page shows what was sent as markup";
        // Where the operator is told where files lie.
        string path = PathOf(request.Target).TrimEnd('/');
        if (path.EndsWith("/health/details", StringComparison.OrdinalIgnoreCase) || path.EndsWith("/admin/status", StringComparison.OrdinalIgnoreCase)) return null;
        string said = request.Text;
        foreach (string secret in secrets)
        {
            if (answer.Body.Contains(secret, StringComparison.Ordinal) && !said.Contains(secret, StringComparison.Ordinal)) return $"the answer holds a secret ({secret[..Math.Min(secret.Length, 6)]}…)";
        }
        // The program's own description of itself names types and paths of addresses.
        if (request.Target.StartsWith("/openapi", StringComparison.Ordinal) || request.Target.StartsWith("/assets", StringComparison.Ordinal)) return null;
        Match inner = Innards().Match(answer.Body);
        return inner.Success && !said.Contains(inner.Value, StringComparison.Ordinal) ? $"the answer tells of the program's innards: '{inner.Value}'" : null;
    }

    private static bool IsForMachines(string target)
    {
        string path = PathOf(target);
        return path.StartsWith("/v1/", StringComparison.Ordinal) || path.StartsWith("/health/", StringComparison.Ordinal);
    }

    // As the server reads it: decoded, and without the segments that lead up and out again.
    private static string PathOf(string target)
    {
        string path = target.Split('?')[0];
        return WebUtility.UrlDecode(Uri.TryCreate("http://host" + path, UriKind.Absolute, out Uri? address) ? address.AbsolutePath : path);
    }

    [GeneratedRegex(@"   at [A-Z]\w+\.|\bSystem\.[A-Z]\w+|\bMicrosoft\.(?:AspNetCore|EntityFrameworkCore|Data)\b|\w+Exception\b|SQLite Error|\bSELECT .+ FROM\b|UNIQUE constraint|FOREIGN KEY|Data Source=|/home/|/root/|/tmp/|/work/|\.cs:line \d")]
    private static partial Regex Innards();
}
