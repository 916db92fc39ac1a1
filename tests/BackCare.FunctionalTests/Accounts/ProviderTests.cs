using System.Net;
using System.Security.Claims;
using BackCare.App.Accounts;
using BackCare.FunctionalTests.Hosting;

namespace BackCare.FunctionalTests.Accounts;

/// <summary>Signing in with another identity provider that runs beside the host, over HTTP.</summary>
public sealed class ProviderTests(ProviderTests.ConnectedSite site) : IClassFixture<ProviderTests.ConnectedSite>
{
    private static int number;

    [Fact]
    public async Task The_sign_in_page_offers_the_provider_by_its_name() =>
        Assert.Contains("Sign in with Shop Login", await site.Http.GetStringAsync("/accounts/sign-in"), StringComparison.Ordinal);

    [Fact]
    public async Task Somebody_who_was_invited_signs_in_with_the_role_of_their_groups_and_is_led_back()
    {
        string email = await InviteAsync(AccountRole.Shopper);
        using HttpClient browser = site.BrowseWithCookies();
        string end = await SignInAsync(browser, [new("sub", email), new("email", email), new("email_verified", "true"), new("groups", "people"), new("groups", "shop-analysts")]);
        using HttpResponseMessage open = await browser.GetAsync("/analyst"), closed = await browser.GetAsync("/admin/audit");

        Assert.Equal("/analyst", end);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Forbidden), (open.StatusCode, closed.StatusCode));
        Assert.Equal(AccountRole.Analyst, (await site.AskAsync(new GetAccounts.Query(email))).Items.Single().Role);
    }

    [Fact]
    public async Task Who_was_not_invited_gets_no_account()
    {
        string email = NewEmail();
        string end = await SignInAsync(site.BrowseWithCookies(), [new("sub", email), new("email", email), new("email_verified", "true"), new("groups", "shop-analysts")]);

        Assert.Equal("/accounts/sign-in?said=not-invited", end);
        Assert.Empty((await site.AskAsync(new GetAccounts.Query(email))).Items);
    }

    [Fact]
    public async Task An_address_that_the_provider_did_not_check_opens_no_account()
    {
        string email = await InviteAsync(AccountRole.Analyst);

        Assert.Equal("/accounts/sign-in?said=not-invited", await SignInAsync(site.BrowseWithCookies(), [new("sub", "mallory"), new("email", email), new("groups", "shop-analysts")]));
    }

    [Fact]
    public async Task A_second_person_with_the_same_address_does_not_open_an_account_that_is_linked()
    {
        string email = await InviteAsync(AccountRole.Analyst);
        Claim[] rest = [new("email", email), new("email_verified", "true"), new("groups", "shop-analysts")];
        Assert.Equal("/analyst", await SignInAsync(site.BrowseWithCookies(), [new("sub", email), .. rest]));

        Assert.Equal("/accounts/sign-in?said=not-invited", await SignInAsync(site.BrowseWithCookies(), [new("sub", "another " + email), .. rest]));
    }

    [Fact]
    public async Task Without_a_group_that_is_mapped_nothing_opens()
    {
        string email = await InviteAsync(AccountRole.Owner);

        Assert.Equal("/accounts/sign-in?said=no-role", await SignInAsync(site.BrowseWithCookies(), [new("sub", email), new("email", email), new("email_verified", "true"), new("groups", "people")]));
    }

    [Fact]
    public async Task A_token_that_somebody_else_signed_opens_nothing()
    {
        string email = await InviteAsync(AccountRole.Analyst);
        try
        {
            site.Provider.SignsWithItsOwnKey = false;
            Assert.Equal("/accounts/sign-in?said=no-answer", await SignInAsync(site.BrowseWithCookies(), [new("sub", email), new("email", email), new("email_verified", "true"), new("groups", "shop-analysts")]));
        }
        finally
        {
            site.Provider.SignsWithItsOwnKey = true;
        }
    }

    [Fact]
    public async Task An_answer_that_another_browser_asked_for_opens_nothing()
    {
        string email = await InviteAsync(AccountRole.Analyst);
        site.Provider.Person = [new("sub", email), new("email", email), new("email_verified", "true"), new("groups", "shop-analysts")];
        using HttpClient mallory = site.BrowseWithCookies(), victim = site.BrowseWithCookies();
        using HttpResponseMessage asked = await mallory.GetAsync("/accounts/provider");
        using HttpResponseMessage answered = await mallory.GetAsync(asked.Headers.Location);
        using HttpResponseMessage forced = await victim.GetAsync(answered.Headers.Location);

        Assert.Equal("/accounts/sign-in?said=no-answer", forced.Headers.Location?.ToString());
    }

    private static string NewEmail() => $"oidc{Interlocked.Increment(ref number)}@example.org";

    private async Task<string> InviteAsync(AccountRole role)
    {
        string email = NewEmail();
        await site.AskAsync(new CreateAccount.Command(email, role, Actor.Console, SignedIn.Password));
        return email;
    }

    /// <summary>Walks to the provider and back; where the host leads in the end.</summary>
    private async Task<string> SignInAsync(HttpClient browser, IReadOnlyList<Claim> person)
    {
        site.Provider.Person = person;
        using HttpResponseMessage asked = await browser.GetAsync("/accounts/provider?returnUrl=/analyst");
        Assert.StartsWith(site.Provider.Address + "/authorize?", asked.Headers.Location?.ToString(), StringComparison.Ordinal);
        using HttpResponseMessage answered = await browser.GetAsync(asked.Headers.Location);
        Assert.StartsWith(site.Address + "/accounts/provider/callback?code=", answered.Headers.Location?.ToString(), StringComparison.Ordinal);
        using HttpResponseMessage back = await browser.GetAsync(answered.Headers.Location);
        return back.Headers.Location?.ToString() ?? back.StatusCode.ToString();
    }

    public sealed class ConnectedSite : BackCareSite
    {
        private static readonly Lazy<SmallProvider> Started = new(static () => SmallProvider.StartAsync().GetAwaiter().GetResult());

        internal SmallProvider Provider => Started.Value;

        protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>
        {
            ["RateLimit:Enabled"] = "false",
            ["Oidc:Authority"] = Started.Value.Address,
            ["Oidc:ClientId"] = SmallProvider.ClientId,
            ["Oidc:ClientSecret"] = SmallProvider.Secret,
            ["Oidc:Name"] = "Shop Login",
            ["Oidc:Roles:shop-analysts"] = "Analyst",
            ["Oidc:Roles:shop-admins"] = "Admin",
        };
    }
}
