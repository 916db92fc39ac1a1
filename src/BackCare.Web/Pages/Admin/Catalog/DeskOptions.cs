using BackCare.Domain.Catalog.Files;
using BackCare.Domain.Explain;
using BackCare.Domain.Knowledge;

namespace BackCare.Web.Pages.Admin.Catalog;

/// <summary>What the editor's lists offer.</summary>
internal static class DeskOptions
{
    public static readonly (string Value, string Label)[] BrandStatuses = Of(ProductWords.BrandStatuses), ArchHeights = Of(ProductWords.ArchHeights), Firmnesses = Of(ProductWords.Firmnesses);

    public static readonly (string Value, string Label)[] YesNo = [("yes", "Yes"), ("no", "No")];

    public static readonly (string Value, string Label)[] Effects = Of<Effect>(), Grades = Of<EvidenceGrade>(), Roles = Of<EvidenceRole>();

    private static (string, string)[] Of<T>()
        where T : struct, Enum => Of(Enum.GetValues<T>().Select(v => v.ToSnake()));

    private static (string, string)[] Of(IEnumerable<string> words) => [.. words.Select(word => (word, Label(word)))];

    private static string Label(string word) => word switch
    {
        "house" => "House brand",
        "shop" => "Another brand, said by the shop",
        "medidyne_verified" => "MEDIDYNE, verified",
        "medidyne_recalled" => "MEDIDYNE, from memory",
        "na" => "Does not apply",
        _ => char.ToUpperInvariant(word[0]) + word[1..].Replace('_', ' '),
    };
}
