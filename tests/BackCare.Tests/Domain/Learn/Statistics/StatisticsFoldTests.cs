using BackCare.Domain.Learn.Statistics;
using static BackCare.Domain.Learn.InteractionKind;

namespace BackCare.Tests.Domain.Learn.Statistics;

public sealed class StatisticsFoldTests
{
    [Fact]
    public void A_low_place_counts_as_often_as_it_is_looked_at()
    {
        ProductStatistics now = new Journal().List("l1", 0, "a b c d").List("l2", 0, "b a").Now;

        Assert.Equal(1 + 1 / 2.0, now.Of("a").Impressions, precision: 12);
        Assert.Equal(1 / 2.0 + 1, now.Of("b").Impressions, precision: 12);
        Assert.Equal(1 / 4.0, now.Of("d").Impressions, precision: 12);
        Assert.Equal(1 + 1 / 2.0 + 1 / 3.0 + 1 / 4.0 + 1 + 1 / 2.0, now.All.Impressions, precision: 12);
    }

    [Fact]
    public void An_entry_counts_half_after_thirty_days_and_a_quarter_after_sixty()
    {
        Journal journal = new Journal().List("l1", 0, "a").Did(Purchase, "a", 0, "l1");

        Assert.Equal(1, journal.Now.Of("a").Purchases, precision: 12);
        Assert.Equal(0.5, journal.List("l2", 30, "z").Now.Of("a").Purchases, precision: 12);
        Assert.Equal(0.25, journal.List("l3", 60, "z").Now.Of("a").Purchases, precision: 12);
    }

    [Fact]
    public void Time_is_that_of_the_newest_entry_and_a_late_one_counts_by_its_own_age()
    {
        ProductStatistics now = new Journal().List("l1", 30, "a").List("l2", 0, "b").Now;

        Assert.Equal(Journal.Start.AddDays(30), now.AsOfUtc);
        Assert.Equal((1, 0.5), (Math.Round(now.Of("a").Impressions, 12), Math.Round(now.Of("b").Impressions, 12)));
    }

    [Fact]
    public void Sums_stay_exact_when_the_landmark_moves()
    {
        // A half-life of one day over 1,200 days: the landmark moves twice.
        var journal = new Journal(new StatisticsSettings(HalfLifeDays: 1, RecentHalfLifeDays: 1));
        for (int day = 0; day <= 1200; day++)
            journal.List($"l{day}", day, "a");

        Assert.Equal(2, journal.Now.Of("a").Impressions, precision: 12);
        Assert.Equal(0, journal.Did(Click, "b", 2500).Now.Of("a").Impressions, precision: 12);
        Assert.Equal(1, journal.Now.Of("b").Clicks, precision: 12);
    }

    [Fact]
    public void A_click_a_cart_and_a_purchase_count_once_per_list_and_product()
    {
        ProductStatistics now = new Journal().List("l1", 0, "a b").List("l2", 0, "a")
            .Did(Click, "a", 0, "l1").Did(View, "a", 0, "l1").Did(Click, "a", 0, "l1").Did(AddToCart, "a", 0, "l1").Did(AddToCart, "a", 0, "l1")
            .Did(Purchase, "a", 0, "l1").Did(Click, "a", 0, "l2").Did(Dismiss, "b", 0, "l1").Did(RemoveFromCart, "a", 0, "l1").Now;

        Assert.Equal(new Counts(2, 2, 1, 1), now.Of("a"));
        Assert.Equal(new Counts(0.5, 0, 0, 0), now.Of("b"));
    }

    [Fact]
    public void Impressions_that_a_client_tells_count_with_their_list_and_not_again()
    {
        ProductStatistics now = new Journal().List("l1", 0, "a b").Did(Impression, "a", 0, "l1").Did(Impression, "b", 0, "l1").Did(Impression, "c", 0).Now;

        Assert.Equal((1, 0.5, 1), (now.Of("a").Impressions, now.Of("b").Impressions, now.Of("c").Impressions));
    }

    [Fact]
    public void What_happened_on_lists_for_a_symptom_counts_for_it()
    {
        ProductStatistics now = new Journal().List("l1", 0, "a b", "heel").List("l2", 0, "a b", "back").Did(Click, "b", 0, "l2").Did(Purchase, "b", 0, "gone").Now;

        Assert.Equal(new Counts(0.5, 0, 0, 0), now.Of("b", "heel"));
        Assert.Equal(new Counts(0.5, 1, 0, 0), now.Of("b", "back"));
        Assert.Equal(new Counts(1, 1, 0, 1), now.Of("b"));
        Assert.Equal(default, now.Of("b", "never"));
        Assert.Equal(default, now.Of("never", "heel"));
    }

    [Fact]
    public void Rates_are_drawn_to_what_stands_above_them_where_there_is_little()
    {
        // Shop: (clicks 6 + 100 · 0.1) / (impressions 10 + 100) = 16 / 110. Product: (5 + 20 · 16/110) / (8 + 20).
        Counts shop = new Counts(10, 6, 0, 0).RatesTowards(new Counts(1, 0.1, 0.03, 0.01), 100);
        Counts product = new Counts(8, 5, 0, 0).RatesTowards(shop, 20);

        Assert.Equal(16 / 110.0, shop.Clicks, precision: 14);
        Assert.Equal((5 + 20 * 16 / 110.0) / 28, product.Clicks, precision: 14);
        Assert.Equal(0.1, ProductStatistics.Empty.Rates.Clicks, precision: 14);
        Assert.Equal((0 + 100 * 0.03) / 110, shop.Carts, precision: 14);
    }

