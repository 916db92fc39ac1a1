using BackCare.Domain.Candidates;
using BackCare.Domain.Recommend;
using BackCare.Domain.Safety;
using BackCare.Domain.Symptoms;
using BackCare.Tests.Domain.Knowledge;
using static BackCare.Tests.Domain.Recommend.SeedShelf;

namespace BackCare.Tests.Domain.Safety;

public sealed class ContraindicationTests
{
    public static TheoryData<string> Rows => [.. SeedKnowledge.Base.Rows.Contraindications.Select(c => c.Id)];

    private static CategoryLimit? LimitOf(string product, params string[] conditions)
    {
        ShelfItem item = Stock.Items.Single(i => i.Product.Id == product);
        SafetyVerdict verdict = Stock.Gate.Judge(new SymptomReport { Context = new ShopperContext { Conditions = conditions } }, Understood());
        return Stock.Suitability.For(item, verdict, "en");
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void Every_row_of_the_table_limits_the_products_of_its_category_at_least_as_strictly_as_it_says(string id)
    {
        Contraindication row = SeedKnowledge.Base.Rows.Contraindications.Single(c => c.Id == id);
        foreach (ShelfItem item in Stock.Items.Where(i => i.Category.Id == row.CategoryId))
        {
            CategoryLimit? limit = LimitOf(item.Product.Id, row.ConditionId);
            bool exempt = (row.ConditionId == "latex_allergy" && item.Product.LatexFree == true && row.Level == ContraindicationLevel.Block)
                || (row is { CategoryId: "heel_lifts", ConditionId: "child_growing" } && !item.IsOneSidedLift);
            Assert.True(exempt ? limit is null : limit?.Level >= row.Level, $"{item.Product.Id}: {limit}");
        }
    }

    [Theory]
    [InlineData("diabetes_at_risk_foot", "house_support_insole_neutral", ContraindicationLevel.Block)]
    [InlineData("loss_of_feeling", "tulis_classic_heel_cups", ContraindicationLevel.Block)]
    [InlineData("loss_of_feeling", "house_single_heel_lift", ContraindicationLevel.Block)]
    [InlineData("acute_tear", "prostretch_plus", ContraindicationLevel.Block)]
    [InlineData("acute_tear", "corestretch", ContraindicationLevel.Block)]
    [InlineData("acute_tear", "house_boot_night_splint", ContraindicationLevel.Block)]
    [InlineData("insertional_achilles", "house_slant_board", ContraindicationLevel.Block)]
    [InlineData("insertional_achilles", "house_dorsal_night_splint", ContraindicationLevel.AskClinician)]
    [InlineData("suspected_clot", "house_knee_high_socks", ContraindicationLevel.Block)]
    [InlineData("suspected_clot", "house_soft_foam_roller", ContraindicationLevel.Block)]
    [InlineData("suspected_clot", "range_roller", ContraindicationLevel.Block)]
    [InlineData("suspected_clot", "house_firm_ball", ContraindicationLevel.Block)]
    [InlineData("suspected_clot", "prostretch_original", ContraindicationLevel.Block)]
    [InlineData("unmeasured_leg_length", "house_adjustable_heel_lift", ContraindicationLevel.Block)]
    [InlineData("unmeasured_leg_length", "house_single_heel_lift", ContraindicationLevel.Block)]
    [InlineData("irritable_sciatica", "corestretch", ContraindicationLevel.Block)]
    [InlineData("proximal_hamstring", "house_hamstring_wedge", ContraindicationLevel.Block)]
    [InlineData("osteoporosis", "house_back_arch", ContraindicationLevel.Block)]
    [InlineData("poor_arterial_flow", "house_calf_sleeve_sport", ContraindicationLevel.Block)]
    [InlineData("poor_arterial_flow", "house_stretch_night_sock", ContraindicationLevel.Block)]
    [InlineData("falls_risk", "house_foot_rocker", ContraindicationLevel.AskClinician)]
    [InlineData("falls_risk", "house_wobble_board", ContraindicationLevel.Block)]
    [InlineData("stiff_big_toe", "prostretch_double", ContraindicationLevel.AskClinician)]
    [InlineData("child_growing", "house_dorsal_night_splint", ContraindicationLevel.AskClinician)]
    [InlineData("over_weight_rating", "house_foot_rocker", ContraindicationLevel.Block)]
    public void The_conditions_of_the_readme_limit_as_it_says(string condition, string product, ContraindicationLevel level)
    {
        Assert.Equal(level, LimitOf(product, condition)?.Level);
    }

    [Fact]
    public void A_one_sided_lift_asks_a_clinician_for_a_growing_child_and_is_hidden_unless_a_measured_difference_is_declared()
    {
        Assert.Equal(ContraindicationLevel.Block, LimitOf("house_single_heel_lift")?.Level);
        Assert.Null(LimitOf("house_single_heel_lift", "measured_leg_length"));
        Assert.Equal(ContraindicationLevel.AskClinician, LimitOf("house_single_heel_lift", "measured_leg_length", "child_growing")?.Level);
        Assert.Null(LimitOf("house_kids_cleat_heel_wedge", "child_growing"));
    }

    [Fact]
    public void Latex_is_judged_by_the_product_where_it_is_known()
    {
        Assert.Equal(ContraindicationLevel.Block, LimitOf("house_mini_band_set", "latex_allergy")?.Level);
        Assert.Null(LimitOf("house_long_band_latex_free", "latex_allergy"));
        Assert.Equal(ContraindicationLevel.Block, LimitOf("house_firm_ball", "latex_allergy")?.Level);
        Assert.Equal(ContraindicationLevel.Caution, LimitOf("stretchrite", "latex_allergy")?.Level);
        Assert.Null(LimitOf("house_loop_strap", "latex_allergy"));
    }

    [Fact]
    public void The_strictest_limit_wins_also_over_the_categories_of_a_danger_sign()
    {
        Outcome declared = AskCleared(["heel_pain_first_step"], new ShopperContext { Conditions = ["falls_risk"] });
        Outcome answered = AskCleared(["heel_pain_first_step"], answers: new SafetyAnswer("rf_falls", AnswerValue.Yes));

        RankedProduct rocker = declared.Products.First(p => p.Product.Id == "house_foot_rocker");
        Assert.Equal((false, "Rocking base; hold a fixed support"), (rocker.ForSale, rocker.Caution));
        Assert.DoesNotContain(answered.Products, p => p.Product.CategoryId == "calf_stretchers");
        Assert.True(answered.Removed.Contraindicated > 0);
    }

    [Fact]
    public void What_may_not_be_bought_here_stands_below_what_may()
    {
        Outcome outcome = AskCleared(["heel_pain_first_step"], new ShopperContext { Conditions = ["falls_risk"] });

        bool[] direct = [.. outcome.Products.Where(p => p.Via == Via.Direct).Select(p => p.ForSale)];
        Assert.Equal(direct.OrderDescending(), direct);
    }

    [Theory]
    [InlineData("house_foot_rocker", 121, ContraindicationLevel.Block)]
    [InlineData("house_foot_rocker", 120, null)]
    [InlineData("house_gel_heel_cup_soft", 111, ContraindicationLevel.Caution)]
    [InlineData("house_heel_raise_step", 151, ContraindicationLevel.Block)]
    [InlineData("prostretch_plus", 300, null)]
    public void Body_weight_is_held_against_the_rating_of_the_product(string product, double weight, ContraindicationLevel? level)
    {
        ShelfItem item = Stock.Items.Single(i => i.Product.Id == product);

        Assert.Equal(level, Stock.Suitability.ForWeight(item, weight)?.Level);
        Assert.Null(Stock.Suitability.ForWeight(item, null));
    }
}
