using System.Collections.Frozen;
using BackCare.Domain.Candidates;
using BackCare.Domain.Catalog;
using BackCare.Domain.Knowledge;
using BackCare.Domain.Safety;
using BackCare.Domain.Symptoms;

namespace BackCare.Domain.Explain;

/// <summary>What the shop sells and is not shown to help, or may harm, per symptom: said as openly as what helps.</summary>
public sealed class NegativeStatements
{
    private readonly FrozenDictionary<string, NegativeEvidence[]> english;
    private readonly FrozenDictionary<string, NegativeEvidence[]> spanish;

    private NegativeStatements(FrozenDictionary<string, NegativeEvidence[]> english, FrozenDictionary<string, NegativeEvidence[]> spanish) =>
        (this.english, this.spanish) = (english, spanish);

    /// <summary>Words the statements for every symptom, from the products that are on the shelf.</summary>
    public static NegativeStatements Build(KnowledgeBase knowledge, IEnumerable<SymptomIndex> indexes)
    {
        ArgumentNullException.ThrowIfNull(knowledge);
        SymptomIndex[] all = [.. indexes];
        return new NegativeStatements(In("en"), In("es"));

        FrozenDictionary<string, NegativeEvidence[]> In(string language) => all.ToFrozenDictionary(
            i => i.Symptom.Id, i => Word(i, knowledge, ReasonTexts.For(language)), StringComparer.Ordinal);
    }

    /// <summary>The statements for the matched symptoms, in their order; not shown to help before not advised.</summary>
    public IReadOnlyList<NegativeEvidence> For(IReadOnlyList<LinkedSymptom> symptoms, string? language)
    {
        ArgumentNullException.ThrowIfNull(symptoms);
        FrozenDictionary<string, NegativeEvidence[]> statements = EmergencyActions.IsSpanish(language) ? spanish : english;
        if (symptoms.Count == 1)
            return statements.GetValueOrDefault(symptoms[0].SymptomId, []);
        var all = new List<NegativeEvidence>();
        foreach (LinkedSymptom symptom in symptoms)
            all.AddRange(statements.GetValueOrDefault(symptom.SymptomId, []));
        return all;
    }

    private static NegativeEvidence[] Word(SymptomIndex index, KnowledgeBase knowledge, ReasonTexts texts) =>
    [
        .. index.NoBenefit.Concat(index.Avoid).GroupBy(p => (p.Value.Effect, p.Value.Grade, p.Value.Note))
            .OrderBy(g => g.Key.Effect).ThenByDescending(g => g.Key.Grade).ThenBy(g => g.Min(p => p.Value.Id), StringComparer.Ordinal)
            .Select(g => Word(index.Symptom, [.. g.OrderBy(p => p.Value.Id, StringComparer.Ordinal).Select(p => p.Value)],
                [.. g.Select(p => p.Key.First.Category).DistinctBy(c => c.Id).OrderBy(c => c.Id, StringComparer.Ordinal)], knowledge, texts)),
    ];

    private static NegativeEvidence Word(Symptom symptom, EvidenceRule[] rules, Category[] categories, KnowledgeBase knowledge, ReasonTexts texts)
    {
        string[] names = [.. categories.Select(c => knowledge.Say(c.Name, texts.Language)).Select((name, i) => i == 0 ? name : PlainNames.Lower(name))];
        string kinds = string.Join(", ", names);
        EvidenceRule rule = rules[0];
        string statement = ReasonTexts.Fill(rule.Effect == Effect.Avoid ? texts.NotAdvised : texts.NotShown, PlainNames.Of(symptom, texts, knowledge), kinds, "");
        return new NegativeEvidence(symptom.Id, rule.Effect, [.. categories.Select(c => c.Id)], statement, rule.Grade, knowledge.Say(rule.Note, texts.Language),
            [.. rules.SelectMany(r => r.SourceIds).Distinct(StringComparer.Ordinal).Select(id => knowledge.Sources.GetValueOrDefault(id)).OfType<Source>()]);
    }
}
