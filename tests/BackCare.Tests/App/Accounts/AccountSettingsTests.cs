using BackCare.App.Accounts;
using Microsoft.Extensions.Configuration;

namespace BackCare.Tests.App.Accounts;

public class AccountSettingsTests
{
    [Fact]
    public void Without_settings_sessions_last_as_ASVS_asks_and_nobody_needs_a_second_factor()
    {
        AccountSettings settings = AccountSettings.Read(Of());

        Assert.Equal((TimeSpan.FromMinutes(30), TimeSpan.FromHours(12), TimeSpan.FromMinutes(15)), (settings.Idle, settings.Longest, settings.Proof));
        Assert.DoesNotContain(Enum.GetValues<AccountRole>(), settings.Requires);
    }

    [Fact]
    public void A_second_factor_is_required_from_a_role_up()
    {
        AccountSettings settings = AccountSettings.Read(Of(("Accounts:RequireSecondFactor", "Admin")));

        Assert.Equal([AccountRole.Admin, AccountRole.Owner], Enum.GetValues<AccountRole>().Where(settings.Requires));
    }

    [Theory]
    [InlineData("Accounts:IdleMinutes", "0", "write a whole number from 1 to 1440")]
    [InlineData("Accounts:LongestHours", "a day", "write a whole number from 1 to 168")]
    [InlineData("Accounts:RequireSecondFactor", "Shopper", "Analyst, Admin or Owner")]
    [InlineData("Accounts:PasskeyDomain", "https://shop.example", "without scheme and port")]
    public void A_setting_that_makes_no_sense_is_named_with_what_to_write(string name, string value, string remedy)
    {
        string problem = AccountSettings.ProblemOf(Of((name, value)))!;

        Assert.Contains($"{name} is '{value}'", problem, StringComparison.Ordinal);
        Assert.Contains(remedy, problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Oidc:Authority", "http://login.example", "write the provider's https address")]
    [InlineData("Oidc:ClientId", "", "Oidc:ClientId is missing")]
    [InlineData("Oidc:ClientSecret", "", "Oidc:ClientSecretFile is missing")]
    [InlineData("Oidc:Accounts", "Everybody", "write Invited or Create")]
    [InlineData("Oidc:Accounts", "Create", "without Oidc:Roles")]
    [InlineData("Oidc:Roles:staff", "Boss", "write Shopper, Analyst, Admin or Owner")]
    public void A_provider_that_cannot_be_used_is_named_with_what_to_write(string name, string value, string remedy)
    {
        Dictionary<string, string?> settings = new() { ["Oidc:Authority"] = "https://login.example", ["Oidc:ClientId"] = "shop", ["Oidc:ClientSecret"] = "s" };
        settings[name] = value;

        Assert.Contains(remedy, OidcSettings.ProblemOf(Of([.. settings.Select(s => (s.Key, s.Value))])), StringComparison.Ordinal);
    }

    [Fact]
    public void Without_an_authority_there_is_no_provider() => Assert.Null(OidcSettings.Read(Of()));

    private static IConfiguration Of(params (string Name, string? Value)[] settings) =>
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(s => KeyValuePair.Create(s.Name, s.Value))).Build();
}
