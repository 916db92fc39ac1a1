namespace BackCare.Web.Pages.Storefront;

/// <summary>A claim of the article that the shop grew from, beside what was found; the words are <c>Claim_ID_Says</c> and <c>Claim_ID_Found</c>.</summary>
/// <param name="Id">Names its texts.</param>
/// <param name="Verdict">supported, mixed, open or against.</param>
/// <param name="SourceIds">Sources of the knowledge base that the finding rests on; empty when none was found.</param>
public sealed record LearnClaim(string Id, string Verdict, IReadOnlyList<string> SourceIds);

/// <summary>The claims in the order of the article (knowledge README, section 3).</summary>
public static class LearnClaims
{
    public static IReadOnlyList<LearnClaim> All { get; } =
    [
        new("chain", "mixed", ["KHAMIS_2007", "MENZ_2013_LBP", "MCCLINTON_2018"]),
        new("recruit", "open", []),
        new("glutes", "mixed", ["SADLER_2019", "DEJESUS_2020", "FUKUDA_2021"]),
        new("hamstrings", "mixed", ["SADLER_2017", "HORI_2021", "GOU_2024"]),
        new("piriformis", "open", ["HOPAYIAN_2010"]),
        new("foot_products", "against", ["SAHAR_2007", "CHUTER_2014", "STEFFENS_2016", "NICE_NG59", "KONG_2020"]),
        new("alignment", "open", []),
        new("corestretch", "mixed", ["ACSM_2011"]),
        new("strength", "supported", ["ACP_2017", "JOSPT_LBP_2021", "WHO_CLBP_2023", "HAYDEN_2021", "STEFFENS_2016"]),
    ];
}