    [Fact]
    public void Products_opened_in_one_visit_or_bought_by_one_visitor_go_together()
    {
        Journal journal = new Journal()
            .Did(Click, "a", 0, visitor: "v1", session: "s1").Did(Click, "b", 0, visitor: "v1", session: "s1")
            .Did(Click, "a", 0, visitor: "v2", session: "s2").Did(Click, "c", 0, visitor: "v2", session: "s3")
            .Did(Purchase, "a", 0, visitor: "v1", session: "s1").Did(Purchase, "c", 0, visitor: "v1", session: "s9");

        // a was opened in two visits, in one of them with b: 1 / (2 + 5). One of one buyer of a bought c: 1 / (1 + 5).
        Assert.Equal([new Companion("c", 0, 1 / 6.0), new Companion("b", 1 / 7.0, 0)], journal.Now.Companions("a"));
        Assert.Equal([new Companion("a", 1 / 6.0, 0)], journal.Now.Companions("b"));
        Assert.Empty(journal.Now.Companions("never"));
    }

    [Fact]
    public void What_is_trending_forgets_in_days()
    {
        Journal journal = new Journal().Did(Purchase, "old", 0).Did(Click, "new", 9).Did(Click, "other", 9);

        // The purchase weighs 6, and after three half-lives of three days 6 / 8.
        Assert.Equal(["new", "other", "old"], journal.Now.Trending().Select(p => p.ProductId));
        Assert.Equal(0.75, journal.Now.Trending().Last().Weight, precision: 12);
    }

    [Fact]
    public void A_visitor_is_remembered_by_what_they_saw_opened_and_bought()
    {
        Journal journal = new Journal().List("l1", 0, "a b c", visitor: "v", session: "s")
            .Did(Click, "b", 0, "l1", "v", "s").Did(Purchase, "c", 0, "l1", "v", "s").Did(Click, "c", 0, "l1", "v", "s");
        VisitorMemory same = journal.Now.Visitor("v", "s"), next = journal.Now.Visitor("v", "t");

        Assert.Equal([Familiarity.Shown, Familiarity.Opened, Familiarity.Bought, Familiarity.New], new[] { "a", "b", "c", "d" }.Select(same.Of));
        Assert.Equal(["b", "c"], same.OpenedThisVisit);
        Assert.Empty(next.OpenedThisVisit);
        Assert.Equal(Familiarity.Bought, next.Of("c"));
        Assert.False(journal.Now.Visitor("w", "t").IsKnown);
        Assert.False(journal.Now.Visitor(null, null).IsKnown);
    }

    [Fact]
    public void A_visitor_who_is_erased_is_forgotten_and_the_sums_stay()
    {
        Journal journal = new Journal().List("l1", 0, "a", visitor: "v").Did(Click, "a", 0, "l1", "v");
        ProductStatistics before = journal.Now;

        journal.Fold.Forget("v");

        Assert.False(journal.Now.Visitor("v", null).IsKnown);
        Assert.True(before.Visitor("v", null).IsKnown, "a snapshot does not change");
        Assert.Equal(before.Of("a"), journal.Now.Of("a"));
    }

    [Fact]
    public void A_visitor_last_heard_of_before_a_time_is_forgotten_and_one_heard_of_then_is_remembered_whole()
    {
        Journal journal = new Journal().List("l1", 0, "a", visitor: "left").List("l2", 0, "a", visitor: "stayed").Did(Click, "b", 10, visitor: "stayed");
        ProductStatistics before = journal.Now;

        Assert.True(journal.Fold.ForgetBefore(Journal.Start.AddDays(10)));

        Assert.False(journal.Now.Visitor("left", null).IsKnown);
        Assert.Equal(Familiarity.Shown, journal.Now.Visitor("stayed", null).Of("a"));
        Assert.Equal(before.Of("a"), journal.Now.Of("a"));
        Assert.False(journal.Fold.ForgetBefore(Journal.Start.AddDays(10)));
    }

    [Fact]
    public void The_first_real_entry_sweeps_simulated_ones_away()
    {
        Journal journal = new Journal().List("s1", 400, "a", simulated: true).Did(Click, "a", 400, "s1", "v", simulated: true);
        Assert.True(journal.Now.IsSimulated);

        journal.List("r1", 0, "b").Did(Click, "a", 401, "s1", simulated: true);

        Assert.Equal((false, Journal.Start), (journal.Now.IsSimulated, journal.Now.AsOfUtc!.Value));
        Assert.Equal(default, journal.Now.Of("a"));
        Assert.Equal(1, journal.Now.Of("b").Impressions, precision: 12);
        Assert.False(journal.Now.Visitor("v", null).IsKnown);
        Assert.Equal(4, journal.Now.Sequence);
    }

    [Fact]
    public void Simulated_entries_stay_when_the_settings_say_so()
    {
        ProductStatistics now = new Journal(new StatisticsSettings(IncludeSimulated: true)).List("s1", 0, "a", simulated: true).List("r1", 0, "a").Now;

        Assert.Equal((2, false), (Math.Round(now.Of("a").Impressions, 12), now.IsSimulated));
    }

    [Fact]
    public void A_snapshot_does_not_change_when_entries_follow()
    {
        Journal journal = new Journal().List("l1", 0, "a b");
        ProductStatistics before = journal.Now;

        journal.List("l2", 1, "c a", "back").Did(Click, "a", 1, "l2", "v");

        Assert.Equal((1, 0), (before.Of("a").Impressions, before.Of("a").Clicks));
        Assert.Equal(default, before.Of("c"));
        Assert.Equal(default, before.Of("a", "back"));
        Assert.Empty(before.Trending());
        Assert.Equal(1, before.Sequence);
    }
}
