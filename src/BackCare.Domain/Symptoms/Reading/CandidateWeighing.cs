using BackCare.Domain.Knowledge;

namespace BackCare.Domain.Symptoms.Reading;

/// <summary>Lets ticked regions and answered qualifiers shift the candidates.</summary>
internal sealed class CandidateWeighing
{
    private const double InRegion = 1.4, OutOfRegion = 0.5;
    private const double Fits = 1.8, DoesNotFit = 0.6, DeniedFit = 0.35;
    private const double Highest = 0.98;
    private const double RegionAlone = 0.9;
    private const double SecondRegion = 0.4;

    private readonly Symptom[] symptoms;

    public CandidateWeighing(KnowledgeBase knowledge, string[] symptomIds) => symptoms = [.. symptomIds.Select(id => knowledge.Symptoms[id])];

    /// <summary>Changes confidences in place. Without any text, ticked regions alone make candidates that share <see cref="RegionAlone"/>.</summary>
    public void Weigh(SymptomReport report, bool hasText, Candidate[] candidates)
    {
        bool regions = report.Regions.Count > 0;
        if (regions && !hasText && report.Symptoms.Count == 0)
            FromRegions(report, candidates);
        else if (!regions && report.Qualifiers.Count == 0 && report.DeniedQualifiers.Count == 0)
            return;
        for (int i = 0; i < candidates.Length; i++)
        {
            if (candidates[i].Confidence <= 0)
                continue;
            double odds = candidates[i].Confidence / (1 - Math.Min(candidates[i].Confidence, 0.999));
            if (regions)
                odds *= symptoms[i].Regions.Any(report.Regions.Contains) ? InRegion : OutOfRegion;
            foreach (string qualifier in report.Qualifiers)
                odds *= symptoms[i].Qualifiers.Contains(qualifier) ? Fits : DoesNotFit;
            foreach (string qualifier in report.DeniedQualifiers)
                odds *= symptoms[i].Qualifiers.Contains(qualifier) ? DeniedFit : 1;
            candidates[i].Confidence = Math.Min(Highest, odds / (1 + odds));
        }
    }

    private void FromRegions(SymptomReport report, Candidate[] candidates)
    {
        double total = 0;
        for (int i = 0; i < candidates.Length; i++)
        {
            int place = symptoms[i].Regions.TakeWhile(r => !report.Regions.Contains(r)).Count();
            double prior = place == symptoms[i].Regions.Count ? 0 : place == 0 ? 1 : SecondRegion;
            candidates[i] = new Candidate { Confidence = prior, Segment = -1 };
            total += prior;
        }

        for (int i = 0; i < candidates.Length && total > 0; i++)
            candidates[i].Confidence *= RegionAlone / total;
    }
}
