using System.Net;
using System.Security.Claims;
using BackCare.App.Accounts;
using BackCare.FunctionalTests.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace BackCare.FunctionalTests.Security;

/// <summary>Who may call what: every endpoint stands in this table, and a newcomer must be added to it.</summary>
public sealed class WhoMayCallTests(BackCareSite site)
{
    private enum Open
    {
        Everybody,
        SignedIn,
        Analysts,
        Admins,
        Owners,
    }

    /// <summary>What a key needs for what is not open to everybody: method, beginning of the address, scope. The first line that fits counts; where none does, keys stay out.</summary>
    private static readonly (string Method, string Begins, string Scope)[] Scopes =
    [
        ("POST", "/v1/admin/rules/preview", "rules:read"), ("POST", "/v1/rules/preview", "rules:read"),
        ("GET", "/v1/admin/rules", "rules:read"), ("*", "/v1/admin/rules", "rules:write"), ("GET", "/v1/rules", "rules:read"), ("*", "/v1/rules", "rules:write"),
        ("POST", "/v1/admin/knowledge/try", "knowledge:read"), ("GET", "/v1/admin/knowledge", "knowledge:read"), ("*", "/v1/admin/knowledge", "knowledge:write"),
        ("GET", "/v1/links", "knowledge:read"), ("*", "/v1/links", "knowledge:write"), ("GET", "/v1/symptoms", "knowledge:read"), ("*", "/v1/symptoms", "knowledge:write"),
        ("GET", "/v1/admin/reviews", "reviews:read"), ("*", "/v1/admin/reviews", "reviews:write"),
        ("GET", "/v1/admin/keys", "keys:read"), ("*", "/v1/admin/keys", "keys:write"),
        ("GET", "/v1/admin/attention", "desk:read"), ("GET", "/health/details", "desk:read"), ("GET", "/v1/journal", "events:read"),
        ("GET", "/v1/admin/products", "catalog:read"), ("GET", "/v1/admin/imports", "catalog:read"),
        ("*", "/v1/admin/products", "catalog:write"), ("*", "/v1/admin/imports", "catalog:write"), ("*", "/v1/admin/batches", "catalog:write"), ("*", "/v1/admin/pictures", "catalog:write"),
        ("PUT", "/v1/models", "models:promote"), ("POST", "/v1/models", "models:promote"),
        ("GET", "/v1/models", "models:read"), ("GET", "/v1/training", "models:read"), ("*", "/v1/training-runs", "models:train"),
        ("GET", "/v1/experiments", "experiments:read"), ("*", "/v1/experiments", "experiments:write"),
    ];

    /// <summary>Somebody who calls: nobody, a role, or a key with its scopes.</summary>
    private sealed record Caller(string Name, AccountRole? Role = null, IReadOnlyList<string>? Scopes = null)
    {
        public static IReadOnlyList<Caller> All { get; } =
        [
            new("anonymous"), .. Enum.GetValues<AccountRole>().Select(r => new Caller(r.ToString(), r)), new("public key", Scopes: []),
            .. KeyScopes.All.Select(s => new Caller($"key with {s.Name}", Scopes: [s.Name])), new("key with everything", Scopes: [.. KeyScopes.All.Select(s => s.Name)]),
        ];
    }

