using BackCare.Domain.Learn;
using BackCare.Domain.Learn.Simulation;
using BackCare.Domain.Recommend;
using BackCare.Domain.Scoring;
using BackCare.Tests.Domain.Recommend;

namespace BackCare.Tests.Domain.Learn.Simulation;

public class SimulatorTests
{
    private static readonly DateTime Until = new(2026, 10, 1, 0, 0, 0, DateTimeKind.Utc);
    private static readonly ServingPolicy Knowledge = new(new KnowledgeRanker());

    private static SimulationOptions Options(int sessions, ulong seed = 1) => new() { Sessions = sessions, Seed = seed, UntilUtc = Until };

    private static List<SimulatedSession> Run(SimulationOptions options) => [.. new Simulator(SeedShelf.Stock, options).Run((_, _) => Knowledge)];

    [Fact]
    public void The_same_seed_gives_the_same_sessions_and_another_seed_others()
    {
        List<SimulatedSession> once = Run(Options(60)), again = Run(Options(60)), other = Run(Options(60, seed: 2));

        Assert.Equal(once.SelectMany(s => s.Interactions), again.SelectMany(s => s.Interactions));
        Assert.Equal(once.Select(s => s.List?.Id), again.Select(s => s.List?.Id));
        Assert.NotEqual(once.Select(s => s.Visit.SymptomId), other.Select(s => s.Visit.SymptomId));
    }

    [Fact]
    public void Everything_is_marked_as_simulated_and_belongs_to_a_simulated_visitor() =>
        Assert.All(Run(Options(40)).Where(s => s.List is not null), session =>
        {
            Assert.True(session.List!.Simulated);
            Assert.StartsWith(SimulatedShopper.VisitorPrefix, session.List.VisitorId, StringComparison.Ordinal);
            Assert.All(session.Interactions, i => Assert.True(i.Simulated && i.ListId == session.List.Id && i.VisitorId == session.List.VisitorId));
        });

    [Fact]
    public void Visits_lie_in_order_within_the_days_asked_for()
    {
        List<SimulatedSession> sessions = Run(Options(200) with { Days = 10 });

        Assert.Equal(sessions.Select(s => s.Visit.StartedUtc).Order(), sessions.Select(s => s.Visit.StartedUtc));
        Assert.All(sessions, s => Assert.InRange(s.Visit.StartedUtc, Until.AddDays(-10), Until));
    }

    [Fact]
    public void Some_visitors_return() =>
        Assert.InRange(Run(Options(300)).Select(s => s.Visit.Shopper.VisitorId).Distinct().Count(), 150, 260);

    [Fact]
    public void A_shopper_who_confirms_a_danger_sign_of_the_whole_body_is_shown_nothing_and_leaves_no_list()
    {
        List<SimulatedSession> sessions = Run(Options(80) with { DangerShare = 1 });

        SimulatedSession[] referred = [.. sessions.Where(s => s.Outcome.Kind == OutcomeKind.Referral)];
        Assert.NotEmpty(referred);
        Assert.All(referred, s => Assert.True(s.List is null && s.Interactions.Count == 0));
    }

    [Fact]
    public void A_product_listed_later_is_on_no_earlier_list()
    {
        SimulationOptions options = Options(400) with { ColdShare = 0.5, Days = 30 };
        var simulator = new Simulator(SeedShelf.Stock, options);
        DateTime from = Until.AddDays(-30);

        Assert.InRange(simulator.ListedOnDay.Count, 30, 80);
        foreach (SimulatedSession session in simulator.Run((_, _) => Knowledge).Where(s => s.List is not null))
        {
            int day = (int)(session.Visit.StartedUtc - from).TotalDays;
            Assert.All(session.List!.Scored.ProductIds, id => Assert.True(simulator.ListedOnDay.GetValueOrDefault(id) <= day));
        }
    }

    [Fact]
    public void With_the_curve_one_over_position_the_second_place_is_looked_at_half_as_often_as_the_first()
    {
        // Dismissals and clicks happen on examined positions only; with every product alike (one product at all positions) their rates follow the curve.
        SimulationOptions options = Options(6_000);
        var behaviour = new SimulatedBehaviour(new Truth(SeedShelf.Stock, options), options);
        var product = SeedShelf.Stock.Items[0].Product;
        int[] clicks = new int[3];
        foreach (SimulatedVisit visit in new SimulatedVisits(SeedShelf.Stock.Knowledge, options).All())
        {
            foreach (Interaction click in behaviour.On(visit, visit.RecommendationId, [product, product, product]).Where(i => i.Kind == InteractionKind.Click))
                clicks[click.Position!.Value - 1]++;
        }

        Assert.InRange((double)clicks[1] / clicks[0], 0.4, 0.6);
        Assert.InRange((double)clicks[2] / clicks[0], 0.25, 0.42);
    }

    [Fact]
    public void Grades_rise_with_attraction_and_all_five_occur()
    {
        SimulationOptions options = Options(30);
        var truth = new Truth(SeedShelf.Stock, options);
        var seen = new List<(double Attraction, int Grade)>();
        foreach (SimulatedVisit visit in new SimulatedVisits(SeedShelf.Stock.Knowledge, options).All())
            seen.AddRange(SeedShelf.Stock.Items.Select(i => (truth.Attraction(visit, i.Product), truth.Grade(visit, i.Product))));

        seen.Sort();
        Assert.Equal(seen.Select(s => s.Grade).Order(), seen.Select(s => s.Grade));
        Assert.Equal([0, 1, 2, 3, 4], seen.Select(s => s.Grade).Distinct().Order());
    }

    [Theory]
    [InlineData(0, 90, 1.0, "Sessions")]
    [InlineData(10, 0, 1.0, "Days")]
    [InlineData(10, 90, -1.0, "ExaminationPower")]
    public void A_bad_option_is_named_with_its_value(int sessions, int days, double power, string option)
    {
        SimulationOptions options = Options(sessions) with { Days = days, ExaminationPower = power };

        ArgumentException refused = Assert.Throws<ArgumentException>(() => new Simulator(SeedShelf.Stock, options));
        Assert.Contains(option, refused.Message, StringComparison.Ordinal);
    }
}
