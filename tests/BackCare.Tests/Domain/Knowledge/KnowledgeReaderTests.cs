using BackCare.App.Knowledge;
using BackCare.Domain.Catalog;
using BackCare.Domain.Knowledge;

namespace BackCare.Tests.Domain.Knowledge;

public sealed class KnowledgeReaderTests
{
    [Fact]
    public void Every_cell_of_the_seed_is_what_its_column_holds()
    {
        IReadOnlyList<KnowledgeProblem> problems = KnowledgeReader.Read(KnowledgeFolder.Read(KnowledgeFolder.Seed)).Problems;

        Assert.Empty(problems);
    }

    [Fact]
    public void Prices_are_read_as_exact_minor_units()
    {
        Product slantBoard = SeedKnowledge.Base.Rows.Products.Single(p => p.Id == "house_slant_board");

        Assert.Equal(new Money(3495, "USD"), slantBoard.Price);
    }

    [Fact]
    public void A_plan_keeps_its_phases_in_order()
    {
        var heel = SeedKnowledge.Base.Rows.Plans.Single(p => p.Id == "plan_heel");

        Assert.Equal(["1-4", "5-12"], heel.Phases.Select(p => p.Weeks));
        Assert.Equal("ex_heel_raise_towel", heel.Phases[1].Exercises[0]);
    }
}