    private static readonly Dictionary<string, Open> Expected = new(StringComparer.Ordinal)
    {
        ["GET /"] = Open.Everybody,
        ["POST /"] = Open.Everybody,
        ["GET /understood"] = Open.Everybody,
        ["POST /understood"] = Open.Everybody,
        ["GET /interview"] = Open.Everybody,
        ["POST /interview"] = Open.Everybody,
        ["GET /compare"] = Open.Everybody,
        ["POST /compare"] = Open.Everybody,
        ["GET /plan"] = Open.Everybody,
        ["POST /plan"] = Open.Everybody,
        ["GET /learn"] = Open.Everybody,
        ["POST /plan/calendar"] = Open.Everybody,
        ["POST /plan/keep"] = Open.Everybody,
        ["GET /plan/{secret:length(32)}"] = Open.Everybody,
        ["GET /plan/{secret:length(32)}/delete/{delete:length(32)}"] = Open.Everybody,
        ["POST /plan/{secret:length(32)}/delete/{delete:length(32)}"] = Open.Everybody,
        ["GET /language"] = Open.Everybody,
        ["POST /language"] = Open.Everybody,
        ["GET /results"] = Open.Everybody,
        ["POST /results"] = Open.Everybody,
        ["GET /products"] = Open.Everybody,
        ["GET /products/{id}"] = Open.Everybody,
        ["GET /pictures/{hash:length(64)}"] = Open.Everybody,
        ["GET /pictures/{hash:length(64)}/small"] = Open.Everybody,
        ["GET /how-it-works"] = Open.Everybody,
        ["POST /products"] = Open.Everybody,
        ["GET /basket"] = Open.Everybody,
        ["POST /basket"] = Open.Everybody,
        ["POST /basket/lines"] = Open.Everybody,
        ["POST /basket/order"] = Open.Everybody,
        ["GET /orders/{token}"] = Open.Everybody,
        ["GET /reviews/write"] = Open.Everybody,
        ["POST /reviews/write"] = Open.Everybody,
        ["GET /reviews/mine"] = Open.Everybody,
        ["POST /reviews/mine"] = Open.Everybody,
        ["GET /reviews/{id}/report"] = Open.Everybody,
        ["POST /reviews/{id}/report"] = Open.Everybody,
        ["GET /your-data"] = Open.Everybody,
        ["POST /your-data/consent"] = Open.Everybody,
        ["POST /your-data/withdraw"] = Open.Everybody,
        ["POST /your-data/personalise"] = Open.Everybody,
        ["GET /privacy"] = Open.Everybody,
        ["GET /your-data/export"] = Open.Everybody,
        ["POST /your-data/erase"] = Open.Everybody,
        ["GET /widget-demo"] = Open.Everybody,
        ["GET /backcare.js"] = Open.Everybody,
        ["GET /robots.txt"] = Open.Everybody,
        ["GET /sitemap.xml"] = Open.Everybody,
        ["GET /sitemap-{part:int}.xml"] = Open.Everybody,
        ["POST /v1/products/search"] = Open.Everybody,
        ["GET /v1/reviews"] = Open.Everybody,
        ["POST /v1/reviews"] = Open.Everybody,
        ["POST /v1/reviews/change"] = Open.Everybody,
        ["POST /v1/reviews/report"] = Open.Everybody,
        ["POST /v1/orders"] = Open.Everybody,
        ["GET /v1/me/export"] = Open.Everybody,
        ["DELETE /v1/me"] = Open.Everybody,
        ["GET /admin/catalog"] = Open.Admins,
        ["POST /admin/catalog"] = Open.Admins,
        ["POST /admin/catalog/batches/{id}/undo"] = Open.Admins,
        ["GET /admin/catalog/new"] = Open.Admins,
        ["POST /admin/catalog/new"] = Open.Admins,
        ["GET /admin/catalog/{id}"] = Open.Admins,
        ["POST /admin/catalog/{id}"] = Open.Admins,
        ["POST /admin/catalog/{id}/status"] = Open.Admins,
        ["GET /admin/catalog/{id}/preview"] = Open.Admins,
        ["GET /admin/catalog/{id}/history"] = Open.Admins,
        ["POST /admin/catalog/{id}/history/{change:long}/undo"] = Open.Admins,
        ["GET /v1/admin/products"] = Open.Admins,
        ["GET /v1/admin/products/{id}"] = Open.Admins,
        ["GET /v1/admin/products/{id}/history"] = Open.Admins,
        ["POST /v1/admin/products"] = Open.Admins,
        ["PUT /v1/admin/products/{id}"] = Open.Admins,
        ["PATCH /v1/admin/products/{id}"] = Open.Admins,
        ["PUT /v1/admin/products/{id}/status"] = Open.Admins,
        ["DELETE /v1/admin/products/{id}"] = Open.Admins,
        ["POST /v1/admin/products/{id}/history/{change}/undo"] = Open.Admins,
        ["POST /v1/admin/products:bulk"] = Open.Admins,
        ["POST /v1/admin/batches/{id}:undo"] = Open.Admins,
        ["POST /v1/admin/pictures"] = Open.Admins,
        ["PUT /v1/admin/products/{id}/variants/{variant}"] = Open.Admins,
        ["DELETE /v1/admin/products/{id}/variants/{variant}"] = Open.Admins,
        ["PUT /v1/admin/products/{id}/pictures/{hash}"] = Open.Admins,
        ["DELETE /v1/admin/products/{id}/pictures/{hash}"] = Open.Admins,
        ["PUT /v1/admin/products/{id}/overrides/{symptom}"] = Open.Admins,
        ["DELETE /v1/admin/products/{id}/overrides/{symptom}"] = Open.Admins,
        ["GET /admin/reviews"] = Open.Admins,
        ["POST /admin/reviews"] = Open.Admins,
        ["GET /admin/reviews/{id}"] = Open.Admins,
        ["GET /admin"] = Open.Admins,
        ["GET /v1/admin/attention"] = Open.Admins,
        ["GET /admin/status"] = Open.Admins,
        ["GET /health/details"] = Open.Admins,
        ["GET /v1/admin/reviews"] = Open.Admins,
        ["GET /v1/admin/reviews/{id}/history"] = Open.Admins,
        ["POST /v1/admin/reviews/decide"] = Open.Admins,
        ["GET /admin/rules"] = Open.Admins,
        ["GET /admin/rules/new"] = Open.Admins,
        ["POST /admin/rules/new"] = Open.Admins,
        ["GET /admin/rules/{id}"] = Open.Admins,
        ["POST /admin/rules/{id}"] = Open.Admins,
        ["POST /admin/rules/{id}/switch"] = Open.Admins,
        ["POST /admin/rules/{id}/remove"] = Open.Admins,
        ["GET /admin/rules/{id}/history"] = Open.Admins,
        ["POST /admin/rules/{id}/undo"] = Open.Admins,
        ["GET /v1/admin/rules"] = Open.Admins,
        ["POST /v1/admin/rules"] = Open.Admins,
        ["GET /v1/admin/rules/{id}"] = Open.Admins,
        ["PUT /v1/admin/rules/{id}"] = Open.Admins,
        ["DELETE /v1/admin/rules/{id}"] = Open.Admins,
        ["POST /v1/admin/rules/preview"] = Open.Admins,
        ["GET /v1/admin/rules/{id}/changes"] = Open.Admins,
        ["POST /v1/admin/rules/{id}/changes/{change}/undo"] = Open.Admins,
        ["GET /v1/rules"] = Open.Admins,
        ["POST /v1/rules"] = Open.Admins,
        ["GET /v1/rules/{id}"] = Open.Admins,
        ["PUT /v1/rules/{id}"] = Open.Admins,
        ["DELETE /v1/rules/{id}"] = Open.Admins,
        ["POST /v1/rules/preview"] = Open.Admins,
        ["GET /v1/rules/{id}/changes"] = Open.Admins,
        ["POST /v1/rules/{id}/changes/{change}/undo"] = Open.Admins,
        ["GET /admin/knowledge"] = Open.Admins,
        ["GET /admin/knowledge/chain"] = Open.Admins,
        ["GET /admin/knowledge/try"] = Open.Admins,
        ["POST /admin/knowledge/try"] = Open.Admins,
        ["GET /admin/knowledge/{table}"] = Open.Admins,
        ["GET /admin/knowledge/{table}/new-row"] = Open.Admins,
        ["POST /admin/knowledge/{table}/new-row"] = Open.Admins,
        ["GET /admin/knowledge/{table}/{key}"] = Open.Admins,
        ["POST /admin/knowledge/{table}/{key}"] = Open.Admins,
        ["GET /admin/knowledge/proposals"] = Open.Admins,
        ["GET /admin/knowledge/proposals/{id}"] = Open.Admins,
        ["POST /admin/knowledge/proposals/{id}/approve"] = Open.Admins,
        ["POST /admin/knowledge/proposals/{id}/reject"] = Open.Admins,
        ["POST /admin/knowledge/proposals/{id}/run"] = Open.Admins,
        ["POST /admin/knowledge/proposals/{id}/try"] = Open.Admins,
        ["GET /assets/{**name}"] = Open.Everybody,
        ["GET /favicon.ico"] = Open.Everybody,
        ["GET /health/live"] = Open.Everybody,
        ["GET /health/ready"] = Open.Everybody,
        ["GET /openapi/{documentName}.json"] = Open.Everybody,

        ["POST /v1/recommendations"] = Open.Everybody,
        ["GET /v1/recommendations/{id}"] = Open.Everybody,
        ["POST /v1/interview"] = Open.Everybody,
        ["POST /v1/rank"] = Open.Everybody,
        ["POST /v1/basket/complements"] = Open.Everybody,
        ["GET /v1/products/{id}/similar"] = Open.Everybody,
        ["GET /v1/trending"] = Open.Everybody,
        ["POST /v1/events"] = Open.Everybody,
        ["GET /v1/journal"] = Open.Analysts,
        ["GET /v1/symptoms"] = Open.Everybody,
        ["GET /v1/products"] = Open.Everybody,
        ["GET /v1/products/{id}"] = Open.Everybody,

        ["GET /v1/links"] = Open.Everybody,
        ["GET /v1/admin/knowledge"] = Open.Admins,
        ["GET /v1/admin/knowledge/{table}"] = Open.Admins,
        ["POST /v1/admin/knowledge/changes"] = Open.Admins,
        ["POST /v1/admin/knowledge/try"] = Open.Admins,
        ["GET /v1/admin/knowledge/proposals"] = Open.Admins,
        ["GET /v1/admin/knowledge/proposals/{id}"] = Open.Admins,
        ["POST /v1/admin/knowledge/proposals/{id}/approve"] = Open.Admins,
        ["POST /v1/admin/knowledge/proposals/{id}/reject"] = Open.Admins,
        ["POST /v1/admin/knowledge/proposals/{id}/run"] = Open.Admins,
        ["GET /v1/admin/knowledge/{table}/{key}"] = Open.Admins,
        ["PUT /v1/admin/knowledge/{table}/{key}"] = Open.Admins,
        ["DELETE /v1/admin/knowledge/{table}/{key}"] = Open.Admins,
        ["GET /v1/admin/knowledge/{table}/{key}/history"] = Open.Admins,
        ["POST /v1/admin/knowledge/{table}/{key}/undo"] = Open.Admins,
        ["GET /v1/links/{key}"] = Open.Admins,
        ["PUT /v1/links/{key}"] = Open.Admins,
        ["DELETE /v1/links/{key}"] = Open.Admins,
        ["GET /v1/links/{key}/history"] = Open.Admins,
        ["POST /v1/links/{key}/undo"] = Open.Admins,
        ["GET /v1/symptoms/{key}"] = Open.Admins,
        ["PUT /v1/symptoms/{key}"] = Open.Admins,
        ["DELETE /v1/symptoms/{key}"] = Open.Admins,
        ["GET /v1/symptoms/{key}/history"] = Open.Admins,
        ["POST /v1/symptoms/{key}/undo"] = Open.Admins,

        ["GET /v1/models"] = Open.Analysts,
        ["GET /v1/models/{version}"] = Open.Analysts,
        ["GET /v1/models/{version}/comparison"] = Open.Analysts,
        ["GET /v1/training-data"] = Open.Analysts,
        ["GET /v1/training-data/checks"] = Open.Analysts,
        ["GET /v1/models/{version}/files/{file}"] = Open.Analysts,
        ["PUT /v1/models/{name}/aliases/champion"] = Open.Analysts,
        ["POST /v1/models/{version}:rollback"] = Open.Analysts,
        ["POST /v1/training-runs"] = Open.Analysts,
        ["GET /v1/training-runs"] = Open.Analysts,
        ["GET /v1/training-runs/{id}"] = Open.Analysts,
        ["DELETE /v1/training-runs/{id}"] = Open.Analysts,

        ["GET /accounts/sign-in"] = Open.Everybody,
        ["POST /accounts/sign-in"] = Open.Everybody,
        ["GET /accounts/first-owner"] = Open.Everybody,
        ["POST /accounts/first-owner"] = Open.Everybody,
        ["GET /accounts"] = Open.SignedIn,
        ["GET /accounts/password"] = Open.SignedIn,
        ["POST /accounts/password"] = Open.SignedIn,
        ["POST /accounts/sign-out"] = Open.SignedIn,

        ["GET /v1/experiments"] = Open.Analysts,
        ["POST /v1/experiments"] = Open.Analysts,
        ["GET /v1/experiments/{id}"] = Open.Analysts,
        ["POST /v1/experiments/{id}/stop"] = Open.Analysts,
        ["GET /analyst"] = Open.Analysts,
        ["GET /analyst/drift"] = Open.Analysts,
        ["GET /analyst/lists"] = Open.Analysts,
        ["GET /analyst/lists/{id}"] = Open.Analysts,
        ["GET /analyst/models"] = Open.Analysts,
        ["GET /analyst/models/compare"] = Open.Analysts,
        ["GET /analyst/models/{version}"] = Open.Analysts,
        ["GET /analyst/models/{version}/report"] = Open.Analysts,
        ["POST /analyst/models/{version}/promote"] = Open.Analysts,
        ["POST /analyst/models/{version}/rollback"] = Open.Analysts,
        ["GET /feeds/google.xml"] = Open.Everybody,
        ["GET /admin/imports"] = Open.Admins,
        ["POST /admin/imports"] = Open.Admins,
        ["GET /admin/imports/suggestions"] = Open.Admins,
        ["POST /admin/imports/suggestions"] = Open.Admins,
        ["GET /admin/imports/{id}"] = Open.Admins,
        ["POST /admin/imports/{id}/check"] = Open.Admins,
        ["POST /admin/imports/{id}/apply"] = Open.Admins,
        ["POST /admin/imports/{id}/cancel"] = Open.Admins,
        ["POST /admin/imports/{id}/undo"] = Open.Admins,
        ["GET /admin/imports/{id}/problems.csv"] = Open.Admins,
        ["GET /admin/imports/export/{format}"] = Open.Admins,
        ["GET /admin/imports/export/knowledge.zip"] = Open.Admins,
        ["POST /v1/admin/products:import"] = Open.Admins,
        ["GET /v1/admin/products:export"] = Open.Admins,
        ["GET /v1/admin/knowledge:export"] = Open.Admins,
        ["GET /v1/admin/imports"] = Open.Admins,
        ["GET /v1/admin/imports/{id}"] = Open.Admins,
        ["GET /v1/admin/imports/{id}/problems"] = Open.Admins,
        ["POST /v1/admin/imports/{id}:check"] = Open.Admins,
        ["POST /v1/admin/imports/{id}:apply"] = Open.Admins,
        ["POST /v1/admin/imports/{id}:undo"] = Open.Admins,
        ["DELETE /v1/admin/imports/{id}"] = Open.Admins,
        ["GET /analyst/runs"] = Open.Analysts,
        ["POST /analyst/runs"] = Open.Analysts,
        ["GET /analyst/runs/{id}"] = Open.Analysts,
        ["POST /analyst/runs/{id}/cancel"] = Open.Analysts,
        ["GET /analyst/experiments"] = Open.Analysts,
        ["POST /analyst/experiments"] = Open.Analysts,
        ["GET /analyst/experiments/{id}"] = Open.Analysts,
        ["GET /analyst/experiments/{id}.csv"] = Open.Analysts,
        ["POST /analyst/experiments/{id}/stop"] = Open.Analysts,

        ["GET /admin/accounts"] = Open.Admins,
        ["POST /admin/accounts"] = Open.Admins,
        ["GET /admin/accounts/{id}"] = Open.Admins,
        ["POST /admin/accounts/{id}/role"] = Open.Admins,
        ["POST /admin/accounts/{id}/reset-password"] = Open.Admins,
        ["POST /admin/accounts/{id}/disabled"] = Open.Admins,
        ["GET /admin/keys"] = Open.Admins,
        ["POST /admin/keys"] = Open.Admins,
        ["POST /admin/keys/{id}/revoke"] = Open.Admins,
        ["POST /admin/accounts/{id}/reset-second-factor"] = Open.Admins,
        ["POST /admin/accounts/{id}/end-rest"] = Open.Admins,
        ["POST /admin/keys/{id}/rotate"] = Open.Admins,
        ["GET /admin/audit"] = Open.Admins,
        ["GET /v1/admin/keys"] = Open.Admins,
        ["POST /v1/admin/keys"] = Open.Admins,
        ["POST /v1/admin/keys/{id}:rotate"] = Open.Admins,
        ["DELETE /v1/admin/keys/{id}"] = Open.Admins,
        ["GET /accounts/second-step"] = Open.Everybody,
        ["POST /accounts/second-step"] = Open.Everybody,
        ["GET /accounts/provider"] = Open.Everybody,
        ["POST /accounts/passkeys/ask"] = Open.Everybody,
        ["POST /accounts/passkeys/sign-in"] = Open.Everybody,
        ["POST /accounts/passkeys/new"] = Open.SignedIn,
        ["POST /accounts/passkeys"] = Open.SignedIn,
        ["POST /accounts/passkeys/{id}/name"] = Open.SignedIn,
        ["POST /accounts/passkeys/{id}/remove"] = Open.SignedIn,
        ["GET /accounts/security"] = Open.SignedIn,
        ["GET /accounts/security/authenticator"] = Open.SignedIn,
        ["POST /accounts/security/authenticator"] = Open.SignedIn,
        ["POST /accounts/security/authenticator/remove"] = Open.SignedIn,
        ["POST /accounts/security/recovery-codes"] = Open.SignedIn,
        ["GET /accounts/confirm"] = Open.SignedIn,
        ["POST /accounts/confirm"] = Open.SignedIn,
        ["POST /accounts/confirm/ask"] = Open.SignedIn,
        ["POST /accounts/confirm/passkey"] = Open.SignedIn,
        ["POST /accounts/sessions/end-others"] = Open.SignedIn,
        ["POST /accounts/sessions/{id}/end"] = Open.SignedIn,
        ["GET /admin/audit.csv"] = Open.Admins,
        ["GET /v1/admin/audit"] = Open.Admins,
        ["GET /v1/admin/audit:export"] = Open.Admins,
    };

