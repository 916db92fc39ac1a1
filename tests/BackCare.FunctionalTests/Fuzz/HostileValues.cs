using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace BackCare.FunctionalTests.Fuzz;

/// <summary>Values that break programs: texts, numbers and times at every border, and ids that exist.</summary>
internal static class HostileValues
{
    /// <summary>Shown as an element by a page that forgets to encode.</summary>
    public const string Tag = "<fuzz-tag onmouseover=fuzz()>";

    /// <summary>The header that a line break in a value would add.</summary>
    public const string InjectedHeader = "Fuzz-Injected";

    /// <summary>The host that a redirect must not lead to.</summary>
    public const string ForeignHost = "evil.example";

    private static readonly string[] Awkward =
    [
        "", " ", "\t", "\0", "a\0b", "\r\n", $"a\r\n{InjectedHeader}: 1", "\u202Eright to left", "\u200B", "\uFEFF", "😀", "👩‍👩‍👧‍👦 feet", "\uD800", "\uDFFF\uD800x", "ﷺ", "İıſK", "é́́́́", "\uFFFE\uFFFF",
        "'", "\"", "`", "\\", "';--", "' OR 1=1 --", "%", "%%", "_", "[", "*", "?", "&", "#", ";", ",", ".", "..", "../", "../../../../etc/passwd", "..\\..\\windows\\win.ini", "/etc/passwd", "C:\\x", "file:///etc/passwd", "~", "-", "--help",
        Tag, $"\">{Tag}", $"'>{Tag}", $"</textarea>{Tag}", $"</script>{Tag}", $"<svg>{Tag}</svg>", "javascript:fuzz()", "{{7*7}}", "${7*7}", "@(7*7)", "<!--", "]]>", "&lt;",
        $"https://{ForeignHost}/", $"//{ForeignHost}", $"/\\{ForeignHost}", $"/\t/{ForeignHost}", $"/%2F{ForeignHost}", "http://127.0.0.1/", "http://169.254.169.254/latest",
        "=1+1", "+1", "-1", "@SUM(A1)", "null", "undefined", "true", "false", "NaN", "Infinity", "[]", "{}", "1,2,3", "0x7f", "heel hurts in the morning", "numb between my legs since my back went out",
    ];

    private static readonly string[] Times =
    [
        "2026-01-31T12:00:00Z", "2026-02-30T12:00:00Z", "0001-01-01T00:00:00Z", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59.9999999Z", "9999-12-31T23:59:59-14:00", "2026-11-26", "26.11.2026", "2026-11-26T25:61:61Z", "1e9",
    ];

    private static readonly string[] Borders =
    [
        "0", "-0", "1", "-1", "2", "7", "50", "100", "1000", "255", "256", "32767", "65536", "2147483647", "2147483648", "-2147483648", "-2147483649", "9007199254740993", "9223372036854775807", "9223372036854775808", "-9223372036854775808",
        "18446744073709551616", "0.1", "1.0", "1.5", "-0.0", "1E+2", "1e308", "1e309", "-1e400", "1e-400", "3.14159265358979323846264338327950288", "79228162514264337593543950335", "79228162514264337593543950336",
    ];

    /// <summary>Ids that the demo shop has, so that a mutated request reaches what lies behind "not found".</summary>
    private static readonly string[] Known =
    [
        "house_slant_board", "tulis_heavy_duty_heel_cups", "calf_tight", "heel_pain", "plantar_fasciitis", "symptoms", "links", "structures", "products", "red_flags", "contraindications", "evidence", "starter", "ranking", "knowledge", "insole",
        "stretch", "heel", "foot", "left", "both", "yes", "no", "unknown", "published", "draft", "retired", "backcare", "shopify", "woocommerce", "csv", "libsvm", "managed", "1", "2", "3", "en", "es", "DE", "EUR", "approve", "reject", "fuzz_rule",
    ];

    /// <summary>Any text: usual, awkward, or very long.</summary>
    public static Gen<string> Text { get; } = Gen.Frequency(
        (4, Gen.Elements(Known)),
        (8, Gen.Elements(Awkward)),
        (2, Gen.Elements(Times)),
        (2, Gen.Elements(Borders)),
        (2, Gen.Elements(Awkward).Two().Select(two => two.Item1 + two.Item2)),
        (3, AnyCharacters(12)),
        (2, Gen.Elements(100, 255, 256, 1_000, 2_001, 5_000, 20_001).SelectMany(length => Gen.Elements("a", "é", "😀", " ", "<", "\"", "a\n").Select(unit => Repeated(unit, length)))));

    /// <summary>A text that many endpoints know.</summary>
    public static Gen<string> Id { get; } = Gen.Frequency((5, Gen.Elements(Known)), (1, Gen.Choose(0, int.MaxValue).Select(n => Convert.ToHexStringLower(Encoding.ASCII.GetBytes(n.ToString("D16", CultureInfo.InvariantCulture))))));

    /// <summary>A number as JSON writes it, at the borders of every type.</summary>
    public static Gen<string> Number { get; } = Gen.Frequency((3, Gen.Elements(Borders)), (1, Gen.Choose(-100, 100).Select(n => n.ToString(CultureInfo.InvariantCulture))));

    /// <summary>A time, or nearly one.</summary>
    public static Gen<string> Time { get; } = Gen.Elements(Times);

    /// <summary>True once in so many.</summary>
    public static Gen<bool> Once(int inSoMany) => Gen.Choose(1, inSoMany).Select(n => n == 1);

    private static Gen<string> AnyCharacters(int most) =>
        Gen.Choose(0, most).SelectMany(length => Gen.Choose(0, 0xFFFF).ArrayOf(length).Select(codes => string.Concat(codes.Select(c => (char)c))));

    private static string Repeated(string unit, int length) => string.Concat(Enumerable.Repeat(unit, length));
}
