using BackCare.Domain.Anatomy;
using BackCare.Domain.Candidates;
using BackCare.Domain.Catalog;
using BackCare.Domain.Explain;
using BackCare.Domain.Symptoms;
using BackCare.Tests.Domain.Knowledge;

namespace BackCare.Tests.Domain.Arrange;

/// <summary>Candidates made by hand for one complaint of the heel.</summary>
internal static class ArrangedCandidates
{
    private static readonly Symptom Heel = SeedKnowledge.Base.Symptoms["heel_pain_first_step"];

    public static Candidate Make(string id, string profile, string category, bool chain = false)
    {
        var product = new Product { Id = id, Sku = id, Name = id, Brand = "", CategoryId = category, EvidenceProfile = profile, Price = new Money(100, "USD") };
        var rule = new EvidenceRule("EV", profile, Heel.Id, Effect.MayHelp, 0.5, EvidenceGrade.Limited, EvidenceRole.Adjunct, "plantar_fascia", [], "");
        var reached = chain ? new Reached("plantar_fascia", 0.5, ["plantar_fascia"], []) : null;
        return new Candidate { Item = new ShelfItem(0, product, SeedKnowledge.Base), Best = new Hit(Heel, rule, reached, 0.1), KnowledgeScore = 0.1, Serves = [] };
    }
}
