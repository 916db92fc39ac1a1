using BackCare.Domain.Arrange;
using BackCare.Domain.Candidates;
using BackCare.Domain.Safety;
using static BackCare.Tests.Domain.Arrange.ArrangedCandidates;

namespace BackCare.Tests.Domain.Arrange;

public sealed class ExplorationTests
{
    private static readonly Candidate A = Make("a", "heelcup_gel", "heel_cups"), B = Make("b", "strap", "stretch_straps"), C = Make("c", "ktape", "taping");
    private static readonly Candidate D = Make("d", "slant", "calf_stretchers", chain: true), E = Make("e", "roller", "roller_sticks", chain: true);
    private static readonly double[] Scores = [1, 0.5, 0, 0.9, 0.1];

    private static Arrangement Arrange(ulong draw, double budget = 1, int limit = 10, params Pinned[] pins) =>
        Arranger.Arrange([A, B, C, D, E], Scores, pins, limit, new ExplorationSettings(budget), draw);

    private static string Order(Arrangement arranged) => string.Concat(arranged.Items.Select(i => i.Candidate.Product.Id));

    [Fact]
    public void A_draw_never_mixes_direct_and_chain_items()
    {
        string[] orders = [.. Enumerable.Range(0, 4000).Select(draw => Order(Arrange((ulong)draw))).Distinct().Order()];

        Assert.All(orders, order => Assert.Equal("abc", string.Concat(order[..3].Order())));
        Assert.Equal(12, orders.Length);
    }

    [Fact]
    public void What_needs_a_clinician_first_never_comes_above_what_is_for_sale()
    {
        Candidate limited = A with { Limit = new CategoryLimit("heel_cups", ContraindicationLevel.AskClinician, "Ask first.", "condition") };

        for (ulong draw = 0; draw < 200; draw++)
        {
            Arrangement arranged = Arranger.Arrange([limited, B, C], [1, 0.5, 0], [], 10, new ExplorationSettings(1), draw);
            Assert.Equal("a", arranged.Items[^1].Candidate.Product.Id);
            Assert.Equal(1, arranged.Items[^1].Propensity);
        }
    }

    [Fact]
    public void Logged_propensities_are_the_frequencies_over_draws()
    {
        const int Draws = 40_000;
        var seen = new Dictionary<(string Id, int Place), int>();
        var logged = new Dictionary<(string Id, int Place), double>();
        int explored = 0;
        for (ulong draw = 0; draw < Draws; draw++)
        {
            Arrangement arranged = Arrange(draw, budget: 0.3, limit: 2);
            explored += arranged.Explored ? 1 : 0;
            for (int place = 0; place < arranged.Items.Count; place++)
            {
                var key = (arranged.Items[place].Candidate.Product.Id, place);
                seen[key] = seen.GetValueOrDefault(key) + 1;
                Assert.Equal(logged.TryGetValue(key, out double before) ? before : arranged.Items[place].Propensity, arranged.Items[place].Propensity);
                logged[key] = arranged.Items[place].Propensity;
            }
        }

        Assert.Equal(0.3, explored / (double)Draws, tolerance: 0.012);
        Assert.Equal(6, seen.Count);
        Assert.All(seen, s => Assert.Equal(logged[s.Key], s.Value / (double)Draws, tolerance: 5 * Math.Sqrt(logged[s.Key] * (1 - logged[s.Key]) / Draws)));
        Assert.Equal(1, logged.Where(l => l.Key.Place == 0).Sum(l => l.Value), precision: 12);
    }

    [Fact]
    public void The_same_draw_and_settings_give_the_same_list()
    {
        Arrangement once = Arrange(7, budget: 0.5), twice = Arrange(7, budget: 0.5);

        Assert.Equal(once.Items, twice.Items);
        Assert.Equal(once.Explored, twice.Explored);
    }

    [Fact]
    public void A_budget_of_zero_keeps_the_one_order_with_propensity_one()
    {
        for (ulong draw = 0; draw < 50; draw++)
        {
            Arrangement arranged = Arrange(draw, budget: 0);
            Assert.Equal("abcde", Order(arranged));
            Assert.False(arranged.Explored);
            Assert.All(arranged.Items, i => Assert.Equal(1, i.Propensity));
        }
    }

    [Fact]
    public void A_pinned_product_keeps_its_place_and_takes_no_part()
    {
        string[] orders = [.. Enumerable.Range(0, 300).Select(draw => Order(Arrange((ulong)draw, pins: new Pinned(4, 2)))).Distinct()];

        Assert.All(orders, order => Assert.Equal('e', order[1]));
        Assert.Equal(6, orders.Length);
        Scored pinned = Arrange(3, pins: new Pinned(4, 2)).Items[1];
        Assert.Equal((1, true), (pinned.Propensity, pinned.Pinned));
    }

    [Theory]
    [InlineData(-0.1, 0.5, 12)]
    [InlineData(1.1, 0.5, 12)]
    [InlineData(0.1, 0, 12)]
    [InlineData(0.1, double.NaN, 12)]
    [InlineData(0.1, 0.5, 1)]
    [InlineData(0.1, 0.5, 13)]
    public void Settings_outside_their_range_are_refused(double budget, double temperature, int window) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new ExplorationSettings(budget, temperature, window));
}
