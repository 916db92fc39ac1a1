using System.Globalization;
using BackCare.Domain.Recommend;
using BackCare.Domain.Symptoms;

namespace BackCare.Cli.Link;

/// <summary>What one text names, as a person reads it in a terminal.</summary>
internal static class LinkText
{
    public static void Print(TextWriter output, string text, Shelf shelf, bool explain)
    {
        LinkTrace? trace = explain ? shelf.Linker.Explain(new SymptomReport { Text = text }) : null;
        if (trace is not null)
            Print(output, text, trace);
        LinkAnswer answer = trace is null ? LinkAnswer.Of(text, shelf) : LinkAnswer.Of(trace.Understanding, shelf.Knowledge);
        foreach (LinkedPart symptom in answer.Symptoms)
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"symptom     {symptom.Confidence:0.00} {symptom.Id}  {shelf.Knowledge.Symptoms[symptom.Id].Name}"));
        foreach (string flag in answer.RedFlags)
            output.WriteLine($"danger sign {flag}  {shelf.Knowledge.RedFlags[flag].Concern}");
        if (answer.Symptoms.Count == 0)
            output.WriteLine("no symptom that the shop knows");
        output.WriteLine($"care level  {answer.CareLevel}");
    }

    private static void Print(TextWriter output, string text, LinkTrace trace)
    {
        output.WriteLine("words       " + string.Join(' ', trace.Tokens.Select(t => t.ReadAs is { } known ? $"{t.Folded}→{known}" : t.Folded)));
        output.WriteLine("concepts    " + string.Join(", ", trace.Concepts.Select(c => $"{(c.Negated ? "not " : "")}{c.Concept} ({c.Type})")));
        foreach (TextSpan span in trace.Negated)
            output.WriteLine($"negated     {Words(text, span)}");
        for (int i = 0; i < trace.Clauses.Count; i++)
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"clause {i}    {Words(text, trace.Clauses[i].Span)}"));
        foreach (TracedCandidate c in trace.Candidates)
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"candidate   {c.Confidence:0.000} {c.SymptomId} (clause {c.Clause}): concepts {c.ConceptScore:0.000}, phrases {c.PhraseScore:0.000}"));
        }

        foreach (TracedRedFlag flag in trace.RedFlags)
            output.WriteLine($"sign        {flag.RedFlagId} by {flag.Source}: {Words(text, flag.Span)}{(flag.Negated ? " (denied)" : "")}");
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"threshold   {trace.Threshold:0.00}"));
        if (trace.Understanding.Question is { } question)
            output.WriteLine($"question    {question.Id}: {question.Question}");
    }

    private static string Words(string text, TextSpan span) =>
        span.Start >= 0 && span.Start + span.Length <= text.Length ? $"'{text.Substring(span.Start, span.Length)}'" : "";
}
