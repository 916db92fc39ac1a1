using BackCare.Domain.Safety;
using BackCare.Domain.Symptoms;

namespace BackCare.Domain.Recommend;

/// <summary>One interview with a shopper whose true state is known.</summary>
/// <param name="Id">The case.</param>
/// <param name="Questions">Questions put to the shopper until the interview decided.</param>
/// <param name="Screens">Screens they were shown on: answers given.</param>
/// <param name="Referred">True when it ended with a clinician.</param>
/// <param name="CareLevel">What it came to.</param>
public sealed record InterviewRun(string Id, int Questions, int Screens, bool Referred, CareLevel CareLevel);

/// <summary>How many questions lead to a decision, over texts whose meaning is known.</summary>
/// <param name="Runs">One interview a case, in the order of the cases.</param>
public sealed record InterviewEvaluation(IReadOnlyList<InterviewRun> Runs)
{
    /// <summary>Half of the interviews decide after at most this many questions.</summary>
    public double MedianQuestions => Median([.. Runs.Select(r => r.Questions)]);

    /// <summary>Half of the interviews decide after at most this many screens.</summary>
    public double MedianScreens => Median([.. Runs.Select(r => r.Screens)]);

    /// <summary>Interviews every case. The shopper answers yes to the danger signs and qualifiers that belong to the case and no to the rest.</summary>
    /// <exception cref="InvalidOperationException">An interview does not end: a bug.</exception>
    public static InterviewEvaluation Run(IReadOnlyList<LinkerCase> cases, Shelf shelf)
    {
        ArgumentNullException.ThrowIfNull(cases);
        ArgumentNullException.ThrowIfNull(shelf);
        return new InterviewEvaluation([.. cases.Select(c => Interview(c, shelf))]);
    }

    private static InterviewRun Interview(LinkerCase asked, Shelf shelf)
    {
        HashSet<string> facts = [.. asked.ExpectedRedFlags, .. asked.ExpectedSymptoms.SelectMany(s => shelf.Knowledge.Symptoms[s].Qualifiers)];
        var report = new SymptomReport { Text = asked.Text };
        int questions = 0, screens = 0, most = shelf.Knowledge.RedFlags.Count + shelf.Knowledge.Qualifiers.Count;
        InterviewStep step = Interviewer.Next(report, shelf);
        while (!step.Done)
        {
            if (++screens > most)
                throw new InvalidOperationException($"The interview of case {asked.Id} does not end.");
            questions += step.Screen.Count;
            report = Answer(report, step.Screen, facts);
            step = Interviewer.Next(report, shelf);
        }

        return new InterviewRun(asked.Id, questions, screens, step.CareLevel > CareLevel.SelfCare, step.CareLevel);
    }

    // A screen of danger signs is answered by the first that applies, or by one no to all; so a yes leaves the rest of the screen open.
    private static SymptomReport Answer(SymptomReport report, IReadOnlyList<AskedQuestion> screen, HashSet<string> facts)
    {
        if (screen[0].Kind == QuestionKind.Qualifier)
        {
            string id = screen[0].Id;
            return facts.Contains(id) ? report with { Qualifiers = [.. report.Qualifiers, id] } : report with { DeniedQualifiers = [.. report.DeniedQualifiers, id] };
        }

        SafetyAnswer[] given = screen.FirstOrDefault(q => facts.Contains(q.Id)) is { } applies
            ? [new SafetyAnswer(applies.Id, AnswerValue.Yes)]
            : [.. screen.Select(q => new SafetyAnswer(q.Id, AnswerValue.No))];
        return report with { Answers = [.. report.Answers, .. given] };
    }

    private static double Median(int[] counts)
    {
        if (counts.Length == 0)
            return 0;
        Array.Sort(counts);
        return (counts[(counts.Length - 1) / 2] + counts[counts.Length / 2]) / 2.0;
    }
}
