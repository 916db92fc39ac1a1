using BackCare.Domain.Catalog;
using BackCare.Domain.Catalog.Search;
using static BackCare.Tests.Domain.Recommend.SeedShelf;

namespace BackCare.Tests.Domain.Catalog.Search;

public sealed class BrowsingTests
{
    [Fact]
    public void A_facet_counts_what_choosing_it_would_leave()
    {
        var filter = new BrowseFilter { Group = PlanGroup.Stretch };
        Browsed stretch = Browsing.Narrow(Stock.Items, filter, BrowseOrder.Name, searched: false);

        Assert.All(stretch.Categories, facet =>
            Assert.Equal(facet.Count, Browsing.Narrow(Stock.Items, filter with { Category = facet.Id }, BrowseOrder.Name, searched: false).Items.Count));
        Assert.Equal(4, stretch.Groups.Count);
        Assert.Equal(Stock.Items.Count, stretch.Groups.Sum(g => g.Count));
    }

    [Fact]
    public void Prices_bound_the_list_and_are_counted_as_if_left_open()
    {
        Browsed all = Browsing.Narrow(Stock.Items, new BrowseFilter(), BrowseOrder.LowestPrice, searched: false);
        Browsed cheap = Browsing.Narrow(Stock.Items, new BrowseFilter { MaxPriceMinor = 1_500 }, BrowseOrder.LowestPrice, searched: false);

        Assert.Equal((all.Items[0].Product.Price.Minor, all.Items[^1].Product.Price.Minor), (all.CheapestMinor!.Value, all.DearestMinor!.Value));
        Assert.All(cheap.Items, i => Assert.InRange(i.Product.Price.Minor, 0, 1_500));
        Assert.Equal(all.DearestMinor, cheap.DearestMinor);
    }

    [Fact]
    public void A_shoe_size_keeps_what_fits_and_what_states_no_size()
    {
        // "US men's 7-15" is EU 39.4 to 49.5; "one size" states none.
        string[] kept = [.. Browsing.Narrow(Stock.Items, new BrowseFilter { ShoeSizeEu = 36 }, BrowseOrder.Name, searched: false).Items.Select(i => i.Product.Sizes)];

        Assert.DoesNotContain("US men's 7-15", kept);
        Assert.Contains("one size", kept);
    }

    [Fact]
    public void A_search_keeps_its_own_order_unless_another_is_asked_for()
    {
        SearchResult found = Stock.Search.Find("heel cups");

        Assert.Equal(found.Items, Browsing.Narrow(found.Items, new BrowseFilter(), BrowseOrder.Match, searched: true).Items);
        long[] falling = [.. Browsing.Narrow(found.Items, new BrowseFilter(), BrowseOrder.HighestPrice, searched: true).Items.Select(i => i.Product.Price.Minor)];
        Assert.Equal(falling.OrderDescending(), falling);
    }
}
