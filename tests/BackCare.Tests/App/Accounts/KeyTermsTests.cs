using System.Net;
using BackCare.App.Accounts;

namespace BackCare.Tests.App.Accounts;

public class KeyTermsTests
{
    [Theory]
    [InlineData("10.0.0.0/8", "10.200.3.4", true)]
    [InlineData("10.0.0.0/8", "11.0.0.1", false)]
    [InlineData("203.0.113.7", "203.0.113.7", true)]
    [InlineData("203.0.113.7", "203.0.113.8", false)]
    [InlineData("203.0.113.7", "::ffff:203.0.113.7", true)]
    [InlineData("2001:db8::/32", "2001:db8:1::5", true)]
    [InlineData("2001:db8::/32", "10.0.0.1", false)]
    public void A_key_works_from_its_networks_alone(string network, string address, bool works) =>
        Assert.Equal(works, KeyTerms.Allows([network], IPAddress.Parse(address)));

    [Fact]
    public void Without_networks_a_key_works_from_everywhere_and_with_them_not_from_nowhere()
    {
        Assert.True(KeyTerms.Allows([], null));
        Assert.False(KeyTerms.Allows(["10.0.0.0/8"], null));
    }

    [Theory]
    [InlineData("10.0.0.0/33")]
    [InlineData("shop.example")]
    [InlineData("")]
    public void What_is_no_network_is_none(string text) => Assert.Null(KeyTerms.Network(text));

    [Fact]
    public void A_key_has_the_least_role_that_may_do_all_it_may()
    {
        Assert.Equal(AccountRole.Analyst, KeyScopes.RoleOf([KeyScopes.ModelsRead, KeyScopes.ModelsTrain]));
        Assert.Equal(AccountRole.Admin, KeyScopes.RoleOf([KeyScopes.ModelsRead, KeyScopes.CatalogRead]));
        Assert.Equal(AccountRole.Shopper, KeyScopes.RoleOf([]));
        Assert.Equal(KeyScopes.All.Count, KeyScopes.All.Select(s => s.Name).Distinct().Count());
    }

    [Fact]
    public void A_use_is_noted_to_the_hour_and_once_an_hour()
    {
        var uses = new KeyUses();
        var now = new DateTime(2026, 11, 26, 20, 31, 7, DateTimeKind.Utc);
        var hour = new DateTime(2026, 11, 26, 20, 0, 0, DateTimeKind.Utc);

        uses.Note("seen this hour", hour, now);
        uses.Note("seen before", hour.AddHours(-1), now);
        uses.Note("never seen", null, now);

        Assert.Equal([("never seen", hour), ("seen before", hour)], uses.Waiting.OrderBy(w => w.Id, StringComparer.Ordinal));
    }
}
