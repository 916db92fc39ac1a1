using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.AspNetCore.Routing.Patterns;

namespace BackCare.FunctionalTests.Fuzz;

/// <summary>Requests to every endpoint: nearly right ones, and wrong ones of every kind, from every caller.</summary>
internal sealed class HostileRequests(JsonObject schemas)
{
    private static readonly string[] JsonTypes = ["application/json", "application/json; charset=utf-8", "application/merge-patch+json"];

    private static readonly string[] OddTypes =
        ["text/plain", "text/csv", "application/xml", "application/octet-stream", "image/png", "application/json; charset=utf-16", "application/json; charset=nope", "multipart/form-data", "multipart/form-data; boundary=", "a/b/c", "", "*/*"];

    private static readonly string[] Cookies = ["backcare-consent", "backcare-basket", "backcare-language", "backcare-session", "__Host-backcare-session", "backcare-form"];

    private readonly HostileJson json = new(schemas);

    /// <summary>A request to one of the endpoints.</summary>
    public Gen<FuzzRequest> To(IReadOnlyList<FuzzTarget> targets) => Gen.Choose(0, targets.Count - 1).SelectMany(i => To(targets[i]));

    private Gen<FuzzRequest> To(FuzzTarget target) =>
        from caller in Gen.Frequency((2, Gen.Constant(FuzzCaller.Nobody)), (5, Gen.Elements(FuzzCaller.Owner, FuzzCaller.AdminKey)), (2, Gen.Elements(Enum.GetValues<FuzzCaller>())))
        from method in Gen.Frequency((40, Gen.Constant(target.Method)), (1, Gen.Elements("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "FUZZ")))
        from path in Path(target)
        from query in Query(target)
        from headers in Headers(target)
        from body in Body(target)
        select new FuzzRequest(caller, target.Route, method, path + query, headers, body.Type, body.Bytes);

    private static Gen<string> Path(FuzzTarget target) =>
        from language in Gen.Frequency((20, Gen.Constant("")), (1, Gen.Elements("/es", "/en", "/xx")))
        from segments in Gen.CollectToArray(target.Pattern.PathSegments, Segment)
        from tail in Gen.Frequency((60, Gen.Constant("")), (1, Gen.Elements("/", "/..", "/../..", "//", "/.%00", "/%2e%2e/%2e%2e", "%", ";x=1")))
        select language + "/" + string.Join('/', segments) + tail;

    private static Gen<string> Segment(RoutePatternPathSegment segment) =>
        Gen.CollectToArray(segment.Parts, static part => part switch
        {
            RoutePatternLiteralPart literal => Gen.Constant(literal.Content),
            RoutePatternSeparatorPart separator => Gen.Constant(separator.Content),
            RoutePatternParameterPart parameter => Parameter(parameter),
            _ => Gen.Constant(""),
        }).Select(static parts => string.Concat(parts));

    private static Gen<string> Parameter(RoutePatternParameterPart parameter)
    {
        // What a constraint such as length(64) or long asks for, so that the request gets past routing most of the time.
        string rule = string.Concat(parameter.ParameterPolicies.Select(p => p.Content));
        Gen<string> fitting = rule.StartsWith("length(", StringComparison.Ordinal) ? Gen.Elements("0", "a", "f", "~").Select(c => string.Concat(Enumerable.Repeat(c, int.Parse(rule[7..^1], CultureInfo.InvariantCulture))))
            : rule is "int" or "long" ? Gen.Elements("0", "1", "2", "-1", "2147483647", "9223372036854775807")
            : parameter.Name == "documentName" ? Gen.Constant("v1")
            : HostileValues.Id;
        return Gen.Frequency((6, fitting.Select(Uri.EscapeDataString)), (3, HostileValues.Text.Where(t => t.Length < 2_000).Select(Escaped)), (1, Gen.Elements("..", "%2e%2e", "..%2f..%2fetc%2fpasswd", "%00", "%ff%fe", "%c0%ae", "%", "%zz", "a%0d%0ab")));
    }

    private static Gen<string> Query(FuzzTarget target)
    {
        if (target.Query.Count == 0) return Gen.Frequency((15, Gen.Constant("")), (1, HostileValues.Text.Select(t => "?" + Escaped(t) + "=" + Escaped(t))));
        return Gen.CollectToArray(target.Query, name => Gen.Choose(1, 10).SelectMany(dice => dice switch
        {
            <= 5 => Gen.Constant(""),
            6 => HostileValues.Text.Two().Select(two => $"{name}={Escaped(two.Item1)}&{name}={Escaped(two.Item2)}"),
            7 => Gen.Elements($"{name}", $"{name}=%", $"{name}=%00", $"{name}=%ff", $"={name}", $"{name}[]=1", $"&&{name}=+"),
            8 => HostileValues.Id.Select(id => $"{name}={id}"),
            9 => HostileValues.Number.Select(number => $"{name}={Uri.EscapeDataString(number)}"),
            _ => HostileValues.Text.Select(text => $"{name}={Escaped(text)}"),
        })).Select(static parts => string.Join('&', parts.Where(p => p.Length > 0)) is { Length: > 0 and < 6_000 } query ? "?" + query : "");
    }

    private static Gen<IReadOnlyList<KeyValuePair<string, string>>> Headers(FuzzTarget target)
    {
        Gen<string> version = Gen.Elements("\"1\"", "\"2\"", "\"0\"", "\"-1\"", "\"9223372036854775808\"", "1", "*", "W/\"1\"", "\"", "\"1\", \"2\"", "\"\"");
        (int Weight, string Name, Gen<string> Value)[] odd =
        [
            (target.Method is "PUT" or "PATCH" or "DELETE" ? 12 : 1, "If-Match", version),
            (2, "If-None-Match", version),
            (target.Method == "GET" ? 0 : 3, "Idempotency-Key", Gen.Frequency((1, Gen.Elements("k1", "k2", "k3")), (1, HostileValues.Text))),
            (1, "X-Visitor-Id", HostileValues.Text),
            (1, "Accept", Gen.Elements("text/html", "application/json", "application/problem+json", "*/*;q=0", "x", "")),
            (1, "Accept-Language", Gen.Elements("es", "es;q=2,de", "xx-YY", "*", ";;;", new string('a', 3_000))),
            (1, "Accept-Encoding", Gen.Elements("gzip", "br", "identity;q=0", "gzip;q=9", "x", "br, gzip, *;q=0")),
            (2, "Origin", Gen.Elements("https://shop.example", "https://other.example", "null", "http://", "https://shop.example/x", "a b")),
            (1, "Access-Control-Request-Method", Gen.Elements("POST", "GET", "FUZZ")),
            (2, "Sec-Fetch-Site", Gen.Elements("same-origin", "cross-site", "none", "x")),
            (1, "Content-Encoding", Gen.Elements("gzip", "br", "deflate", "identity", "x")),
            (1, "Cookie", Gen.Elements(Cookies).SelectMany(name => HostileValues.Text.Select(value => $"{name}={Escaped(value)}"))),
            (1, "Cookie", Gen.Elements("backcare-basket=house_slant_board~~2~", "backcare-basket=a~b~99999999999~", "backcare-consent=2026-11.1764000000.0123456789abcdef0123456789abcdef", "backcare-consent=2026-11.-1.x", ";;;", "=", "a")),
            (1, "X-Forwarded-For", Gen.Elements("1.2.3.4", "x", "::1", "1.2.3.4, 5.6.7.8", "999.1.1.1")),
            (1, "X-Forwarded-Proto", Gen.Elements("https", "ftp")),
            (1, "Authorization", Gen.Elements("Bearer", "Bearer bck_", "Bearer bck_" + new string('A', 43), "Basic YTpi", "x", "Bearer bck_😀")),
            (1, "X-Api-Key", HostileValues.Text),
            (1, "Range", Gen.Elements("bytes=0-0", "bytes=-1", "bytes=9-1", "bytes=0-99999999999", "x")),
            (1, "X-HTTP-Method-Override", Gen.Elements("DELETE", "PUT")),
            (1, "Host", Gen.Elements("evil.example", "localhost:99999", "a b", "[::1", "")),
            (1, "traceparent", Gen.Elements("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", "00-0-0-0", "x")),
            (1, "X-BackCare-Signature", Gen.Elements("t=1,v1=00", "t=1764000000,v1=" + new string('0', 64), "x")),
        ];
        return Gen.CollectToArray(odd, one => Gen.Choose(1, 25).SelectMany(dice => dice <= one.Weight
                ? one.Value.Select(value => KeyValuePair.Create(one.Name, Sendable(value)))
                : Gen.Constant(default(KeyValuePair<string, string>))))
            .SelectMany(headers => HostileValues.Once(12).Select(forged => (IReadOnlyList<KeyValuePair<string, string>>)
                [.. headers.Where(h => h.Key is not null), .. forged ? [] : new[] { KeyValuePair.Create(Hosting.SignedIn.OwnScript, "1") }]));
    }

    private Gen<(string? Type, byte[]? Bytes)> Body(FuzzTarget target)
    {
        if (target.Method == "GET") return Gen.Frequency((30, Gen.Constant<(string?, byte[]?)>((null, null))), (1, Gen.Constant<(string?, byte[]?)>(("application/json", "{}"u8.ToArray()))));
        bool page = target.Types.Count == 0 && target.Schema is null && !target.Route.Contains(" /v1/", StringComparison.Ordinal);
        Gen<(string? Type, byte[]? Bytes)> usual = page || target.Forms.Count > 0 ? Form(target)
            : target.Schema is { } schema && target.Types.Any(t => t.Contains("json", StringComparison.Ordinal)) ? Gen.Elements(JsonTypes).SelectMany(type => json.Body(schema).Select(body => ((string?)type, (byte[]?)body)))
            : Files();
        return Gen.Frequency(
            (20, usual),
            (1, Form(target)),
            (1, Multipart(target)),
            (1, json.Body(target.Schema).SelectMany(body => Gen.Elements(OddTypes).Select(type => ((string?)type, (byte[]?)body)))),
            (1, json.Body(target.Schema).Select(body => ((string?)"application/json", (byte[]?)Packed(body)))),
            (1, Gen.Constant<(string?, byte[]?)>((null, null))));
    }

    private static Gen<(string? Type, byte[]? Bytes)> Form(FuzzTarget target)
    {
        Gen<KeyValuePair<string, string>[]> fields = target.Forms.Count == 0
            ? Gen.Elements("text", "id", "name", "email", "reason", "action", "page", "language", "do").SelectMany(name => HostileValues.Text.Select(value => KeyValuePair.Create(name, value))).ArrayOf(3)
            : Gen.Choose(0, target.Forms.Count - 1).SelectMany(i => Gen.CollectToArray(target.Forms[i].Fields, Field)).Select(parts => parts.SelectMany(p => p).ToArray());
        return fields.SelectMany(pairs => HostileValues.Once(12).SelectMany(forged => HostileValues.Once(25).Select(odd =>
        {
            IEnumerable<KeyValuePair<string, string>> sent = pairs.Where(p => p.Key != "form-token");
            if (!forged) sent = sent.Append(KeyValuePair.Create("form-token", FuzzRequest.Token));
            string body = string.Join('&', sent.Select(p => $"{Escaped(p.Key)}={Escaped(p.Value)}"));
            return ((string?)"application/x-www-form-urlencoded", (byte[]?)Encoding.UTF8.GetBytes(odd ? body + "&%&=&%00=%ff&a%zz" : body));
        })));
    }

    private static Gen<KeyValuePair<string, string>[]> Field(KeyValuePair<string, string> field) => Gen.Choose(1, 20).SelectMany(dice => dice switch
    {
        <= 12 => Gen.Constant(new[] { field }),
        13 or 14 => Gen.Constant(Array.Empty<KeyValuePair<string, string>>()),
        15 => HostileValues.Text.Select(value => new[] { field, KeyValuePair.Create(field.Key, value) }),
        16 => HostileValues.Number.Select(value => new[] { KeyValuePair.Create(field.Key, value) }),
        _ => HostileValues.Text.Select(value => new[] { KeyValuePair.Create(field.Key, value) }),
    });

    private static Gen<(string? Type, byte[]? Bytes)> Files() => Gen.OneOf(
        HostileValues.Text.ListOf(6).Select(cells => Encoding.UTF8.GetBytes("id,name,category,price,currency,description\r\n" + string.Join(',', cells))),
        HostileValues.Text.Select(Encoding.UTF8.GetBytes),
        Gen.Choose(0, 255).ArrayOf(200).Select(bytes => bytes.Select(b => (byte)b).ToArray()),
        Gen.Elements<byte[]>([0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A], [0xFF, 0xD8, 0xFF, 0xE0], [.. "RIFF"u8, 0xFF, 0xFF, 0xFF, 0x7F, .. "WEBPVP8X"u8], [.. "PK\u0003\u0004"u8], [0x1F, 0x8B, 8], [])
            .SelectMany(head => Gen.Choose(0, 255).ArrayOf(60).Select(rest => head.Concat(rest.Select(b => (byte)b)).ToArray())))
        .SelectMany(bytes => Gen.Elements("text/csv", "application/octet-stream", "image/png", "image/jpeg", "image/webp", "application/json").Select(type => ((string?)type, (byte[]?)bytes)));

    private static Gen<(string? Type, byte[]? Bytes)> Multipart(FuzzTarget target)
    {
        string[] names = [.. target.Forms.SelectMany(f => f.Fields).Select(f => f.Key).Append("file").Distinct()];
        return Gen.Elements("edge", "", "e\"dge", new string('b', 80)).SelectMany(edge => HostileValues.Once(4).SelectMany(broken => HostileValues.Text.ListOf(3).SelectMany(texts => Gen.Elements(names).Select(name =>
        {
            string part = $"--{edge}\r\nContent-Disposition: form-data; name=\"form-token\"\r\n\r\n{FuzzRequest.Token}\r\n--{edge}\r\nContent-Disposition: form-data; name=\"{name}\"; filename=\"{Sendable(texts[0])}\"\r\nContent-Type: text/csv\r\n\r\n{texts[1]},{texts[2]}\r\n";
            string body = broken ? part[..(part.Length * 2 / 3)] : $"{part}--{edge}--\r\n";
            return ((string?)$"multipart/form-data; boundary={edge}", (byte[]?)Encoding.UTF8.GetBytes(body));
        }))));
    }

    private static byte[] Packed(byte[] body)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true)) gzip.Write(body);
        return packed.ToArray();
    }

    /// <summary>Percent-encoded, with a lone surrogate as the three bytes that are no UTF-8.</summary>
    private static string Escaped(string text) => string.Concat(text.Select((c, i) =>
        !char.IsSurrogate(c) ? Uri.EscapeDataString(c.ToString())
        : char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]) ? Uri.EscapeDataString(text.AsSpan(i, 2))
        : char.IsLowSurrogate(c) && i > 0 && char.IsHighSurrogate(text[i - 1]) ? ""
        : string.Create(CultureInfo.InvariantCulture, $"%{0xE0 | (c >> 12):X2}%{0x80 | ((c >> 6) & 0x3F):X2}%{0x80 | (c & 0x3F):X2}")));

    // A client cannot send line breaks or what is no Latin-1 in a header; what HTTP itself refuses is the server's business, not ours.
    private static string Sendable(string text) => string.Concat(text.Where(c => c is >= ' ' and <= '~').Take(4_000));
}