    private static readonly Dictionary<Open, AccountRole> Least = new()
    {
        [Open.SignedIn] = AccountRole.Shopper,
        [Open.Analysts] = AccountRole.Analyst,
        [Open.Admins] = AccountRole.Admin,
        [Open.Owners] = AccountRole.Owner,
    };

    private (string Name, string Method, RouteEndpoint Endpoint)[] Endpoints =>
    [
        .. from endpoint in site.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
           from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"]
           select ($"{method} /{endpoint.RoutePattern.RawText!.Trim('/')}", method, endpoint),
    ];

    [Fact]
    public void Every_endpoint_stands_in_the_table_and_every_line_of_the_table_is_an_endpoint()
    {
        string[] actual = [.. Endpoints.Select(e => e.Name).Distinct().Order(StringComparer.Ordinal)];

        Assert.Equal(Expected.Keys.Order(StringComparer.Ordinal), actual);
    }

    [Fact]
    public async Task Whoever_the_table_lets_in_satisfies_the_policy_and_nobody_else_does()
    {
        var authorization = site.Services.GetRequiredService<IAuthorizationService>();
        List<string> wrong = [];
        foreach ((string name, string method, RouteEndpoint endpoint) in Endpoints)
        {
            var request = new DefaultHttpContext { Request = { Method = method } };
            request.SetEndpoint(endpoint);
            foreach (Caller caller in Caller.All)
            {
                bool allowed = endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null;
                foreach (IAuthorizeData policy in allowed ? [] : endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>())
                    allowed = (await authorization.AuthorizeAsync(PrincipalOf(caller), request, policy.Policy!)).Succeeded;
                if (allowed != IsExpected(name, caller)) wrong.Add($"{name} as {caller.Name}: {(allowed ? "open" : "closed")}");
            }
        }
        Assert.Empty(wrong);
    }

