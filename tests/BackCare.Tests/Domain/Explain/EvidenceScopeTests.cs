using BackCare.Domain.Explain;
using BackCare.Tests.Domain.Recommend;

namespace BackCare.Tests.Domain.Explain;

public sealed class EvidenceScopeTests
{
    [Fact]
    public void Scopes_over_all_product_links_of_the_seed_add_up_to_the_counts_of_the_knowledge_readme()
    {
        var counts = SeedShelf.Stock.Items
            .SelectMany(i => i.Rules, (item, rule) => EvidenceScopes.Of(item, rule, SeedShelf.Stock.Knowledge)).CountBy(s => s).ToDictionary();

        Assert.Equal(328, counts[EvidenceScope.ProductType]);
        Assert.Equal(256, counts[EvidenceScope.ExerciseNotTool]);
        Assert.Equal(2, counts[EvidenceScope.ProductSpecific]);
        Assert.Equal(75, counts[EvidenceScope.None]);
    }

    [Fact]
    public void Effects_over_all_product_links_of_the_seed_add_up_to_the_counts_of_the_knowledge_readme()
    {
        var counts = SeedShelf.Stock.Items.SelectMany(i => i.Rules).CountBy(r => r.Effect).ToDictionary();

        Assert.Equal((73, 342, 115, 5, 70, 56), (counts[Effect.Helps], counts[Effect.MayHelp], counts[Effect.ComfortOnly], counts[Effect.Enabler],
            counts[Effect.NoBenefit], counts[Effect.Avoid]));
    }
}
