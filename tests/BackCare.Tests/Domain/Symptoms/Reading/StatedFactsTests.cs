using BackCare.Domain.Symptoms;

namespace BackCare.Tests.Domain.Symptoms.Reading;

public sealed class StatedFactsTests
{
    [Theory]
    [InlineData("heel pain for 3 weeks", 21)]
    [InlineData("my back has hurt for a couple of weeks", 14)]
    [InlineData("sprained my ankle yesterday", 1)]
    [InlineData("me duele la rodilla hace dos meses", 60)]
    [InlineData("llevo 6 meses con dolor de talón", 180)]
    [InlineData("sore calf since Monday", 4)]
    [InlineData("knee pain for months", 90)]
    [InlineData("dolor desde ayer", 1)]
    [InlineData("on my feet 10 hours a day", null)]
    [InlineData("12 year old with heel pain", null)]
    [InlineData("30 weeks pregnant with pelvic pain", null)]
    [InlineData("my heel hurts", null)]
    public void Duration_is_read_in_days(string text, int? days) => Assert.Equal(days, SeedLinker.Read(text).DurationDays);

    [Theory]
    [InlineData("pain is 8/10", 8)]
    [InlineData("8 out of 10", 8)]
    [InlineData("un 7 de 10", 7)]
    [InlineData("dolor 10 sobre 10", 10)]
    [InlineData("pain level 6", 6)]
    [InlineData("it hurts 24/7", null)]
    [InlineData("50/50 chance", null)]
    [InlineData("since 8/10 my heel hurts", null)]
    [InlineData("on 8/10/2025", null)]
    public void Severity_is_read_and_dates_are_not_taken_for_one(string text, int? severity) => Assert.Equal(severity, SeedLinker.Read(text).Severity);

    [Theory]
    [InlineData("my left heel hurts", BodySide.Left)]
    [InlineData("dolor en la rodilla derecha", BodySide.Right)]
    [InlineData("both calves are tight", BodySide.Both)]
    [InlineData("me duelen los dos talones", BodySide.Both)]
    [InlineData("pain right under the kneecap", null)]
    [InlineData("heel hurts right now", null)]
    public void Side_is_read(string text, BodySide? side) => Assert.Equal(side, SeedLinker.Read(text).Side);

    [Fact]
    public void Each_complaint_has_its_own_side()
    {
        Understanding read = SeedLinker.Read("my left heel hurts when I get out of bed. right knee hurts going down stairs");

        Assert.Equal(BodySide.Left, read.Symptoms.Single(s => s.SymptomId == "heel_pain_first_step").Side);
        Assert.Equal(BodySide.Right, read.Symptoms.Single(s => s.SymptomId == "knee_front_pain").Side);
    }

    [Fact]
    public void What_the_form_says_goes_before_the_text()
    {
        Understanding read = SeedLinker.Linker.Understand(new SymptomReport
        {
            Text = "left heel pain 3/10 for 2 days",
            Side = BodySide.Right,
            Context = new ShopperContext { Severity = 6, DurationDays = 21, Activity = "running" },
        });

        Assert.Equal((6, 21, BodySide.Right, "running"), (read.Severity, read.DurationDays, read.Side, read.Activity));
    }

    [Fact]
    public void Stated_qualifiers_are_read_and_denied_ones_are_not()
    {
        Understanding read = SeedLinker.Read("heel hurts in the morning, not after running");

        Assert.Contains("first_step_morning", read.Qualifiers);
        Assert.DoesNotContain("after_running", read.Qualifiers);
    }
}
