using System.Net;
using BackCare.App.Accounts;
using BackCare.FunctionalTests.Hosting;

namespace BackCare.FunctionalTests.Accounts;

/// <summary>A shop that asks admins and owners for a second factor.</summary>
public sealed class RequiredSecondFactorTests(RequiredSecondFactorTests.StrictSite site) : IClassFixture<RequiredSecondFactorTests.StrictSite>
{
    [Fact]
    public async Task Nothing_but_setting_one_up_is_open_to_an_admin_with_a_password_alone()
    {
        await site.MakeAccountAsync(AccountRole.Admin);
        using HttpClient admin = await site.SignInAsync(SignedIn.EmailOf(AccountRole.Admin), SignedIn.Password);
        using HttpResponseMessage desk = await admin.GetAsync("/admin/audit"), api = await admin.GetAsync("/v1/admin/attention"), security = await admin.GetAsync("/accounts/security");

        Assert.Equal("/accounts/security", desk.Headers.Location?.ToString());
        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.OK), (api.StatusCode, security.StatusCode));
        Assert.Contains("Your role needs a second factor.", await security.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_analyst_below_the_line_needs_none()
    {
        HttpClient analyst = await site.AsAsync(AccountRole.Analyst);
        using HttpResponseMessage open = await analyst.GetAsync("/analyst");

        Assert.Equal(HttpStatusCode.OK, open.StatusCode);
    }

    public sealed class StrictSite : BackCareSite
    {
        protected override IReadOnlyDictionary<string, string> Settings { get; } =
            new Dictionary<string, string> { ["RateLimit:Enabled"] = "false", ["Accounts:RequireSecondFactor"] = "Admin" };
    }
}
