using BackCare.Domain.Candidates;
using BackCare.Domain.Catalog;
using BackCare.Domain.Knowledge;
using BackCare.Ranking.Randomness;

namespace BackCare.Domain.Learn.Simulation;

/// <summary>What simulated shoppers really like: the right answer that training is measured against.</summary>
/// <remarks>
/// The liking of a product for a visit is a logistic function of a sum (docs/decisions/0080-simulator.md). One part of the sum a model can see in its
/// inputs: evidence, price, group of the plan against duration and severity, activity, stock. Another part no input holds: the quality of a product, how
/// well it suits one complaint, what a taste cluster likes, the season; what shoppers did tells of some of it, later. All weights are drawn by seed, so
/// that two seeds are two different worlds. No weight knows a position or which ranker served.
/// </remarks>
public sealed class Truth
{
    /// <summary>Taste clusters.</summary>
    public const int Tastes = 4;

    private const int Groups = 4;
    private static readonly double[] GradeShares = [0.50, 0.75, 0.88, 0.96];

    private readonly KnowledgeBase knowledge;
    private readonly ulong seed;
    private readonly double evidence, price, activity, stock, medianLogPrice;
    private readonly double[] duration = new double[Groups], severity = new double[Groups], group = new double[Groups];
    private readonly double[] thresholds;

    /// <summary>Draws the weights and settles the thresholds of the grades.</summary>
    /// <param name="shelf">Knowledge and catalogue; products that are listed later may be missing from it.</param>
    /// <param name="options">Seed and mix of visits.</param>
    public Truth(Recommend.Shelf shelf, SimulationOptions options)
    {
        ArgumentNullException.ThrowIfNull(shelf);
        ArgumentNullException.ThrowIfNull(options);
        knowledge = shelf.Knowledge;
        seed = options.Seed;
        var random = new SplitMix64(Mix("weights"));
        evidence = 4.5 * Around(ref random);
        price = 0.6 * Around(ref random);
        activity = 0.6 * Around(ref random);
        stock = 1.5 * Around(ref random);
        for (int g = 0; g < Groups; g++)
        {
            duration[g] = 0.5 * random.NextNormal();
            severity[g] = 0.3 * random.NextNormal();
            group[g] = 0.3 * random.NextNormal();
        }

        double[] prices = [.. shelf.Items.Select(i => Math.Log(Math.Max(1, i.Product.Price.Minor))).Order()];
        medianLogPrice = prices.Length == 0 ? 0 : prices[prices.Length / 2];
        thresholds = Thresholds(shelf, options);
    }

    /// <summary>Chance in (0, 1) that the product attracts the shopper of this visit, once it is looked at.</summary>
    public double Attraction(SimulatedVisit visit, Product product)
    {
        ArgumentNullException.ThrowIfNull(visit);
        ArgumentNullException.ThrowIfNull(product);
        return 1 / (1 + Math.Exp(-(Seen(visit, product) + Hidden(visit, product) - 2.2)));
    }

    /// <summary>The attraction as a grade 0 to 4, by thresholds that are the same for every list of this seed.</summary>
    public int Grade(SimulatedVisit visit, Product product)
    {
        double attraction = Attraction(visit, product);
        int grade = 0;
        while (grade < thresholds.Length && attraction >= thresholds[grade])
            grade++;
        return grade;
    }

    // What model inputs hold.
    private double Seen(SimulatedVisit visit, Product product)
    {
        Category category = knowledge.Categories[product.CategoryId];
        int g = (int)category.PlanGroup;
        double strength = 0;
        foreach (EvidenceRule rule in knowledge.RulesByProfile.GetValueOrDefault(product.EvidenceProfile, []))
        {
            if (rule.SymptomId == visit.SymptomId)
                strength = Math.Max(strength, KnowledgeScore.OfRule(rule));
        }

        double sum = evidence * strength + group[g]
            + duration[g] * (Math.Log(1 + visit.DurationDays) - 3) / 1.3
            + severity[g] * (visit.Severity - 4) / 2.0
            - price * visit.Shopper.PriceSensitivity * (Math.Log(Math.Max(1, product.Price.Minor)) - medianLogPrice);
        if (visit.Shopper.Activity is { } does && product.Activities.Contains(does))
            sum += activity;
        return product.InStock ? sum : sum - stock;
    }

    // What no model input holds: quality, fit for the complaint, taste, season.
    private double Hidden(SimulatedVisit visit, Product product)
    {
        double quality = 0.55 * Normal("quality", product.Id), fit = 0.4 * Normal("fit", product.Id, visit.SymptomId);
        double taste = 0.3 * Normal("taste", product.CategoryId, Cluster(visit)) + 0.2 * Normal("firmness", product.Firmness, Cluster(visit));
        double peak = (Normal("peak", product.CategoryId) + visit.StartedUtc.DayOfYear / 365.25) * 2 * Math.PI;
        return quality + fit + taste + 0.2 * Math.Cos(peak);
    }

    private static string Cluster(SimulatedVisit visit) => visit.Shopper.Taste switch { 0 => "a", 1 => "b", 2 => "c", _ => "d" };

    private double Normal(string what, string of, string and = "")
    {
        var random = new SplitMix64(Mix(what, of, and));
        return random.NextNormal();
    }

    // FNV-1a over the parts, then over the seed: the same on every machine.
    private ulong Mix(params ReadOnlySpan<string> parts)
    {
        ulong hash = 14695981039346656037;
        foreach (string part in parts)
        {
            foreach (char c in part)
                hash = (hash ^ c) * 1099511628211;
            hash = (hash ^ 0x1F) * 1099511628211;
        }

        return hash ^ (seed * 0x9E3779B97F4A7C15);
    }

    private static double Around(ref SplitMix64 random) => 0.6 + 0.8 * random.NextDouble();

    // Grades 1 to 4 begin at these shares of the attractions that products with any rule for the complaint have.
    private double[] Thresholds(Recommend.Shelf shelf, SimulationOptions options)
    {
        var attractions = new List<double>();
        foreach (SimulatedVisit visit in new SimulatedVisits(knowledge, options with { Sessions = 400, Seed = Mix("thresholds") }).All())
        {
            foreach (ShelfItem item in shelf.Items)
            {
                if (item.Index % 7 == visit.Index % 7 && item.Rules.Any(r => r.SymptomId == visit.SymptomId && KnowledgeScore.OfRule(r) > 0))
                    attractions.Add(Attraction(visit, item.Product));
            }
        }

        if (attractions.Count == 0)
            return [0.2, 0.35, 0.5, 0.7];
        attractions.Sort();
        return [.. GradeShares.Select(share => attractions[(int)(share * (attractions.Count - 1))])];
    }
}
