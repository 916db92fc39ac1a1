using BackCare.Domain.Catalog;
using BackCare.Domain.Recommend;
using BackCare.Domain.Symptoms;
using BackCare.Ranking.Randomness;
using BackCare.Tests.Domain.Recommend;
using static BackCare.Tests.Domain.Recommend.SeedShelf;

namespace BackCare.Tests.Domain.Arrange;

/// <summary>Any set of rules, for any shopper: what safety and suitability removed stays away, and what needs a clinician stays so.</summary>
public sealed class RulesAfterSafetyTests
{
    private const int All = 500;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void No_set_of_rules_brings_back_what_safety_or_suitability_removed(ulong seed)
    {
        var random = new SplitMix64(seed);
        int removed = 0, effective = 0, limited = 0;
        for (int round = 0; round < 120; round++)
        {
            string[] symptoms = Some(ref random, [.. Stock.Knowledge.Symptoms.Keys.Order(StringComparer.Ordinal)], 2);
            SymptomReport report = Shopper(ref random, symptoms);
            MerchandisingRule[] rules = [.. Enumerable.Range(0, 1 + random.NextIndex(6)).Select(i => Rule(ref random, i))];

            Outcome plain = Answer(symptoms, report, []), ruled = Answer(symptoms, report, rules);

            Dictionary<string, bool> allowed = plain.Products.ToDictionary(p => p.Product.Id, p => p.ForSale, StringComparer.Ordinal);
            Assert.All(ruled.Products, p => Assert.True(allowed.TryGetValue(p.Product.Id, out bool forSale) && forSale == p.ForSale, $"seed {seed}, round {round}: {p.Product.Id}"));
            Assert.Equal((plain.CareLevel, plain.RedFlags.Count), (ruled.CareLevel, ruled.RedFlags.Count));
            Assert.All(ruled.Scored?.Shown.Where(s => s.Pinned) ?? [], s => Assert.True(allowed[ruled.Scored!.ProductIds[s.Candidate]]));
            removed += plain.Removed.Total;
            effective += ruled.Scored?.RuleIds.Count ?? 0;
            limited += plain.Products.Count(p => !p.ForSale);
        }

        // The rounds are worth something: products were removed and limited, and rules acted.
        Assert.True(removed > 500 && limited > 50 && effective > 100, $"{removed} removed, {limited} limited, {effective} rules acted");
    }

    private static Outcome Answer(string[] symptoms, SymptomReport report, MerchandisingRule[] rules) => Recommender.Recommend(
        new RecommendationRequest(report, new RecommendationFilter(), All), Understood(symptoms), Stock, new ServingPolicy(SeedShelf.Knowledge) { Rules = rules, KeepScored = true });

    private static SymptomReport Shopper(ref SplitMix64 random, string[] symptoms) => new()
    {
        Answers = random.NextBool(0.9) ? AnswersFor(symptoms) : [],
        Context = new ShopperContext
        {
            Conditions = Some(ref random, [.. Stock.Knowledge.Conditions.Keys.Order(StringComparer.Ordinal)], 3),
            WeightKg = random.NextBool(0.5) ? 40 + random.NextIndex(140) : null,
            ShoeSizeEu = random.NextBool(0.5) ? 30 + random.NextIndex(20) : null,
            Age = random.NextBool(0.5) ? random.NextIndex(95) : null,
        },
    };

    private static MerchandisingRule Rule(ref SplitMix64 random, int number)
    {
        string[] products = Some(ref random, [.. Stock.Items.Select(i => i.Product.Id)], 8);
        return new MerchandisingRule
        {
            Id = $"r{number}",
            Effect = (MerchandisingEffect)random.NextIndex(4),
            ProductIds = products,
            CategoryIds = random.NextBool(0.2) ? Some(ref random, [.. Stock.Knowledge.Categories.Keys.Order(StringComparer.Ordinal)], 4) : [],
            SymptomIds = random.NextBool(0.2) ? Some(ref random, [.. Stock.Knowledge.Symptoms.Keys.Order(StringComparer.Ordinal)], 20) : [],
            Position = 1 + random.NextIndex(20),
            Amount = 0.1 + random.NextDouble() * 9,
            Priority = random.NextIndex(3),
        };
    }

    private static string[] Some(ref SplitMix64 random, string[] of, int most)
    {
        string[] chosen = new string[1 + random.NextIndex(most)];
        for (int i = 0; i < chosen.Length; i++)
            chosen[i] = of[random.NextIndex(of.Length)];
        return [.. chosen.Distinct(StringComparer.Ordinal)];
    }
}
