using BackCare.Domain.Knowledge;
using BackCare.Domain.Recommend;
using BackCare.Domain.Safety;
using BackCare.Domain.Symptoms;
using BackCare.Tests.Domain.Knowledge;
using static BackCare.Tests.Domain.Recommend.SeedShelf;

namespace BackCare.Tests.Domain.Safety;

public sealed class SafetyGateTests
{
    private static readonly KnowledgeBase Seed = SeedKnowledge.Base;

    public static TheoryData<string> AllFlags => [.. Seed.Rows.RedFlags.Select(f => f.Id)];

    public static TheoryData<string> StopAllFlags => [.. Seed.Rows.RedFlags.Where(f => f.Gate == Gate.StopAll).Select(f => f.Id)];

    public static TheoryData<string> AskedSymptoms => [.. Seed.Rows.Symptoms.Where(s => s.SelfCare == SelfCare.AfterRedFlagsAnswered).Select(s => s.Id)];

    [Theory]
    [MemberData(nameof(AllFlags))]
    public void A_confirmed_danger_sign_does_what_its_gate_says(string id)
    {
        RedFlag flag = Seed.RedFlags[id];
        string symptom = Seed.Rows.Symptoms.FirstOrDefault(s => s.GateRedFlags.Contains(id) && s.SelfCare != SelfCare.NoProducts)?.Id ?? "heel_pain_first_step";

        Outcome outcome = AskCleared([symptom], answers: new SafetyAnswer(id, AnswerValue.Yes));

        RaisedFlag raised = outcome.RedFlags.Single(r => r.Id == id);
        Assert.Equal((FlagOrigin.Answer, flag.Message, flag.ActionUs), (raised.From, raised.Message, raised.Action));
        Assert.Equal(CareLevels.Of(flag.Urgency), outcome.CareLevel);
        switch (flag.Gate)
        {
            case Gate.StopAll:
                Assert.Equal(OutcomeKind.Referral, outcome.Kind);
                Assert.Empty(outcome.Products);
                Assert.Null(outcome.Plan);
                break;
            case Gate.LimitCategories:
                Assert.DoesNotContain(outcome.Products, p => flag.LimitCategories.Contains(p.Product.CategoryId));
                break;
            case Gate.StopRegion:
                Assert.Empty(outcome.Products);
                break;
            default:
                Assert.NotEqual(OutcomeKind.Referral, outcome.Kind);
                break;
        }
    }

    [Theory]
    [Trait("Rule", "RQ27")]
    [MemberData(nameof(StopAllFlags))]
    public void A_danger_sign_that_stops_everything_hides_products_as_soon_as_the_text_names_it(string id)
    {
        Outcome confirm = Ask(Understood("heel_pain_first_step").Named(id, OnMatch.StopAndConfirm));
        Outcome ask = Ask(Understood("heel_pain_first_step").Named(id, OnMatch.AskQuestion));

        Assert.Equal((OutcomeKind.Referral, id, 0), (confirm.Kind, confirm.Question!.Id, confirm.Products.Count));
        Assert.Equal((OutcomeKind.Question, id, 0), (ask.Kind, ask.Question!.Id, ask.Products.Count));
        Assert.Equal(FlagOrigin.Text, confirm.RedFlags.Single(r => r.Id == id).From);
        Assert.Null(ask.Plan);
    }

    [Theory]
    [MemberData(nameof(StopAllFlags))]
    public void An_explicit_no_overrides_what_the_text_named(string id)
    {
        SafetyAnswer[] answers = [.. AnswersFor(["heel_pain_first_step"]), new SafetyAnswer(id, AnswerValue.No)];

        Outcome outcome = Ask(Understood("heel_pain_first_step").Named(id, OnMatch.StopAndConfirm), new SymptomReport { Answers = answers });

        Assert.Equal(OutcomeKind.Products, outcome.Kind);
        Assert.DoesNotContain(outcome.RedFlags, r => r.Id == id);
    }

    [Theory]
    [Trait("Rule", "RQ28")]
    [InlineData(AnswerValue.Skipped)]
    [InlineData(AnswerValue.Unknown)]
    public void A_skip_or_a_do_not_know_is_no_answer_to_what_the_text_named(AnswerValue answer)
    {
        foreach (string id in new[] { "rf_ces_saddle", "rf_ces_sexual" })
        {
            Outcome outcome = Ask(Understood("low_back_pain_general").Named(id, OnMatch.StopAndConfirm),
                new SymptomReport { Answers = [.. AnswersFor(["low_back_pain_general"], AnswerValue.No, id), new SafetyAnswer(id, answer)] });

            Assert.Equal(OutcomeKind.Referral, outcome.Kind);
        }
    }

