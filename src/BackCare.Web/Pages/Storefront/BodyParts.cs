using BackCare.App.Recommend;
using BackCare.App.Symptoms;

namespace BackCare.Web.Pages.Storefront;

/// <summary>Body regions as a person lists them, from the trunk down to the foot.</summary>
public static class BodyParts
{
    private static readonly (string Heading, string[] Regions)[] Groups =
    [
        ("Body_Trunk", ["lumbar", "core"]),
        ("Body_Hips", ["pelvis", "hip"]),
        ("Body_Legs", ["thigh", "knee", "lower_leg"]),
        ("Body_Feet", ["ankle", "foot"]),
    ];

    /// <summary>Complaints of some regions that were not understood yet, each once, under the first of its regions.</summary>
    public static IEnumerable<GetSymptoms.Item> SymptomsOf(
        IReadOnlyList<GetSymptoms.RegionPart> regions, GetSymptoms.Response vocabulary, GetRecommendations.Response answer) =>
        vocabulary.Items.Where(s => s.Regions.Count > 0 && regions.Any(r => r.Id == s.Regions[0]) && !answer.Understood.Any(u => u.SymptomId == s.Id));

    /// <summary>Groups with the key of their heading and their regions; a region no group names comes last under a heading of its own.</summary>
    public static IEnumerable<(string Heading, IReadOnlyList<GetSymptoms.RegionPart> Regions)> HeadToToe(IReadOnlyList<GetSymptoms.RegionPart> regions)
    {
        foreach ((string heading, string[] ids) in Groups)
        {
            GetSymptoms.RegionPart[] found = [.. ids.SelectMany(id => regions.Where(r => r.Id == id))];
            if (found.Length > 0) yield return (heading, found);
        }
        GetSymptoms.RegionPart[] others = [.. regions.Where(r => !Groups.Any(g => g.Regions.Contains(r.Id)))];
        if (others.Length > 0) yield return ("Body_Elsewhere", others);
    }
}
