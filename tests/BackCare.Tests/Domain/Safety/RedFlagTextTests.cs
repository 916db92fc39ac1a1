using BackCare.Domain.Safety;
using BackCare.Domain.Symptoms;
using BackCare.Tests.Domain.Symptoms;

namespace BackCare.Tests.Domain.Safety;

public sealed class RedFlagTextTests
{
    [Theory]
    [InlineData("no, I can't pee", "rf_ces_bladder")]
    [InlineData("no puedo orinar", "rf_ces_bladder")]
    [InlineData("No, no puedo orinar y me duele la espalda", "rf_ces_bladder")]
    [InlineData("I have no feeling between my legs", "rf_ces_saddle")]
    [InlineData("it's not improving and won't go away", "rf_not_improving")]
    [InlineData("my foot is cold and it has turned white", "rf_cold_pale_limb")]
    [InlineData("cant brethe and my calf is sore", "rf_pe")]
    public void A_danger_sign_is_found(string text, string flag) => Assert.Contains(flag, SeedLinker.Flags(text));

    [Theory]
    [InlineData("numbness between my legs", "rf_ces_saddle", "no ", "without ", "I don't have ", "I have never had ")]
    [InlineData("chest pain", "rf_chest_pain", "no ", "without ", "there is no ", "I don't have any ")]
    [InlineData("blood in my urine", "rf_kidney_urinary", "no ", "I do not have ", "never had ")]
    [InlineData("dolor en el pecho", "rf_chest_pain", "sin ", "no tengo ", "nunca he tenido ")]
    [InlineData("hormigueo entre las piernas", "rf_ces_saddle", "sin ", "no tengo ")]
    [InlineData("blood thinners", "rf_anticoagulant", "I'm not on ", "no ")]
    public void Denying_a_noun_sign_removes_it(string sign, string flag, params string[] denials)
    {
        Assert.Contains(flag, SeedLinker.Flags(sign));
        Assert.All(denials, denial => Assert.DoesNotContain(flag, SeedLinker.Flags(denial + sign)));
    }

    [Theory]
    [InlineData("no fever, chills or night sweats, just a sore back")]
    [InlineData("sin fiebre ni escalofríos, solo dolor de espalda")]
    [InlineData("I can't feel any pain or numbness in my foot")]
    public void A_denied_list_is_denied_to_its_end(string text) => Assert.Empty(SeedLinker.Flags(text));

    [Fact]
    public void A_denial_ends_at_but()
    {
        Assert.Equal(["rf_chest_pain"], SeedLinker.Flags("no numbness between my legs but chest pain"));
    }

    [Fact]
    public void Ten_of_ten_is_a_severity_and_raises_severe_pain()
    {
        Understanding read = SeedLinker.Read("it is 10/10");

        Assert.Equal(10, read.Severity);
        Assert.Equal(["rf_severe_pain"], read.RedFlags.Select(f => f.RedFlagId));
        Assert.Equal(OnMatch.AskQuestion, read.RedFlags[0].OnMatch);
    }

    [Fact]
    public void Groups_far_apart_do_not_make_a_sign()
    {
        string text = "I have numb toes. " + string.Concat(Enumerable.Repeat("I walk a lot and like it here. ", 8)) + "My saddle is leather.";

        Assert.DoesNotContain("rf_ces_saddle", SeedLinker.Flags(text));
    }

    [Fact]
    public void Each_danger_sign_is_mentioned_once_in_order_of_appearance_with_its_words()
    {
        const string text = "I am pregnant and bleeding. I have chest pain, really bad chest pain";

        Understanding read = SeedLinker.Read(text);

        Assert.Equal(read.RedFlags.Select(f => f.RedFlagId).Distinct(), read.RedFlags.Select(f => f.RedFlagId));
        RedFlagMention warning = read.RedFlags.Single(f => f.RedFlagId == "rf_pregnancy_warning");
        Assert.Equal("pregnant and bleeding", text.Substring(warning.Span.Start, warning.Span.Length));
        Assert.Equal(OnMatch.StopAndConfirm, warning.OnMatch);
        Assert.Equal(read.RedFlags.OrderBy(f => f.Span.Start).Select(f => f.RedFlagId), read.RedFlags.Select(f => f.RedFlagId));
    }
}
