using System.Net;
using System.Text.RegularExpressions;
using BackCare.App.Accounts;
using BackCare.App.Data;
using BackCare.App.Messaging;
using BackCare.FunctionalTests.Hosting;
using BackCare.Web.Pages.Layout;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BackCare.FunctionalTests.Accounts;

public sealed partial class PeoplePagesTests(BackCareSite site)
{
    private static readonly Actor Admin = new("some-admin", "admin", AccountRole.Admin);

    [Fact]
    public async Task An_admin_makes_an_account_and_hands_over_the_password_that_the_page_shows_once()
    {
        HttpClient admin = await site.AsAsync(AccountRole.Admin);
        using HttpResponseMessage made = await admin.PostPageAsync("/admin/accounts", "/admin/accounts", ("email", "carla@example.org"), ("role", "Analyst"));
        string temporary = Secret().Match(await made.Content.ReadAsStringAsync()).Groups[1].Value;
        using HttpClient carla = await site.SignInAsync("carla@example.org", temporary);
        using HttpResponseMessage account = await carla.GetAsync("/accounts");

        Assert.Equal(HttpStatusCode.OK, account.StatusCode);
        Assert.DoesNotContain(temporary, await admin.GetStringAsync("/admin/accounts?search=carla"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("not an address", "Write an e-mail address")]
    [InlineData("owner@example.org", "There is an account with this e-mail address.")]
    public async Task A_wrong_address_is_said_beside_its_field_and_kept(string email, string problem)
    {
        HttpClient owner = await site.AsAsync(AccountRole.Owner);
        using HttpResponseMessage response = await owner.PostPageAsync("/admin/accounts", "/admin/accounts", ("email", email), ("role", "Shopper"));
        string html = await response.Content.ReadAsStringAsync();

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains(problem, html, StringComparison.Ordinal);
        Assert.Contains($"value=\"{email}\"", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_an_owner_says_who_is_an_admin_or_an_owner()
    {
        await site.MakeAccountAsync(AccountRole.Owner);
        await site.AskAsync(new CreateAccount.Command("dora@example.org", AccountRole.Analyst, Actor.Console));

        Assert.Equal(RefusalKind.Forbidden, (await site.SendAsync(new CreateAccount.Command("eve@example.org", AccountRole.Admin, Admin))).Refusal?.Kind);
        Assert.Equal(RefusalKind.Forbidden, (await site.SendAsync(new ChangeRole.Command("dora@example.org", AccountRole.Admin, Admin))).Refusal?.Kind);
        Assert.Equal(RefusalKind.Forbidden, (await site.SendAsync(new ResetPassword.Command(SignedIn.EmailOf(AccountRole.Owner), Admin))).Refusal?.Kind);
        Assert.Equal(RefusalKind.Forbidden, (await site.SendAsync(new SetAccountDisabled.Command(SignedIn.EmailOf(AccountRole.Owner), true, Admin))).Refusal?.Kind);
        Assert.Null((await site.SendAsync(new ChangeRole.Command("dora@example.org", AccountRole.Shopper, Admin))).Refusal);
    }

    [Fact]
    public async Task No_key_opens_the_pages_where_people_are_made_what_they_are()
    {
        HttpClient program = await site.WithKeyAsync(ApiKeyScope.Admin);
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("email", "mallory2@example.org"), KeyValuePair.Create("role", "Owner")]);
        using HttpResponseMessage response = await program.PostAsync("/admin/accounts", form);

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Empty((await site.AskAsync(new GetAccounts.Query("mallory2@example.org"))).Items);
    }

    [Fact]
    public async Task A_key_is_shown_once_stored_as_a_hash_and_dead_once_revoked()
    {
        HttpClient admin = await site.AsAsync(AccountRole.Admin);
        using HttpResponseMessage made = await admin.PostPageAsync("/admin/keys", "/admin/keys", ("name", "warehouse"), ("scope", "Admin"), ("scopes", "desk:read"), ("allowedOrigins", ""));
        string key = Secret().Match(await made.Content.ReadAsStringAsync()).Groups[1].Value;
        ApiKey stored = await StoredKeyAsync("warehouse");
        Assert.Equal((KeyText.Length, KeyText.HashOf(key), key[^4..]), (key.Length, stored.Hash, stored.LastFour));
        Assert.DoesNotContain(key, await admin.GetStringAsync("/admin/keys"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, await WithKeyAsync(key));

        using HttpResponseMessage revoked = await admin.PostPageAsync("/admin/keys", $"/admin/keys/{stored.Id}/revoke");

        Assert.Equal("/admin/keys", revoked.Headers.Location?.ToString());
        Assert.Equal(HttpStatusCode.Unauthorized, await WithKeyAsync(key));
    }

    [Theory]
    [InlineData("Public", "", "Name the origins whose pages use this key")]
    [InlineData("Public", "https://shop.example/page", "is not an origin")]
    [InlineData("Admin", "https://shop.example", "an admin key belongs on a server")]
    [InlineData("Everything", "", "Choose Public or Admin.")]
    public async Task A_key_that_makes_no_sense_is_refused_with_what_to_write(string scope, string origins, string problem)
    {
        HttpClient admin = await site.AsAsync(AccountRole.Admin);
        using HttpResponseMessage response = await admin.PostPageAsync("/admin/keys", "/admin/keys", ("name", "x"), ("scope", scope), ("everything", "true"), ("allowedOrigins", origins));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains(problem, await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_done_stands_in_the_audit_trail_with_who_did_it()
    {
        HttpClient admin = await site.AsAsync(AccountRole.Admin);
        await admin.PostPageAsync("/admin/accounts", "/admin/accounts", ("email", "frida@example.org"), ("role", "Shopper"));
        GetAccounts.Item frida = (await site.AskAsync(new GetAccounts.Query("frida@example.org"))).Items.Single();

        GetAuditTrail.Item entry = (await site.AskAsync(new GetAuditTrail.Query(Target: $"account:{frida.Id}"))).Items.Single();
        string html = await admin.GetStringAsync($"/admin/audit?target=account:{frida.Id}");

        Assert.Equal(("account.created", "admin@example.org", "frida@example.org as Shopper"), (entry.Action, entry.ActorName, entry.Detail));
        Assert.Contains("frida@example.org as Shopper", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_audit_trail_cannot_be_changed_or_shortened()
    {
        await site.AskAsync(new CreateApiKey.Command("for the audit", ApiKeyScope.Admin, [], Actor.Console));
        await using BackCareDb db = site.Services.GetRequiredService<Databases>().Open();
        AuditEntry entry = await db.AuditEntries.OrderBy(e => e.Id).FirstAsync(TestContext.Current.CancellationToken);

        entry.ActorName = "somebody else";
        await Assert.ThrowsAsync<InvalidOperationException>(() => db.SaveChangesAsync(TestContext.Current.CancellationToken));
        db.Entry(entry).State = EntityState.Deleted;
        await Assert.ThrowsAsync<InvalidOperationException>(() => db.SaveChangesAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Every_line_of_the_menu_leads_to_a_page_with_the_policy_of_that_line()
    {
        var endpoints = site.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().ToList();

        Assert.All(DeskMenu.All, entry =>
        {
            RouteEndpoint page = Assert.Single(endpoints, e =>
                "/" + e.RoutePattern.RawText!.Trim('/') == entry.Href && e.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Contains("GET"));
            Assert.Equal(entry.Least.ToString().ToLowerInvariant(), page.Metadata.GetOrderedMetadata<IAuthorizeData>().Single().Policy);
        });
    }

    private async Task<HttpStatusCode> WithKeyAsync(string key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/admin/attention") { Headers = { { "X-Api-Key", key } } };
        using HttpResponseMessage response = await site.Http.SendAsync(request);
        return response.StatusCode;
    }

    private async Task<ApiKey> StoredKeyAsync(string name)
    {
        await using BackCareDb db = site.Services.GetRequiredService<Databases>().Open();
        return await db.ApiKeys.SingleAsync(k => k.Name == name, TestContext.Current.CancellationToken);
    }

    [GeneratedRegex("class=\"secret\">([^<]+)<")]
    private static partial Regex Secret();
}
