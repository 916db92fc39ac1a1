using BackCare.App.Editing;

namespace BackCare.Tests.App.Editing;

public sealed class CursorTests
{
    [Fact]
    public void A_cursor_comes_back_with_the_keys_it_was_made_of_whatever_they_hold()
    {
        string text = Cursor.After("products:name", "Ünï.cöde / a.b", "house_slant_board");

        Assert.Matches("^[A-Za-z0-9_.-]+$", text);
        Assert.True(Cursor.TryRead(text, "products:name", 2, out Cursor? cursor));
        Assert.Equal(["Ünï.cöde / a.b", "house_slant_board"], cursor.Keys);
    }

    [Fact]
    public void A_cursor_of_another_list_or_order_is_refused()
    {
        Assert.False(Cursor.TryRead(Cursor.After("products:price", "995", "a"), "products:name", 2, out _));
        Assert.False(Cursor.TryRead(Cursor.After("products:name", "995"), "products:name", 2, out _));
    }

    [Theory]
    [InlineData("not a cursor")]
    [InlineData("....")]
    [InlineData("%00")]
    public void What_is_no_cursor_is_refused_and_says_what_to_do(string text)
    {
        Assert.False(Cursor.TryRead(text, "history", 1, out _));
        Assert.Equal("cursor", Assert.Single(Cursor.Number(text, "history").Refusal!.Fields).Path);
    }

    [Fact]
    public void A_list_by_number_starts_after_the_last_number_or_at_the_beginning()
    {
        Assert.Equal(42, Cursor.Number(Cursor.After("history", "42"), "history").Value.After);
        Assert.Null(Cursor.Number(null, "history").Value.After);
        Assert.NotNull(Cursor.Number(Cursor.After("history", "4x"), "history").Refusal);
    }
}
