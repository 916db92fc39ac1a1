using BackCare.Domain.Learn;
using BackCare.Domain.Learn.Judgements;
using static BackCare.Tests.Domain.Learn.ServedLists;

namespace BackCare.Tests.Domain.Learn.Judgements;

public class JudgeTests
{
    private static Judgement Judged(params Interaction[] events) => Judge.Of(events, new JudgementRules()).Of("L", "a");

    [Fact]
    public void The_strongest_response_gives_the_grade()
    {
        Assert.Equal(new Judgement(0, false, false), Judged());
        Assert.Equal(new Judgement(0, false, false), Judged(Event(InteractionKind.Impression, "L", "a")));
        Assert.Equal(new Judgement(1, true, false), Judged(Event(InteractionKind.Click, "L", "a")));
        Assert.Equal(new Judgement(1, true, false), Judged(Event(InteractionKind.View, "L", "a", dwellMs: 29_999)));
        Assert.Equal(new Judgement(2, true, false), Judged(Event(InteractionKind.Click, "L", "a"), Event(InteractionKind.View, "L", "a", dwellMs: 30_000)));
        Assert.Equal(new Judgement(3, true, false), Judged(Event(InteractionKind.Click, "L", "a"), Event(InteractionKind.AddToCart, "L", "a")));
        Assert.Equal(new Judgement(4, true, false), Judged(Event(InteractionKind.Purchase, "L", "a"), Event(InteractionKind.Click, "L", "a")));
    }

    [Fact]
    public void What_was_taken_out_of_the_basket_again_counts_as_a_click()
    {
        Interaction put = Event(InteractionKind.AddToCart, "L", "a", quantity: 2);

        Assert.Equal(3, Judged(put, Event(InteractionKind.RemoveFromCart, "L", "a")).Grade);
        Assert.Equal(1, Judged(put, Event(InteractionKind.RemoveFromCart, "L", "a", quantity: 2)).Grade);
    }

    [Fact]
    public void A_dismissal_is_marked_and_cancels_a_click_but_no_purchase()
    {
        Interaction dismissed = Event(InteractionKind.Dismiss, "L", "a");

        Assert.Equal(new Judgement(0, false, true), Judged(dismissed));
        Assert.Equal(new Judgement(0, true, true), Judged(Event(InteractionKind.Click, "L", "a"), dismissed));
        Assert.Equal(new Judgement(4, true, true), Judged(Event(InteractionKind.Purchase, "L", "a"), dismissed));
    }

    [Fact]
    public void An_event_told_twice_counts_once()
    {
        Interaction put = Event(InteractionKind.AddToCart, "L", "a", id: "e1");
        Judge judge = Judge.Of([put, put, Event(InteractionKind.RemoveFromCart, "L", "a")], new JudgementRules());

        Assert.Equal(1, judge.Duplicates);
        Assert.Equal(1, judge.Of("L", "a").Grade);
    }

    [Fact]
    public void Responses_to_another_list_say_nothing_of_this_one() =>
        Assert.Equal(default, Judge.Of([Event(InteractionKind.Click, "M", "a")], new JudgementRules()).Of("L", "a"));
}