    [Fact]
    public void Symptoms_fit_for_self_care_get_products_together_with_the_questions()
    {
        Outcome outcome = Ask(Understood("heel_pain_first_step"));

        Assert.Equal(OutcomeKind.Products, outcome.Kind);
        Assert.NotEmpty(outcome.Products);
        Assert.Equal(["rf_cold_pale_limb", "rf_diabetes_hot_foot"], outcome.SafetyQuestions.Take(2).Select(q => q.Id));
        Assert.Contains(outcome.SafetyQuestions, q => q.Id == "rf_anticoagulant");
    }

    [Theory]
    [MemberData(nameof(AskedSymptoms))]
    public void Symptoms_whose_questions_come_first_get_products_only_when_every_question_is_answered(string id)
    {
        string[] gate = [.. Seed.Symptoms[id].GateRedFlags];
        SafetyAnswer[] all = [.. gate.Select(f => new SafetyAnswer(f, AnswerValue.No))];

        Assert.Equal(OutcomeKind.Question, Ask(Understood(id)).Kind);
        foreach (string open in gate)
        {
            Outcome oneOpen = Ask(Understood(id), new SymptomReport { Answers = [.. all.Where(a => a.RedFlagId != open)] });
            Assert.Equal((OutcomeKind.Question, open, 0), (oneOpen.Kind, oneOpen.Question!.Id, oneOpen.Products.Count));
        }

        Assert.NotEqual(OutcomeKind.Question, Ask(Understood(id), new SymptomReport { Answers = all }).Kind);
    }

    [Fact]
    public void Nothing_is_sold_for_a_symptom_that_needs_a_check_nor_for_its_region()
    {
        Outcome alone = AskCleared(["foot_numb_tingle"]);
        Outcome withTheBack = AskCleared(["foot_numb_tingle", "low_back_pain_general"]);

        Assert.Equal((OutcomeKind.Referral, CareLevel.ClinicianSoon, 0), (alone.Kind, alone.CareLevel, alone.Products.Count));
        Assert.NotEmpty(withTheBack.Products);
        Assert.DoesNotContain(withTheBack.Products, p => p.Product.Regions.Contains("foot"));
        Assert.Equal(CareLevel.ClinicianSoon, withTheBack.CareLevel);
    }

    [Fact]
    [Trait("Rule", "RQ28")]
    public void A_skipped_emergency_question_shows_its_text_and_no_stretch_aid_for_its_region()
    {
        SafetyAnswer[] answers = [.. AnswersFor(["low_back_pain_general"], AnswerValue.No, "rf_ces_bladder"), new("rf_ces_bladder", AnswerValue.Skipped)];

        Outcome outcome = Ask(Understood("low_back_pain_general"), new SymptomReport { Answers = answers });

        Assert.Equal(OutcomeKind.Products, outcome.Kind);
        Assert.Equal((FlagOrigin.Skipped, "Call 911 or go to the nearest emergency room now."), (outcome.RedFlags[0].From, outcome.RedFlags[0].Action));
        Assert.DoesNotContain(outcome.Products, p => p.Group == BackCare.Domain.Catalog.PlanGroup.Stretch);
        Assert.Null(outcome.Plan);
        Assert.Equal(CareLevel.SelfCare, outcome.CareLevel);
    }

    [Fact]
    public void Skipping_the_sensitive_question_counts_as_no()
    {
        SafetyAnswer[] answers = [.. AnswersFor(["low_back_pain_general"], AnswerValue.No, "rf_ces_sexual"), new("rf_ces_sexual", AnswerValue.Skipped)];

        Outcome outcome = Ask(Understood("low_back_pain_general"), new SymptomReport { Answers = answers });

        Assert.Contains(outcome.Products, p => p.Product.Id == "corestretch");
        Assert.Empty(outcome.RedFlags);
    }

    [Fact]
    public void Not_knowing_whether_a_limit_applies_limits_as_a_yes_and_skipping_warns()
    {
        Outcome unknown = AskCleared(["heel_pain_first_step"], answers: new SafetyAnswer("rf_diabetes_neuropathy", AnswerValue.Unknown));
        Outcome skipped = AskCleared(["heel_pain_first_step"], answers: new SafetyAnswer("rf_diabetes_neuropathy", AnswerValue.Skipped));

        Assert.DoesNotContain(unknown.Products, p => p.Product.CategoryId == "heel_cups");
        Assert.Equal(CareLevel.ClinicianSoon, unknown.CareLevel);
        Assert.All(skipped.Products.Where(p => p.Product.CategoryId == "heel_cups"), p => Assert.NotNull(p.Caution));
        Assert.Contains(skipped.Products, p => p.Product.CategoryId == "heel_cups");
    }

