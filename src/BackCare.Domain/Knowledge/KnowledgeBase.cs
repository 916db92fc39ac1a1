using System.Collections.Frozen;
using BackCare.Domain.Anatomy;
using BackCare.Domain.Catalog;
using BackCare.Domain.Explain;
using BackCare.Domain.Plans;
using BackCare.Domain.Safety;
using BackCare.Domain.Symptoms;

namespace BackCare.Domain.Knowledge;

/// <summary>Everything the shop knows about bodies, symptoms, dangers and evidence; immutable, in file order.</summary>
public sealed class KnowledgeBase
{
    private readonly FrozenDictionary<string, string> spanish;

    /// <summary>Takes the rows of every table. Ids must be unique and references whole (see <c>KnowledgeCheck</c>).</summary>
    public KnowledgeBase(KnowledgeRows rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        Rows = rows;
        Regions = rows.Regions.ToFrozenDictionary(r => r.Id, StringComparer.Ordinal);
        Structures = rows.Structures.ToFrozenDictionary(s => s.Id, StringComparer.Ordinal);
        Symptoms = rows.Symptoms.ToFrozenDictionary(s => s.Id, StringComparer.Ordinal);
        Qualifiers = rows.Qualifiers.ToFrozenDictionary(q => q.Id, StringComparer.Ordinal);
        RedFlags = rows.RedFlags.ToFrozenDictionary(r => r.Id, StringComparer.Ordinal);
        Conditions = rows.Conditions.ToFrozenDictionary(c => c.Id, StringComparer.Ordinal);
        Categories = rows.Categories.ToFrozenDictionary(c => c.Id, StringComparer.Ordinal);
        Exercises = rows.Exercises.ToFrozenDictionary(e => e.Id, StringComparer.Ordinal);
        StopRules = rows.StopRules.ToFrozenDictionary(s => s.Id, StringComparer.Ordinal);
        Sources = rows.Sources.ToFrozenDictionary(s => s.Id, StringComparer.Ordinal);
        spanish = rows.Translations.DistinctBy(t => t.English, StringComparer.Ordinal).ToFrozenDictionary(t => t.English, t => t.Spanish, StringComparer.Ordinal);
        RulesByProfile = rows.EvidenceRules.GroupBy(r => r.EvidenceProfile, StringComparer.Ordinal)
            .ToFrozenDictionary(g => g.Key, IReadOnlyList<EvidenceRule> (g) => [.. g], StringComparer.Ordinal);
    }

    /// <summary>The rows in file order, for whoever walks a whole table.</summary>
    public KnowledgeRows Rows { get; }

    /// <summary>Body regions by id.</summary>
    public FrozenDictionary<string, BodyRegion> Regions { get; }

    /// <summary>Structures by id.</summary>
    public FrozenDictionary<string, Structure> Structures { get; }

    /// <summary>Symptoms by id.</summary>
    public FrozenDictionary<string, Symptom> Symptoms { get; }

    /// <summary>Qualifiers by id.</summary>
    public FrozenDictionary<string, Qualifier> Qualifiers { get; }

    /// <summary>Danger signs by id.</summary>
    public FrozenDictionary<string, RedFlag> RedFlags { get; }

    /// <summary>Conditions by id.</summary>
    public FrozenDictionary<string, Condition> Conditions { get; }

    /// <summary>Categories by id.</summary>
    public FrozenDictionary<string, Category> Categories { get; }

    /// <summary>Exercises by id.</summary>
    public FrozenDictionary<string, Exercise> Exercises { get; }

    /// <summary>Stop rules by id.</summary>
    public FrozenDictionary<string, StopRule> StopRules { get; }

    /// <summary>Sources by id.</summary>
    public FrozenDictionary<string, Source> Sources { get; }

    /// <summary>Evidence rules by evidence profile.</summary>
    public FrozenDictionary<string, IReadOnlyList<EvidenceRule>> RulesByProfile { get; }

    /// <summary>A text of this knowledge base in a language; as it stands in English, and where no translation is known.</summary>
    /// <param name="text">A name, question, note or cue, exactly as its row has it.</param>
    /// <param name="language">es for Spanish, anything else is English.</param>
    public string Say(string text, string? language)
    {
        ArgumentNullException.ThrowIfNull(text);
        return EmergencyActions.IsSpanish(language) ? spanish.GetValueOrDefault(text, text) : text;
    }
}
