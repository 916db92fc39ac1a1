using System.Net;
using System.Text.Json.Nodes;
using BackCare.App.Accounts;
using BackCare.App.Data;
using BackCare.App.Messaging;
using BackCare.FunctionalTests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace BackCare.FunctionalTests.Accounts;

public sealed class KeyTests(ClockedSite site) : IClassFixture<ClockedSite>
{
    private const string Models = "/v1/models";

    [Fact]
    public async Task A_key_does_what_its_scopes_name_and_is_told_which_one_it_lacks()
    {
        HttpClient program = await site.WithScopesAsync([KeyScopes.ModelsRead]);
        using HttpResponseMessage open = await program.GetAsync(Models);
        using HttpResponseMessage closed = await program.PostJsonAsync("/v1/training-runs", "{}");

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Forbidden), (open.StatusCode, closed.StatusCode));
        JsonObject problem = await closed.ProblemAsync();
        Assert.Equal("scope_missing", problem.Text("code"));
        Assert.Contains("'models:train'", problem.Text("detail"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rotated_key_leaves_the_old_secret_a_day_and_then_only_the_new_one_works()
    {
        CreateApiKey.Response key = await MakeAsync();
        RotateApiKey.Response rotated = await site.AskAsync(new RotateApiKey.Command(key.Id, RotateApiKey.UsualHours, Actor.Console));

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (await WithAsync(key.Key), await WithAsync(rotated.Key)));
        site.Clock.Shift += TimeSpan.FromHours(24) + TimeSpan.FromSeconds(1);
        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.OK), (await WithAsync(key.Key), await WithAsync(rotated.Key)));
    }

    [Fact]
    public async Task Without_an_overlap_the_old_secret_ends_at_once_and_a_second_rotation_ends_the_one_before()
    {
        CreateApiKey.Response key = await MakeAsync();
        RotateApiKey.Response second = await site.AskAsync(new RotateApiKey.Command(key.Id, 0, Actor.Console));
        Assert.Equal(HttpStatusCode.Unauthorized, await WithAsync(key.Key));
        RotateApiKey.Response third = await site.AskAsync(new RotateApiKey.Command(key.Id, 1, Actor.Console)), fourth = await site.AskAsync(new RotateApiKey.Command(key.Id, 1, Actor.Console));

        Assert.Equal(HttpStatusCode.Unauthorized, await WithAsync(second.Key));
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (await WithAsync(third.Key), await WithAsync(fourth.Key)));
    }

    [Fact]
    public async Task A_key_ends_at_its_time_and_a_rotation_gives_it_a_new_one()
    {
        CreateApiKey.Response key = await MakeAsync(new KeyTerms([KeyScopes.ModelsRead], site.Clock.GetUtcNow().UtcDateTime.AddDays(2)));
        Assert.Equal(HttpStatusCode.OK, await WithAsync(key.Key));
        site.Clock.Shift += TimeSpan.FromDays(2) + TimeSpan.FromSeconds(1);
        Assert.Equal(HttpStatusCode.Unauthorized, await WithAsync(key.Key));
        Assert.Equal(RefusalKind.Conflict, (await site.SendAsync(new RotateApiKey.Command(key.Id, 0, Actor.Console))).Refusal?.Kind);

        RotateApiKey.Response rotated = await site.AskAsync(new RotateApiKey.Command(key.Id, 0, Actor.Console, site.Clock.GetUtcNow().UtcDateTime.AddDays(1)));

        Assert.Equal(HttpStatusCode.OK, await WithAsync(rotated.Key));
    }

    [Fact]
    public async Task A_key_works_from_its_networks_alone()
    {
        CreateApiKey.Response key = await MakeAsync(new KeyTerms([KeyScopes.ModelsRead], null, ["203.0.113.0/24"]));

        Assert.Equal(HttpStatusCode.OK, await WithAsync(key.Key, "203.0.113.7"));
        Assert.Equal(HttpStatusCode.Forbidden, await WithAsync(key.Key, "198.51.100.7"));
    }

    [Fact]
    public async Task The_last_use_is_stored_later_and_to_the_hour()
    {
        CreateApiKey.Response key = await MakeAsync();
        await WithAsync(key.Key);
        DateTime now = site.Clock.GetUtcNow().UtcDateTime;
        Assert.Null((await ItemAsync(key.Id)).LastUsedUtc);

        await using (BackCareDb db = site.Services.GetRequiredService<Databases>().Open())
            await site.Services.GetRequiredService<KeyUses>().FlushAsync(db, TestContext.Current.CancellationToken);

        DateTime stored = (await ItemAsync(key.Id)).LastUsedUtc!.Value;
        Assert.InRange(now - stored, TimeSpan.Zero, TimeSpan.FromHours(1));
        Assert.Equal((0, 0), (stored.Minute, stored.Second));
    }

    [Fact]
    public async Task A_key_that_makes_keys_gives_away_no_more_than_it_has()
    {
        HttpClient program = await site.WithScopesAsync([KeyScopes.KeysWrite, KeyScopes.ModelsRead]);
        using HttpResponseMessage more = await program.PostJsonAsync("/v1/admin/keys", """{"name":"more","scope":"Admin","scopes":["models:train"]}""");
        using HttpResponseMessage all = await program.PostJsonAsync("/v1/admin/keys", """{"name":"all","scope":"Admin"}""");
        using HttpResponseMessage less = await program.PostJsonAsync("/v1/admin/keys", """{"name":"less","scope":"Admin","scopes":["models:read"],"allowedNetworks":["10.0.0.0/8"]}""");
        CreateApiKey.Response strong = await MakeAsync(new KeyTerms([KeyScopes.CatalogWrite]));
        using HttpResponseMessage stolen = await program.PostJsonAsync($"/v1/admin/keys/{strong.Id}:rotate", "{}");

        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.Forbidden, HttpStatusCode.Created), (more.StatusCode, all.StatusCode, less.StatusCode));
        Assert.Equal(HttpStatusCode.Forbidden, stolen.StatusCode);
        Assert.Equal("no-store", less.Headers.CacheControl?.ToString());
        Assert.StartsWith("bck_", JsonNode.Parse(await less.Content.ReadAsStringAsync())!.Text("key"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"name":"x","scope":"Admin","scopes":[]}""", "Choose at least one thing")]
    [InlineData("""{"name":"x","scope":"Admin","scopes":["catalog:own"]}""", "'catalog:own' is no scope")]
    [InlineData("""{"name":"x","scope":"Admin","allowedNetworks":["10.0.0.0/99"]}""", "neither an address nor a network")]
    [InlineData("""{"name":"x","scope":"Admin","expiresUtc":"2020-01-01T00:00:00Z"}""", "still to come")]
    public async Task Terms_that_make_no_sense_are_refused_with_what_to_write(string body, string problem)
    {
        HttpClient program = await site.WithKeyAsync(ApiKeyScope.Admin);
        using HttpResponseMessage response = await program.PostJsonAsync("/v1/admin/keys", body);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains(problem, await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task On_the_page_a_key_gets_its_scopes_and_a_new_secret()
    {
        using HttpClient admin = await site.SignInAsync(await site.MakeAsync(AccountRole.Admin), SignedIn.Password);
        using HttpResponseMessage made = await admin.PostPageAsync(
            "/admin/keys", "/admin/keys", ("name", "page key"), ("scope", "Admin"), ("scopes", "models:read"), ("scopes", "models:train"), ("days", "90"), ("allowedNetworks", "10.0.0.0/8"));
        Assert.Equal(HttpStatusCode.OK, made.StatusCode);
        GetApiKeys.Item key = (await site.AskAsync(new GetApiKeys.Query())).Items.Single(k => k.Name == "page key");
        using HttpResponseMessage rotated = await admin.PostPageAsync("/admin/keys", $"/admin/keys/{key.Id}/rotate", ("overlapHours", "168"));

        Assert.Equal(["models:read", "models:train"], key.Scopes);
        Assert.Equal(["10.0.0.0/8"], key.AllowedNetworks);
        Assert.Equal(90, Math.Round((key.ExpiresUtc!.Value - key.CreatedUtc).TotalDays));
        Assert.Contains("The old one works on until", await rotated.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.NotNull((await ItemAsync(key.Id)).RotatedUtc);
    }

    private Task<CreateApiKey.Response> MakeAsync(KeyTerms? terms = null) =>
        site.AskAsync(new CreateApiKey.Command("tests", ApiKeyScope.Admin, [], Actor.Console, terms ?? new KeyTerms([KeyScopes.ModelsRead])));

    private async Task<GetApiKeys.Item> ItemAsync(string id) => (await site.AskAsync(new GetApiKeys.Query())).Items.Single(k => k.Id == id);

    private async Task<HttpStatusCode> WithAsync(string key, string client = "192.0.2.1")
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Models) { Headers = { { "X-Api-Key", key }, { "X-Forwarded-For", client } } };
        using HttpResponseMessage response = await site.Http.SendAsync(request);
        return response.StatusCode;
    }
}