    [Fact]
    public void Not_knowing_about_a_danger_sign_refers_where_the_questions_come_first_and_holds_back_stretch_aids_elsewhere()
    {
        Outcome sprain = AskCleared(["ankle_sprain_recent"], answers: new SafetyAnswer("rf_ottawa_ankle", AnswerValue.Unknown));
        Outcome back = AskCleared(["low_back_pain_general"], answers: new SafetyAnswer("rf_aortic", AnswerValue.Unknown));

        Assert.Equal((OutcomeKind.Referral, CareLevel.ClinicianSoon), (sprain.Kind, sprain.CareLevel));
        Assert.NotEmpty(back.Products);
        Assert.DoesNotContain(back.Products, p => p.Product.Id == "corestretch");
    }

    [Theory]
    [InlineData(8, OutcomeKind.Products)]
    [InlineData(9, OutcomeKind.Question)]
    [InlineData(10, OutcomeKind.Question)]
    public void Ten_of_ten_is_a_severity_and_asks_the_severe_pain_question_first(int severity, OutcomeKind kind)
    {
        Outcome outcome = Ask(Understood("heel_pain_first_step") with { Severity = severity });

        Assert.Equal(kind, outcome.Kind);
        Assert.Equal(kind == OutcomeKind.Question ? "rf_severe_pain" : null, outcome.Question?.Id);
        Assert.Equal(kind == OutcomeKind.Products, outcome.Products.Count > 0);
    }

    [Fact]
    public void A_modifier_named_in_the_text_limits_at_once_is_asked_first_and_sets_no_care_level()
    {
        Outcome outcome = Ask(Understood("muscle_soreness_after_exercise", "low_back_pain_general").Named("rf_pregnancy", OnMatch.AskQuestion));

        Assert.Equal((OutcomeKind.Question, "rf_pregnancy", CareLevel.SelfCare), (outcome.Kind, outcome.Question!.Id, outcome.CareLevel));
        Assert.NotEmpty(outcome.Products);
        Assert.DoesNotContain(outcome.Products, p => p.Product.CategoryId is "foam_rollers" or "back_stretch_aids" or "hot_cold");
    }

