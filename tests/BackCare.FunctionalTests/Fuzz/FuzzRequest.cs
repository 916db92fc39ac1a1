using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace BackCare.FunctionalTests.Fuzz;

/// <summary>One request as the fuzzer sends it; whoever reads it can send it again (<see cref="ToCurl"/>).</summary>
/// <param name="Caller">Who sends it: a role, a kind of key, or nobody.</param>
/// <param name="Route">Method and route template of the endpoint it is meant for.</param>
/// <param name="Method">As it is sent.</param>
/// <param name="Target">Path and query, as they are sent.</param>
/// <param name="Headers">In their order, beside those that make the caller who it is.</param>
/// <param name="ContentType">Of the body; null sends none.</param>
/// <param name="Body">Null when there is none. The text <see cref="Token"/> in it becomes the caller's form token.</param>
internal sealed record FuzzRequest(
    FuzzCaller Caller, string Route, string Method, string Target, IReadOnlyList<KeyValuePair<string, string>> Headers, string? ContentType, byte[]? Body)
{
    /// <summary>Stands for the form token, which differs from run to run.</summary>
    public const string Token = "FORMTOKEN";

    /// <summary>Everything of the request as text, to tell what an answer merely repeats.</summary>
    public string Text => $"{Uri.UnescapeDataString(Target)} {string.Join(' ', Headers.Select(h => h.Value))} {(Body is null ? "" : Encoding.UTF8.GetString(Body))}";

    /// <summary>The request as a shell command.</summary>
    public string ToCurl(string address)
    {
        var command = new StringBuilder($"# as {Caller}, for {Route}\ncurl -i --path-as-is -X {Method} {Quoted(address + Target)}");
        foreach ((string name, string value) in Headers) command.Append(CultureInfo.InvariantCulture, $" -H {Quoted($"{name}: {value}")}");
        if (ContentType is not null) command.Append(CultureInfo.InvariantCulture, $" -H {Quoted($"Content-Type: {ContentType}")}");
        if (Body is not null) command.Append(CultureInfo.InvariantCulture, $" --data-binary {Quoted(Encoding.UTF8.GetString(Body))}");
        return command.ToString();
    }

    /// <summary>Simpler requests, the simplest first; the shrinker takes the first that still fails.</summary>
    public IEnumerable<FuzzRequest> Smaller()
    {
        if (Body is { Length: > 0 }) yield return this with { Body = [] };
        if (Headers.Count > 1) yield return this with { Headers = [] };
        for (int i = 0; i < Headers.Count; i++)
        {
            int left = i;
            yield return this with { Headers = [.. Headers.Where((_, place) => place != left)] };
        }
        int query = Target.IndexOf('?', StringComparison.Ordinal);
        if (query >= 0) yield return this with { Target = Target[..query] };
        if (query >= 0 && Target[(query + 1)..].Split('&') is { Length: > 1 } parts)
        {
            for (int i = 0; i < parts.Length; i++)
                yield return this with { Target = Target[..(query + 1)] + string.Join('&', parts.Where((_, place) => place != i)) };
        }
        if (Body is not { Length: > 1 }) yield break;
        foreach (byte[] smaller in SmallerBodies(Body)) yield return this with { Body = smaller };
    }

    private IEnumerable<byte[]> SmallerBodies(byte[] body)
    {
        if (ContentType?.Contains("urlencoded", StringComparison.Ordinal) == true && Encoding.UTF8.GetString(body).Split('&') is { Length: > 1 } pairs)
        {
            for (int i = 0; i < pairs.Length; i++) yield return Encoding.UTF8.GetBytes(string.Join('&', pairs.Where((_, place) => place != i)));
        }
        foreach (string json in SmallerJson(body)) yield return Encoding.UTF8.GetBytes(json);
        for (int size = body.Length / 2; size >= Math.Max(1, body.Length / 16); size /= 2)
        {
            for (int start = 0; start + size <= body.Length; start += size) yield return [.. body[..start], .. body[(start + size)..]];
        }
    }

    private static IEnumerable<string> SmallerJson(byte[] body)
    {
        JsonNode? whole = Parsed(body);
        if (whole is null) yield break;
        foreach (JsonNode inner in Containers(whole).Take(200))
        {
            int count = inner is JsonObject o ? o.Count : inner.AsArray().Count;
            for (int i = 0; i < count; i++)
            {
                string path = inner.GetPath();
                JsonNode copy = whole.DeepClone();
                JsonNode place = Containers(copy).First(c => c.GetPath() == path);
                if (place is JsonObject members) members.Remove(members.ElementAt(i).Key);
                else place.AsArray().RemoveAt(i);
                yield return copy.ToJsonString();
            }
        }
    }

    private static JsonNode? Parsed(byte[] body)
    {
        try
        {
            JsonNode? whole = JsonNode.Parse(body);
            // Members are looked at one by one only when asked for; doubled ones show themselves there.
            _ = whole is null ? 0 : Containers(whole).Count();
            return whole;
        }
        catch (Exception fault) when (fault is JsonException or ArgumentException)
        {
            return null;
        }
    }

    private static IEnumerable<JsonNode> Containers(JsonNode node)
    {
        if (node is JsonValue) yield break;
        yield return node;
        foreach (JsonNode? child in node is JsonObject o ? o.Select(m => m.Value) : node.AsArray())
        {
            if (child is null) continue;
            foreach (JsonNode inner in Containers(child)) yield return inner;
        }
    }

    private static string Quoted(string text) =>
        "$'" + string.Concat(text.Select(c => c switch
        {
            '\'' => "\\'",
            '\\' => "\\\\",
            < ' ' or > '~' => string.Create(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
            _ => c.ToString(),
        })) + "'";
}

/// <summary>Who sends a request.</summary>
internal enum FuzzCaller
{
    Nobody,
    Shopper,
    Analyst,
    Admin,
    Owner,
    PublicKey,
    AdminKey,
}
