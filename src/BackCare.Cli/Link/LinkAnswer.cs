using System.Text.Json.Serialization;
using BackCare.Domain.Knowledge;
using BackCare.Domain.Recommend;
using BackCare.Domain.Safety;
using BackCare.Domain.Symptoms;

namespace BackCare.Cli.Link;

/// <summary>What one text names.</summary>
/// <param name="Symptoms">Best first.</param>
/// <param name="RedFlags">Every danger sign that the text names and does not deny, modifiers included, most urgent first, then by id.</param>
/// <param name="CareLevel">That of the most urgent danger sign; self_care without one.</param>
internal sealed record LinkAnswer(IReadOnlyList<LinkedPart> Symptoms, IReadOnlyList<string> RedFlags, string CareLevel)
{
    public static LinkAnswer Of(string text, Shelf shelf) => Of(shelf.Linker.Understand(new SymptomReport { Text = text }), shelf.Knowledge);

    public static LinkAnswer Of(Understanding understanding, KnowledgeBase knowledge)
    {
        RedFlag[] flags = [.. understanding.RedFlags.Select(m => m.RedFlagId).Distinct(StringComparer.Ordinal).Select(id => knowledge.RedFlags[id])
            .OrderByDescending(f => f.Urgency).ThenBy(f => f.Id, StringComparer.Ordinal)];
        CareLevel level = flags.Length == 0 ? Domain.Safety.CareLevel.SelfCare : CareLevels.Of(flags[0].Urgency);
        return new LinkAnswer(
            [.. understanding.Symptoms.Select(s => new LinkedPart(s.SymptomId, Math.Round(s.Confidence, 4)))], [.. flags.Select(f => f.Id)], level.ToSnake());
    }
}

/// <summary>A symptom that a text names, with its confidence in (0, 1].</summary>
internal sealed record LinkedPart(string Id, double Confidence);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(LinkAnswer))]
internal sealed partial class LinkJson : JsonSerializerContext;
