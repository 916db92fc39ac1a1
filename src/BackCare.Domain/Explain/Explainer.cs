using System.Runtime.CompilerServices;
using BackCare.Domain.Anatomy;
using BackCare.Domain.Candidates;
using BackCare.Domain.Catalog;
using BackCare.Domain.Knowledge;
using BackCare.Domain.Safety;

namespace BackCare.Domain.Explain;

/// <summary>What is said of a product on a list.</summary>
/// <param name="Category">The category that it is worded for.</param>
/// <param name="Reason">One plain sentence.</param>
/// <param name="Path">Symptom, structures on the way, kind of product.</param>
/// <param name="PathRegions">Body region of each step of <paramref name="Path"/>; null for the kind of product at its end.</param>
/// <param name="Evidence">What is known, with sources and counter-evidence.</param>
public sealed record Explained(Category Category, string Reason, IReadOnlyList<string> Path, IReadOnlyList<string?> PathRegions, ProductEvidence Evidence);

/// <summary>Says why a product is in the list: one sentence, the path through the body, the evidence with what speaks against it.</summary>
public sealed class Explainer
{
    private static readonly string[] SeedMarks = ["Seed claim: ", "Seed: "];
    private readonly KnowledgeBase knowledge;
    private readonly ConditionalWeakTable<Hit, Explained?[]> said = [];

    /// <summary>Takes names, links and sources from a knowledge base.</summary>
    public Explainer(KnowledgeBase knowledge)
    {
        ArgumentNullException.ThrowIfNull(knowledge);
        this.knowledge = knowledge;
    }

    /// <summary>Everything that is said of a candidate. The shelf's products are many and its reasons few, so each is worded once.</summary>
    public Explained Explain(Candidate candidate, string? language)
    {
        ArgumentNullException.ThrowIfNull(candidate);
        EvidenceScope scope = Scope(candidate);
        Explained?[] all = said.GetValue(candidate.Best, static _ => new Explained?[2 * (int)(EvidenceScope.ProductSpecific + 1)]);
        int at = 2 * (int)scope + (EmergencyActions.IsSpanish(language) ? 1 : 0);
        // Two requests at once word the same thing twice at worst.
        return Volatile.Read(ref all[at]) is { } known && ReferenceEquals(known.Category, candidate.Item.Category) ? known
            : all[at] = new Explained(candidate.Item.Category, Reason(candidate, language), Path(candidate, language), PathRegions(candidate), Evidence(candidate, language));
    }

    /// <summary>One plain sentence, hedged below moderate evidence.</summary>
    public string Reason(Candidate candidate, string? language)
    {
        ArgumentNullException.ThrowIfNull(candidate);
        ReasonTexts texts = ReasonTexts.For(language);
        Hit hit = candidate.Best;
        string symptom = PlainNames.Of(hit.Symptom, texts, knowledge);
        if (hit.Reached is not { } reached)
        {
            string sentence = texts.Direct(hit.Rule, Scope(candidate), candidate.Item.Category.PlanGroup);
            return ReasonTexts.Fill(sentence, symptom, StructureName(hit.Rule.StructureId, texts), "");
        }

        string grade = reached.Hops == 0 ? "" : texts.Grades[(int)reached.Links.Min(l => l.Grade)];
        return ReasonTexts.Fill(reached.Hops == 0 ? texts.ChainHere : texts.ChainFar, symptom, StructureName(reached.StructureId, texts), grade);
    }

    /// <summary>Symptom, structures on the way, kind of product: plain names.</summary>
    public IReadOnlyList<string> Path(Candidate candidate, string? language)
    {
        ArgumentNullException.ThrowIfNull(candidate);
        Hit hit = candidate.Best;
        var path = new List<string>(5) { PlainNames.Lower(knowledge.Say(hit.Symptom.Name, language)) };
        if (hit.Reached is { } reached)
        {
            path.Add(PlainNames.Lower(knowledge.Say(knowledge.Structures[reached.Structures[0]].PlainName, language)));
            path.AddRange(reached.Links.Select(l => knowledge.Say(l.FromDysfunction, language)));
        }
        else if (hit.Rule.StructureId is { } structure)
        {
            path.Add(PlainNames.Lower(knowledge.Say(knowledge.Structures[structure].PlainName, language)));
        }

        path.Add(PlainNames.Lower(knowledge.Say(candidate.Item.Category.Name, language)));
        return path;
    }

    /// <summary>Body region of each step of <see cref="Path"/>; null for the kind of product at its end.</summary>
    public IReadOnlyList<string?> PathRegions(Candidate candidate)
    {
        ArgumentNullException.ThrowIfNull(candidate);
        Hit hit = candidate.Best;
        var regions = new List<string?>(5) { hit.Symptom.Regions[0] };
        if (hit.Reached is { } reached)
        {
            regions.Add(knowledge.Structures[reached.Structures[0]].RegionId);
            regions.AddRange(reached.Links.Select(l => knowledge.Structures[l.FromStructure].RegionId));
        }
        else if (hit.Rule.StructureId is { } structure)
        {
            regions.Add(knowledge.Structures[structure].RegionId);
        }

        regions.Add(null);
        return regions;
    }

    /// <summary>What is known of the product on its path, with sources and counter-evidence.</summary>
    public ProductEvidence Evidence(Candidate candidate, string? language)
    {
        ArgumentNullException.ThrowIfNull(candidate);
        EvidenceRule rule = candidate.Best.Rule;
        return new ProductEvidence(rule.Id, rule.Effect, rule.Grade, Scope(candidate), Sources(rule.SourceIds), knowledge.Say(rule.Note, language),
            candidate.Best.Reached is { } reached ? Links(reached.Links, language) : []);
    }

    /// <summary>Links as text with what speaks for and against them.</summary>
    public IReadOnlyList<PathLink> Links(IReadOnlyList<ChainLink> links, string? language) =>
        [.. links.Select(l => new PathLink(
            l.Id, Name(l.FromStructure, language), PlainNames.Lower(Name(l.ToStructure, language)), Attribute(l.Mechanism, language),
            l.Grade, Sources(l.SourceIds), knowledge.Say(l.CounterEvidence, language), Sources(l.CounterSourceIds)))];

    /// <summary>Sources by id, unknown ones left out.</summary>
    public IReadOnlyList<Source> Sources(IReadOnlyList<string> ids) => [.. ids.Select(id => knowledge.Sources.GetValueOrDefault(id)).OfType<Source>()];

    // Editors mark the seed article's own claims; a shopper is told whose claim it is.
    private string Attribute(string mechanism, string? language)
    {
        foreach (string mark in SeedMarks)
        {
            if (mechanism.StartsWith(mark, StringComparison.Ordinal))
                return ReasonTexts.Fill(ReasonTexts.For(language).ArticleSays, knowledge.Say(mechanism[mark.Length..], language), "", "");
        }

        return knowledge.Say(mechanism, language);
    }

    private string Name(string structureId, string? language) => knowledge.Say(knowledge.Structures[structureId].PlainName, language);

    private EvidenceScope Scope(Candidate candidate) => EvidenceScopes.Of(candidate.Item, candidate.Best.Rule, knowledge);

    private string StructureName(string? id, ReasonTexts texts) => id is null ? "" : PlainNames.Of(knowledge.Structures[id], texts, knowledge);
}
