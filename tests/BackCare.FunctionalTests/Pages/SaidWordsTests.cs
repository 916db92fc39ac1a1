using BackCare.App.Recommend;
using BackCare.Web.Pages.Storefront;

namespace BackCare.FunctionalTests.Pages;

public class SaidWordsTests
{
    [Fact]
    public void Overlapping_spans_are_marked_once_and_the_rest_stays_plain() =>
        Assert.Equal(
            [("my ", false), ("sore heel", true), (" hurts", false)],
            SaidWords.Marked("my sore heel hurts", [Understood(3, 9), Understood(8, 4)]));

    [Fact]
    public void A_span_beyond_the_text_is_cut_off() =>
        Assert.Equal([("ab", false), ("c", true)], SaidWords.Marked("abc", [Understood(2, 40)]));

    [Fact]
    public void A_ticked_symptom_marks_nothing() =>
        Assert.Equal([("abc", false)], SaidWords.Marked("abc", [new UnderstoodPart("x", "X", 1, null, null, "ticked")]));

    private static UnderstoodPart Understood(int start, int length) => new("x", "X", 0.9, new SpanPart(start, length), null, "text");
}