    [Fact]
    public void All_no_says_what_that_means_and_never_that_somebody_is_safe()
    {
        Outcome outcome = AskCleared(["heel_pain_first_step"]);

        Assert.StartsWith("None of the danger signs we asked about was reported. That does not rule out", outcome.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("safe", outcome.Message, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [Trait("Rule", "RQ27")]
    [InlineData("US", "en", "Call 911 or go to the nearest emergency room now.")]
    [InlineData("gb", "en", "Call 999 or go to A&E now (EU: 112).")]
    [InlineData("UK", "en", "Call 999 or go to A&E now (EU: 112).")]
    [InlineData("DE", "en", "Call 112 or go to the nearest emergency department now.")]
    [InlineData("MX", "en", "Call 911 or go to the nearest emergency department now.")]
    [InlineData("ZZ", "en", "Call your local emergency number or go to the nearest emergency department now.")]
    [InlineData("US", "es", "Llame ahora al 911 o vaya al servicio de urgencias más cercano.")]
    [InlineData("ES", "es", "Llame ahora al 112 o vaya al servicio de urgencias más cercano.")]
    [InlineData("CL", "es", "Llame ahora al 131 o vaya al servicio de urgencias más cercano.")]
    [InlineData("ZZ", "es", "Llame ahora al número de emergencias de su país o vaya al servicio de urgencias más cercano.")]
    public void What_to_do_names_the_number_of_the_country_in_the_language_of_the_shopper(string country, string language, string action)
    {
        Assert.Equal(action, EmergencyActions.For(Seed.RedFlags["rf_ces_bladder"], country, language));
    }

    [Fact]
    public void The_message_is_in_the_language_of_the_shopper()
    {
        Outcome outcome = AskCleared(["low_back_pain_general"], new ShopperContext { Language = "es" }, answers: new SafetyAnswer("rf_ces_saddle", AnswerValue.Yes));

        Assert.Equal("El adormecimiento nuevo en esa zona necesita urgencias hoy.", outcome.Message);
    }

    [Fact]
    public void General_emergencies_are_recognised_in_text_and_never_asked()
    {
        string[] general = [.. Seed.Rows.RedFlags.Where(f => f.Group == "general_emergency").Select(f => f.Id)];

        Assert.Equal(5, general.Length);
        Assert.All(Seed.Rows.Symptoms, s => Assert.DoesNotContain(Ask(Understood(s.Id)).SafetyQuestions, q => general.Contains(q.Id)));
    }

    [Fact]
    public void Signs_that_are_weak_alone_weigh_more_together()
    {
        var night = new SafetyAnswer("rf_night_pain", AnswerValue.Yes);

        Outcome alone = AskCleared(["low_back_pain_general"], answers: night);
        Outcome together = AskCleared(["low_back_pain_general"], answers: [night, new("rf_not_improving", AnswerValue.Yes)]);
        Outcome cancer = AskCleared(["sciatica_leg_pain"], answers: [new("rf_cancer_history", AnswerValue.Yes), new("rf_new_leg_numbness", AnswerValue.Yes)]);

        Assert.Equal(OutcomeKind.Products, alone.Kind);
        Assert.Equal(OutcomeKind.Referral, together.Kind);
        Assert.Equal((OutcomeKind.Referral, CareLevel.UrgentSameDay), (cancer.Kind, cancer.CareLevel));
    }

    [Fact]
    public void A_child_with_back_pain_is_referred_by_the_age_alone()
    {
        Outcome outcome = AskCleared(["low_back_pain_general"], new ShopperContext { Age = 12 }, answers: new SafetyAnswer("rf_child_back_pain", AnswerValue.No));

        Assert.Equal(OutcomeKind.Referral, outcome.Kind);
        Assert.Equal(["rf_child_back_pain", "rf_under_16"], outcome.RedFlags.Select(r => r.Id));
    }

    [Fact]
    public void An_age_under_sixteen_limits_like_the_modifier_and_an_adult_is_not_asked()
    {
        Outcome child = AskCleared(["heel_pain_first_step"], new ShopperContext { Age = 15 });
        Outcome adult = Ask(Understood("heel_pain_child"), new SymptomReport { Context = new ShopperContext { Age = 41 } });

        Assert.DoesNotContain(child.Products, p => p.Product.CategoryId == "night_splints");
        Assert.Contains(child.RedFlags, r => r.Id == "rf_under_16" && r.From == FlagOrigin.Context);
        Assert.DoesNotContain(adult.SafetyQuestions, q => q.Id == "rf_under_16");
    }

    [Fact]
    [Trait("Rule", "RQ27")]
    public void A_stopped_report_never_returns_a_product_whatever_else_is_in_it()
    {
        string[] symptoms = [.. Seed.Rows.Symptoms.Select(s => s.Id)], conditions = [.. Seed.Rows.Conditions.Select(c => c.Id)];
        RedFlag[] stops = [.. Seed.Rows.RedFlags.Where(f => f.Gate == Gate.StopAll)];
        var random = new Random(20261122);
        for (int round = 0; round < 400; round++)
        {
            RedFlag stop = stops[random.Next(stops.Length)];
            string[] some = [.. Enumerable.Range(0, random.Next(0, 4)).Select(_ => symptoms[random.Next(symptoms.Length)]).Distinct()];
            bool named = random.Next(2) == 0;
            SafetyAnswer[] answers =
            [
                .. AnswersFor(some, (AnswerValue)random.Next(1, 4), stop.Id),
                .. named ? [] : new[] { new SafetyAnswer(stop.Id, AnswerValue.Yes) },
            ];
            Understanding understanding = Understood(some);
            if (named)
                understanding = understanding.Named(stop.Id, (OnMatch)random.Next(2));
            var report = new SymptomReport
            {
                Answers = answers,
                Context = new ShopperContext
                {
                    Age = random.Next(3) == 0 ? random.Next(5, 90) : null,
                    Severity = random.Next(0, 11),
                    Conditions = [conditions[random.Next(conditions.Length)]],
                    Country = random.Next(2) == 0 ? "US" : "ES",
                },
            };

            Outcome outcome = Ask(understanding, report);

            Assert.True(outcome.Products.Count == 0 && outcome.Plan is null, $"{stop.Id} with {string.Join(',', some)} returned products.");
            Assert.Contains(outcome.RedFlags, r => r.Id == stop.Id);
        }
    }
}
