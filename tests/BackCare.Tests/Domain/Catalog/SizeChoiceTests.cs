using BackCare.Domain.Catalog;

namespace BackCare.Tests.Domain.Catalog;

public sealed class SizeChoiceTests
{
    [Theory]
    [InlineData("Small, Large (check label)", "Small|Large", "check label")]
    [InlineData("S 5-7.5, M 8-10.5, L 11-14 (US men's)", "S 5-7.5|M 8-10.5|L 11-14", "US men's")]
    [InlineData("S-XL by calf cm", "S|M|L|XL", "by calf cm")]
    [InlineData("left or right, S-L", "left, S|left, M|left, L|right, S|right, M|right, L", "")]
    [InlineData("left or right", "left|right", "")]
    [InlineData("EU 36-38", "36|37|38", "EU")]
    [InlineData("US men's 5-8", "5|6|7|8", "US men's")]
    [InlineData("Youth 12-3, Youth 4-7", "Youth 12-3|Youth 4-7", "")]
    public void A_size_is_chosen_from_what_the_maker_prints(string printed, string options, string note)
    {
        SizeChoice choice = SizeChoice.Read(printed);

        Assert.Equal(options.Split('|'), choice.Options);
        Assert.Equal(note, choice.Note);
        Assert.True(choice.IsNeeded);
    }

    [Theory]
    [InlineData("")]
    [InlineData("one size")]
    [InlineData("by shoe size (check)")]
    [InlineData("200 cm, 10 loops")]
    [InlineData("adjustable 60-90 cm")]
    [InlineData("EU 1-99")]
    [InlineData("XL-S")]
    [InlineData("left or right, short")]
    public void A_text_that_names_no_list_of_sizes_leaves_nothing_to_choose(string printed)
    {
        SizeChoice choice = SizeChoice.Read(printed);

        Assert.Empty(choice.Options);
        Assert.Equal(printed, choice.Note);
    }
}
