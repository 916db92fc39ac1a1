using BackCare.Domain.Catalog;

namespace BackCare.Tests.Domain.Catalog;

public sealed class BasketTests
{
    [Fact]
    public void The_same_product_in_the_same_size_becomes_more_pieces_of_one_line()
    {
        Basket basket = Basket.Empty.Add(new("a", "M", 1)).Add(new("a", "L", 1)).Add(new("a", "M", 2, "list"));

        Assert.Equal([new BasketLine("a", "M", 3), new BasketLine("a", "L", 1)], basket.Lines);
        Assert.Equal(4, basket.Pieces);
    }

    [Fact]
    public void Pieces_are_bounded_and_none_takes_a_line_out()
    {
        Basket basket = Basket.Empty.Add(new("a", "", 99));

        Assert.Equal(Basket.MostPieces, basket.Pieces);
        Assert.Empty(basket.Set("a", "", 0).Lines);
        Assert.Equal(Basket.MostPieces, basket.Set("a", "", 500).Pieces);
    }

    [Fact]
    public void A_full_basket_stays_as_it_is()
    {
        Basket full = Enumerable.Range(0, Basket.MostLines).Aggregate(Basket.Empty, (basket, i) => basket.Add(new($"p{i}", "", 1)));

        Assert.Same(full, full.Add(new("one more", "", 1)));
        Assert.Equal(2, full.Add(new("p0", "", 1)).Lines[0].Quantity);
    }
}
