using BackCare.Domain.Recommend;
using BackCare.Domain.Safety;
using BackCare.Domain.Symptoms;
using BackCare.Tests.Domain.Knowledge;
using static BackCare.Tests.Domain.Recommend.SeedShelf;

namespace BackCare.Tests.Domain.Recommend;

public sealed class InterviewEvaluationTests
{
    [Fact]
    public void A_danger_sign_in_the_words_decides_without_a_question() =>
        Assert.Equal(
            new InterviewRun("pee", 0, 0, Referred: true, CareLevel.EmergencyNow),
            Assert.Single(InterviewEvaluation.Run([new LinkerCase("pee", "my lower back hurts and I can't pee", ["low_back_pain_general"], ["rf_ces_bladder"])], Stock).Runs) with { Questions = 0, Screens = 0 });

    [Fact]
    public void A_shopper_with_a_danger_sign_is_referred_and_one_without_is_not()
    {
        InterviewEvaluation result = InterviewEvaluation.Run(
            [
                new LinkerCase("well", "dull low back ache", ["low_back_pain_general"], []),
                new LinkerCase("crash", "dull low back ache", ["low_back_pain_general"], ["rf_spine_trauma"]),
            ], Stock);

        Assert.Equal([false, true], result.Runs.Select(r => r.Referred));
        Assert.Equal((8, 1, CareLevel.EmergencyNow), (result.Runs[1].Questions, result.Runs[1].Screens, result.Runs[1].CareLevel));
        Assert.True(result.Runs[0].Screens is > 1 and < 6, $"{result.Runs[0].Screens} screens");
        Assert.Equal((result.Runs[0].Questions + 8) / 2.0, result.MedianQuestions);
    }

    [Fact]
    public void Questions_of_one_screen_share_their_urgency_and_are_at_most_eight()
    {
        var report = new SymptomReport { Text = "dull low back ache" };
        for (InterviewStep step = Interviewer.Next(report, Stock); !step.Done; step = Interviewer.Next(report, Stock))
        {
            Assert.InRange(step.Screen.Count, 1, 8);
            Assert.Equal(step.Question, step.Screen[0]);
            if (step.Screen[0].Kind == QuestionKind.Qualifier)
            {
                report = report with { DeniedQualifiers = [.. report.DeniedQualifiers, step.Screen[0].Id] };
                continue;
            }

            Assert.Single(step.Screen.Select(q => SeedKnowledge.Base.RedFlags[q.Id].Urgency).Distinct());
            report = report with { Answers = [.. report.Answers, .. step.Screen.Select(q => new SafetyAnswer(q.Id, AnswerValue.No))] };
        }
    }
}
