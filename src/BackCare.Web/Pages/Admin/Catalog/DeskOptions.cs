using BackCare.Domain.Explain;
using BackCare.Domain.Knowledge;

namespace BackCare.Web.Pages.Admin.Catalog;

/// <summary>What the editor's lists offer.</summary>
internal static class DeskOptions
{
    public static readonly (string Value, string Label)[] BrandStatuses =
        [("house", "House brand"), ("medidyne_verified", "MEDIDYNE, verified"), ("medidyne_recalled", "MEDIDYNE, from memory")];

    public static readonly (string Value, string Label)[] ArchHeights = [("low", "Low"), ("neutral", "Neutral"), ("high", "High"), ("any", "Any"), ("na", "Does not apply")];

    public static readonly (string Value, string Label)[] Firmnesses = [("soft", "Soft"), ("medium", "Medium"), ("firm", "Firm"), ("adjustable", "Adjustable"), ("na", "Does not apply")];

    public static readonly (string Value, string Label)[] YesNo = [("yes", "Yes"), ("no", "No")];

    public static readonly (string Value, string Label)[] Effects = Of<Effect>(), Grades = Of<EvidenceGrade>(), Roles = Of<EvidenceRole>();

    private static (string, string)[] Of<T>()
        where T : struct, Enum => [.. Enum.GetValues<T>().Select(v => v.ToSnake()).Select(name => (name, char.ToUpperInvariant(name[0]) + name[1..].Replace('_', ' ')))];
}
