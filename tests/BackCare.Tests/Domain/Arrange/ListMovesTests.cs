using BackCare.Domain.Arrange;
using BackCare.Domain.Catalog;
using BackCare.Domain.Recommend;
using BackCare.Domain.Symptoms;
using BackCare.Tests.Domain.Recommend;
using static BackCare.Tests.Domain.Recommend.SeedShelf;

namespace BackCare.Tests.Domain.Arrange;

public sealed class ListMovesTests
{
    private const string Heel = "heel_pain_first_step";

    private static Outcome Ask(int limit, params MerchandisingRule[] rules) => Recommender.Recommend(
        new RecommendationRequest(new SymptomReport { Answers = AnswersFor([Heel]) }, new RecommendationFilter(), limit),
        Understood(Heel), Stock, new ServingPolicy(SeedShelf.Knowledge) { Rules = rules, KeepScored = true });

    private static string[] Ids(Outcome outcome) => [.. outcome.Products.Select(p => p.Product.Id)];

    [Fact]
    public void A_pin_moves_its_product_up_and_those_it_passes_make_way()
    {
        string[] plain = Ids(Ask(5));
        var pin = new MerchandisingRule { Id = "pin", Effect = MerchandisingEffect.Pin, ProductIds = [plain[3]], Position = 2 };

        IReadOnlyList<ListMove> moves = ListMoves.Between(Ask(5), Ask(5, pin), [pin]);

        ListMove pinned = moves.Single(m => m.Product.Id == plain[3]);
        Assert.Equal(((int?)4, (int?)2, ListMoveKind.Up), (pinned.Before, pinned.After, pinned.Kind));
        Assert.Equal(["pin"], pinned.Because.Select(r => r.Id));
        Assert.All(moves.Where(m => m != pinned), m => Assert.Empty(m.Because));
        Assert.Equal(ListMoveKind.Same, moves.Single(m => m.Product.Id == plain[0]).Kind);
        Assert.Equal((2, 3, ListMoveKind.Down), moves.Where(m => m.Product.Id == plain[1]).Select(m => (m.Before, m.After, m.Kind)).Single());
    }

    [Fact]
    public void A_hidden_product_is_gone_and_the_first_one_below_comes_up()
    {
        string[] plain = Ids(Ask(6));
        var hide = new MerchandisingRule { Id = "hide", Effect = MerchandisingEffect.Hide, ProductIds = [plain[0]] };

        IReadOnlyList<ListMove> moves = ListMoves.Between(Ask(5), Ask(5, hide), [hide]);

        ListMove gone = Assert.Single(moves, m => m.Kind == ListMoveKind.Gone), came = Assert.Single(moves, m => m.Kind == ListMoveKind.New);
        Assert.Equal((plain[0], (int?)1, (int?)null, "hide"), (gone.Product.Id, gone.Before, gone.After, gone.Because.Single().Id));
        Assert.Empty(came.Because);
        Assert.Equal(5, came.After);
    }
}
