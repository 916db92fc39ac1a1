using BackCare.Domain.Plans;
using BackCare.Domain.Safety;
using BackCare.Domain.Symptoms;
using BackCare.Tests.Domain.Knowledge;
using static BackCare.Tests.Domain.Recommend.SeedShelf;

namespace BackCare.Tests.Domain.Plans;

public sealed class PlanBuilderTests
{
    private static IEnumerable<string> Exercises(SelfCarePlan? plan) => plan?.Phases.SelectMany(p => p.Exercises).Select(e => e.Exercise.Id) ?? [];

    [Fact]
    public void A_template_of_the_symptom_comes_with_doses_stop_rules_and_its_honest_note()
    {
        SelfCarePlan plan = AskCleared(["heel_pain_first_step"]).Plan!;

        Assert.Equal(("plan_heel", 12, "Inserts are a helper, not the treatment."), (plan.Id, plan.Weeks, plan.HonestNote));
        Assert.Equal(["1-4", "5-12"], plan.Phases.Select(p => p.Weeks));
        PlannedExercise stretch = plan.Phases[0].Exercises[0];
        Assert.Equal((10, 10, 3d), (stretch.Exercise.Reps!.Value, stretch.Exercise.HoldSeconds!.Value, stretch.Exercise.TimesPerDay!.Value));
        Assert.All(plan.Phases.SelectMany(p => p.Exercises), e => Assert.NotEmpty(e.StopRules));
    }

    [Fact]
    public void The_template_that_covers_most_of_the_report_is_taken()
    {
        Assert.Equal("plan_seed_legs_for_back", AskCleared(["low_back_pain_sitting", "weak_legs_imbalance"]).Plan!.Id);
        Assert.Equal("plan_desk_back_hip", AskCleared(["low_back_pain_sitting", "buttock_pain_sitting"]).Plan!.Id);
    }

    [Fact]
    public void Without_a_template_a_plan_is_put_together_in_the_order_align_support_stretch_strengthen()
    {
        SelfCarePlan plan = AskCleared(["foot_fatigue_standing"]).Plan!;

        Assert.Equal(PlanBuilder.ComposedId, plan.Id);
        Assert.StartsWith("support for comfort, if you like: ", plan.Phases[1].Goal, StringComparison.Ordinal);
        Assert.Equal(["align and keep moving", "stretch", "strengthen"], plan.Phases.Where(p => p.Exercises.Count > 0).Select(p => p.Goal));
        Assert.Equal("strong to expert opinion, for the exercises one by one", plan.Evidence);
    }

    [Fact]
    public void An_exercise_is_left_out_for_every_condition_that_speaks_against_it()
    {
        foreach (Exercise exercise in SeedKnowledge.Base.Rows.Exercises)
        {
            foreach (ExerciseContraindication against in exercise.Contraindications)
            {
                foreach (string symptom in exercise.Symptoms)
                {
                    SelfCarePlan? plan = AskCleared([symptom], new ShopperContext { Conditions = [against.ConditionId] }).Plan;
                    Assert.DoesNotContain(exercise.Id, Exercises(plan));
                }
            }
        }
    }

    [Fact]
    public void An_exercise_with_a_tool_to_be_avoided_is_left_out()
    {
        SelfCarePlan plan = AskCleared(["low_back_pain_general", "sciatica_leg_pain"]).Plan!;

        Assert.DoesNotContain("ex_hamstring_supine_strap", Exercises(plan));
        Assert.Contains(plan.Dropped, d => d is { ExerciseId: "ex_hamstring_supine_strap", Because: "sciatica_leg_pain" });
        Assert.Contains("ex_walk_programme", Exercises(plan));
    }

    [Fact]
    public void No_plan_starts_while_a_danger_sign_is_open()
    {
        Assert.Null(Ask(Understood("low_back_pain_general").Named("rf_ces_saddle", OnMatch.AskQuestion)).Plan);
        Assert.Null(Ask(Understood("sciatica_leg_pain")).Plan);
        Assert.Null(AskCleared(["low_back_pain_general"], answers: new SafetyAnswer("rf_aortic", AnswerValue.Unknown)).Plan);
    }

    [Fact]
    public void Symptoms_without_exercises_on_purpose_get_no_plan()
    {
        foreach (string symptom in new[] { "heel_bruise_center", "heel_pain_child", "ball_of_foot_pain", "pelvic_girdle_pain_pregnancy", "leg_length_uneven" })
            Assert.Null(AskCleared([symptom]).Plan);
    }
}
