using System.Collections.Frozen;

namespace BackCare.Domain.Safety;

/// <summary>The number that brings an ambulance, by country. A country that is not listed has none here: the local number is named without guessing it.</summary>
/// <remarks>
/// Where one number reaches every service it stands here, else the ambulance's own. Source: the emergency numbers of ShortNumberMetadata.xml in Google's
/// libphonenumber 8.13.48 (October 2024), which gathers them from the International Telecommunication Union's national numbering plans and from
/// ministries; every row was checked against it. Left out are countries whose ambulance number that data does not hold.
/// </remarks>
public static class EmergencyNumbers
{
    private static readonly (string Number, string Countries)[] Rows =
    [
        ("112", "AD AL AT BE BG CH CY CZ DE DK EE ES FI FR GE GR HR HU IE IN IS IT LI LT LU LV MC MD ME MK MQ MT NL NO PL PT RE RO RS RU SE SI SK TR VA XK"),
        ("911", "AR BS CA CR DO EC MX PA PH PR PY SV US UY VE"),
        ("103", "AM AZ BY KZ UA"),
        ("999", "BD GB HK KE MY"),
        ("119", "JP KR TW"),
        ("15", "GF GP MA"),
        ("123", "CO EG"),
        ("000", "AU"),
        ("101", "IL"),
        ("10177", "ZA"),
        ("102", "NP"),
        ("104", "CU"),
        ("110", "JM"),
        ("111", "NZ"),
        ("115", "VN"),
        ("120", "CN"),
        ("124", "BA"),
        ("128", "NI"),
        ("131", "CL"),
        ("190", "TN"),
        ("192", "BR"),
        ("193", "GH"),
        ("511", "BB"),
        ("995", "SG"),
        ("997", "SA"),
        ("998", "AE"),
    ];

    private static readonly FrozenDictionary<string, string> ByCountry = Rows
        .SelectMany(row => row.Countries.Split(' '), (row, country) => (country, row.Number))
        .Append(("UK", "999"))
        .ToFrozenDictionary(row => row.Item1, row => row.Item2, StringComparer.OrdinalIgnoreCase);

    /// <summary>ISO 3166 alpha-2 codes of the countries with a known number, in order.</summary>
    public static IReadOnlyList<string> Countries { get; } = [.. Rows.SelectMany(row => row.Countries.Split(' ')).Order(StringComparer.Ordinal)];

    /// <summary>The number to call; null where none is known.</summary>
    /// <param name="country">ISO 3166 alpha-2; UK is read as GB.</param>
    public static string? Of(string? country) => ByCountry.GetValueOrDefault(country ?? "");
}
