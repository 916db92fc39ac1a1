using BackCare.Domain.Editing;

namespace BackCare.Tests.Domain.Editing;

public sealed class FieldDiffTests
{
    [Fact]
    public void Only_what_differs_is_told_in_the_order_of_names() => Assert.Equal(
        [new FieldChange("name", "Board", "Slant board"), new FieldChange("note", null, "New"), new FieldChange("stock", "3", null)],
        FieldDiff.Between(
            new Dictionary<string, string?> { ["stock"] = "3", ["name"] = "Board", ["price"] = "10.00" },
            new Dictionary<string, string?> { ["price"] = "10.00", ["name"] = "Slant board", ["note"] = "New" }));

    [Fact]
    public void A_field_that_is_absent_says_nothing_as_one_that_is_null() => Assert.Empty(FieldDiff.Between(
        new Dictionary<string, string?> { ["stock"] = null }, new Dictionary<string, string?> { ["note"] = null }));

    [Fact]
    public void An_empty_text_is_not_nothing() => Assert.Equal(
        [new FieldChange("note", null, "")], FieldDiff.Between(new Dictionary<string, string?>(), new Dictionary<string, string?> { ["note"] = "" }));

    [Fact]
    public void A_thing_that_does_not_exist_is_the_same_as_none_other()
    {
        var nothingSaid = new Dictionary<string, string?>();

        Assert.True(FieldDiff.AreSame(null, null));
        Assert.False(FieldDiff.AreSame(null, nothingSaid));
        Assert.True(FieldDiff.AreSame(nothingSaid, new Dictionary<string, string?> { ["note"] = null }));
    }
}
