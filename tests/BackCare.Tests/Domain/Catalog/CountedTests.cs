using BackCare.Domain.Catalog;

namespace BackCare.Tests.Domain.Catalog;

public sealed class CountedTests
{
    [Fact]
    public void One_thing_is_said_in_the_singular_and_every_other_number_in_the_plural() =>
        Assert.Equal(["0 products", "1 product", "2 products", "1,200 products"], new[] { 0, 1, 2, 1_200 }.Select(n => Counted.Of(n, "product")));

    [Fact]
    public void A_verb_follows_its_number() => Assert.Equal(["1 product was", "3 products were"], new[] { 1, 3 }.Select(n => Counted.Of(n, "product was", "products were")));
}