    [Fact]
    public async Task Whoever_the_table_keeps_out_is_refused_over_http()
    {
        List<string> wrong = [];
        foreach (Caller caller in Caller.All)
        {
            HttpClient client = await ClientAsync(caller);
            foreach ((string name, string method, RouteEndpoint endpoint) in Endpoints.Where(e => !IsExpected(e.Name, caller) && IsWorthAsking(e.Name, caller)))
            {
                using var request = new HttpRequestMessage(new HttpMethod(method), AddressOf(endpoint));
                using HttpResponseMessage response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
                if (!IsRefusal(response)) wrong.Add($"{name} as {caller.Name}: {(int)response.StatusCode}");
            }
        }
        Assert.Empty(wrong);
    }

    [Fact]
    public async Task Whoever_the_table_lets_in_opens_every_page_without_parameters()
    {
        List<string> wrong = [];
        foreach (Caller caller in Caller.All)
        {
            HttpClient client = await ClientAsync(caller);
            foreach ((string name, _, RouteEndpoint endpoint) in Endpoints
                .Where(e => e.Method == "GET" && e.Endpoint.RoutePattern.Parameters.Count == 0 && IsExpected(e.Name, caller) && IsWorthAsking(e.Name, caller)))
            {
                using HttpResponseMessage response = await client.GetAsync(AddressOf(endpoint), HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
                if (IsRefusal(response) || (int)response.StatusCode >= 500) wrong.Add($"{name} as {caller.Name}: {(int)response.StatusCode}");
            }
        }
        Assert.Empty(wrong);
    }

    /// <summary>The table as people read it; <c>BACKCARE_WRITE_DOCS=1</c> writes it anew.</summary>
    [Fact]
    public void The_table_in_the_documentation_is_this_one()
    {
        string file = Path.Combine(Root(), "docs", "security-access.md");
        string table = string.Concat(
            from name in Expected.Keys.OrderBy(n => n[(n.IndexOf(' ', StringComparison.Ordinal) + 1)..], StringComparer.Ordinal).ThenBy(n => n, StringComparer.Ordinal)
            select $"| `{name}` | {Who(Expected[name])} | {(Expected[name] == Open.Everybody ? "" : ScopeOf(name))} |\n");
        string text = $"""
            # Who may call what

            Every endpoint with the least role that may call it, and the scope that an API key needs; where no scope stands, no key may. Each role may do what the ones
            before it may (docs/accounts.md). Written by `BackCare.FunctionalTests.Security.WhoMayCallTests`, which asks every endpoint as every caller.

            | endpoint | people | key scope |
            |---|---|---|
            {table}
            """.ReplaceLineEndings("\n").TrimEnd() + "\n";
        if (Environment.GetEnvironmentVariable("BACKCARE_WRITE_DOCS") == "1") File.WriteAllText(file, text);

        Assert.Equal(text, File.ReadAllText(file).ReplaceLineEndings("\n"));
    }

    private static string Who(Open open) => open switch { Open.Everybody => "everybody", Open.SignedIn => "everybody who is signed in", _ => $"{Least[open]} and up" };

    private static string Root([System.Runtime.CompilerServices.CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", ".."));

    private static string? ScopeOf(string name)
    {
        string[] parts = name.Split(' ');
        return Scopes.FirstOrDefault(s => (s.Method == "*" || s.Method == parts[0]) && parts[1].StartsWith(s.Begins, StringComparison.Ordinal)).Scope;
    }

    private static bool IsExpected(string name, Caller caller)
    {
        if (!Expected.TryGetValue(name, out Open open)) return false;
        if (open == Open.Everybody) return true;
        return caller.Scopes is { } scopes ? ScopeOf(name) is { } scope && scopes.Contains(scope) : caller.Role >= Least[open];
    }

    /// <summary>Keys of a single scope are asked about the API only; the key with everything asks about every page.</summary>
    private static bool IsWorthAsking(string name, Caller caller) => caller.Scopes is not { Count: 1 } || name.Contains(" /v1/", StringComparison.Ordinal);

    private static bool IsRefusal(HttpResponseMessage response) =>
        response.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden
        || (response.StatusCode == HttpStatusCode.Redirect && response.Headers.Location!.ToString() is var to && (to == "/accounts/sign-in" || to.StartsWith("/accounts/sign-in?returnUrl=", StringComparison.Ordinal)));

    private static string AddressOf(RouteEndpoint endpoint) =>
        string.Concat("/", string.Join('/', endpoint.RoutePattern.PathSegments.Select(segment => string.Concat(segment.Parts.Select(part => part switch
        {
            Microsoft.AspNetCore.Routing.Patterns.RoutePatternLiteralPart literal => literal.Content,
            Microsoft.AspNetCore.Routing.Patterns.RoutePatternSeparatorPart separator => separator.Content,
            _ => "1",
        })))));

    private static ClaimsPrincipal PrincipalOf(Caller caller) => caller switch
    {
        { Scopes: { } scopes } => new ClaimsPrincipal(new ClaimsIdentity(ClaimsOf(scopes), "key")),
        { Role: { } role } => new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.Role, role.ToString())], "session")),
        _ => new ClaimsPrincipal(new ClaimsIdentity()),
    };

    private static IEnumerable<Claim> ClaimsOf(IReadOnlyList<string> scopes) =>
        scopes.Count == 0 ? [] : [new Claim(ClaimTypes.Role, KeyScopes.RoleOf(scopes).ToString()), .. scopes.Select(s => new Claim("backcare:scope", s))];

    private Task<HttpClient> ClientAsync(Caller caller) => caller switch
    {
        { Scopes: [] } => site.WithKeyAsync(ApiKeyScope.Public),
        { Scopes: { } scopes } => site.WithScopesAsync(scopes),
        { Role: { } role } => site.AsAsync(role),
        _ => Task.FromResult(site.Http),
    };
}
