using BackCare.Domain.Safety;
using BackCare.Domain.Symptoms;

namespace BackCare.Domain.Recommend;

/// <summary>Asks one question at a time. Keeps nothing: the client sends the whole report with all answers each time.</summary>
public static class Interviewer
{
    /// <summary>The next question for a report, or its end.</summary>
    public static InterviewStep Next(SymptomReport report, Shelf shelf)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(shelf);
        Understanding understanding = shelf.Linker.Understand(report);
        return new InterviewStep(true, null, new InterviewProgress(0, 0), CareLevel.SelfCare, null, [],
            [.. understanding.Symptoms.Select(s =>
                new UnderstoodSymptom(s.SymptomId, shelf.Knowledge.Symptoms[s.SymptomId].Name, s.Confidence, s.Span, s.Side, s.Origin))]);
    }
}
