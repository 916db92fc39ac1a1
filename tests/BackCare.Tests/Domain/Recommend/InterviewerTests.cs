using BackCare.Domain.Recommend;
using BackCare.Domain.Safety;
using BackCare.Domain.Symptoms;
using BackCare.Tests.Domain.Knowledge;
using static BackCare.Tests.Domain.Recommend.SeedShelf;

namespace BackCare.Tests.Domain.Recommend;

public sealed class InterviewerTests
{
    [Fact]
    public void Questions_come_most_urgent_first_and_an_interview_of_nos_ends()
    {
        Understanding back = Understood("low_back_pain_general");
        var answers = new List<SafetyAnswer>();
        var urgencies = new List<Urgency>();
        InterviewStep step = Interviewer.Next(new SymptomReport(), back, Stock);
        int first = step.Progress.Remaining;
        while (step.Question is { } question)
        {
            Assert.Equal((answers.Count, first - answers.Count), (step.Progress.Answered, step.Progress.Remaining));
            urgencies.Add(SeedKnowledge.Base.RedFlags[question.Id].Urgency);
            answers.Add(new SafetyAnswer(question.Id, AnswerValue.No));
            step = Interviewer.Next(new SymptomReport { Answers = answers }, back, Stock);
        }

        Assert.Equal(20, answers.Count);
        Assert.Equal(urgencies.OrderDescending(), urgencies);
        Assert.Equal((true, CareLevel.SelfCare, 0), (step.Done, step.CareLevel, step.Progress.Remaining));
    }

    [Fact]
    public void An_emergency_yes_ends_the_interview()
    {
        InterviewStep step = Interviewer.Next(new SymptomReport { Answers = [new("rf_ces_bladder", AnswerValue.Yes)] }, Understood("low_back_pain_general"), Stock);

        Assert.Equal((true, null, CareLevel.EmergencyNow), (step.Done, step.Question, step.CareLevel));
        Assert.Equal("New bladder changes with back or leg pain can mean the nerves at the base of the spine are being squeezed. "
            + "This needs emergency care today; waiting can cause lasting damage.", step.Message);
    }

    [Fact]
    public void After_a_same_day_yes_only_emergencies_are_still_asked()
    {
        InterviewStep step = Interviewer.Next(
            new SymptomReport { Answers = [new("rf_kidney_urinary", AnswerValue.Yes)] }, Understood("low_back_pain_general"), Stock);

        Assert.False(step.Done);
        Assert.Equal(8, step.Progress.Remaining);
        Assert.Equal(Urgency.EmergencyNow, SeedKnowledge.Base.RedFlags[step.Question!.Id].Urgency);
    }

    [Fact]
    public void What_the_words_named_is_asked_before_anything_else()
    {
        InterviewStep step = Interviewer.Next(new SymptomReport(), Understood("low_back_pain_general").Named("rf_kidney_urinary", OnMatch.AskQuestion), Stock);

        Assert.Equal(("rf_kidney_urinary", "Because of what you told us."), (step.Question!.Id, step.Question.Why));
    }

    [Fact]
    public void A_declined_question_is_not_asked_again()
    {
        SafetyAnswer[] skipped = AnswersFor(["sciatica_leg_pain"], AnswerValue.Skipped);

        InterviewStep step = Interviewer.Next(new SymptomReport { Answers = skipped }, Understood("sciatica_leg_pain"), Stock);
        Outcome outcome = Ask(Understood("sciatica_leg_pain"), new SymptomReport { Answers = skipped });

        Assert.True(step.Done);
        Assert.Equal((OutcomeKind.Question, 0), (outcome.Kind, outcome.Products.Count));
    }

    [Fact]
    public void The_qualifier_that_separates_ties_comes_after_the_danger_signs()
    {
        Understanding tied = Understood("quad_tight") with { Question = SeedKnowledge.Base.Qualifiers["after_running"] };

        InterviewStep before = Interviewer.Next(new SymptomReport(), tied, Stock);
        InterviewStep after = Interviewer.Next(new SymptomReport { Answers = AnswersFor(["quad_tight"]) }, tied, Stock);

        Assert.Equal(QuestionKind.RedFlag, before.Question!.Kind);
        Assert.Equal(("after_running", QuestionKind.Qualifier), (after.Question!.Id, after.Question.Kind));
    }
}
