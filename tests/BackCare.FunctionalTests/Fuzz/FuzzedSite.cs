using System.Collections.Concurrent;
using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using BackCare.App.Accounts;
using BackCare.FunctionalTests.Hosting;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BackCare.FunctionalTests.Fuzz;

/// <summary>A shop with one caller of every kind and with secrets that no answer may hold. Only what it logs as an error is kept, or a long run would fill the memory.</summary>
public sealed partial class FuzzedSite : BackCareSite
{
    private const string OtherVisitor = "fuzz-visitor-wombat";

    private static readonly string[] Pages =
    [
        "/", "/products", "/products/house_slant_board", "/basket", "/learn", "/language", "/your-data", "/reviews/write?product=house_slant_board", "/reviews/mine", "/accounts", "/accounts/password", "/accounts/sign-in",
        "/admin", "/admin/accounts", "/admin/keys", "/admin/audit", "/admin/catalog", "/admin/catalog/new", "/admin/catalog/house_slant_board", "/admin/catalog/house_slant_board/history", "/admin/imports", "/admin/imports/suggestions",
        "/admin/reviews", "/admin/rules", "/admin/rules/new", "/admin/knowledge", "/admin/knowledge/try", "/admin/knowledge/symptoms", "/admin/knowledge/symptoms/new-row", "/admin/knowledge/symptoms/calf_tight", "/admin/knowledge/proposals",
        "/analyst", "/analyst/lists", "/analyst/models", "/analyst/runs", "/analyst/experiments",
    ];

    /// <summary>Errors that the host logged.</summary>
    public ConcurrentQueue<string> Errors { get; } = new();

    internal IReadOnlyDictionary<FuzzCaller, FuzzClient> Clients { get; private set; } = new Dictionary<FuzzCaller, FuzzClient>();

    internal IReadOnlyList<string> Secrets { get; private set; } = [];

    /// <summary>Makes the callers, plants the secrets, and reads what the endpoints take.</summary>
    internal async Task<FuzzTarget[]> PrepareAsync()
    {
        var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, AutomaticDecompression = DecompressionMethods.All }) { Timeout = Timeout.InfiniteTimeSpan };
        var clients = new Dictionary<FuzzCaller, FuzzClient> { [FuzzCaller.Nobody] = new(http, Address, null, "", null) };
        foreach (AccountRole role in Enum.GetValues<AccountRole>()) clients[Enum.Parse<FuzzCaller>(role.ToString())] = await SessionAsync(http, role);
        foreach (ApiKeyScope scope in new[] { ApiKeyScope.Public, ApiKeyScope.Admin })
        {
            HttpClient keyed = await this.WithKeyAsync(scope);
            clients[scope == ApiKeyScope.Public ? FuzzCaller.PublicKey : FuzzCaller.AdminKey] = new(http, Address, null, "", keyed.DefaultRequestHeaders.Authorization!.Parameter);
        }
        Clients = clients;
        await Http.RecommendAsync(new { text = "tight calf", symptoms = new[] { "calf_tight" }, visitorId = OtherVisitor, sessionId = OtherVisitor, consent = new { version = "1", grantedUtc = "2026-01-31T12:00:00Z" } });
        Secrets = [SignedIn.Password, OtherVisitor, Path.GetDirectoryName(Database)!, AppContext.BaseDirectory, "AQAAAA", .. clients.Values.Select(c => c.Key).OfType<string>(), .. clients.Values.Select(c => c.Cookie).OfType<string>()];
        JsonNode document = JsonNode.Parse(await Http.GetStringAsync("/openapi/v1.json"))!;
        Schemas = document["components"]!["schemas"]!.AsObject();
        return FuzzTargets.Of(Services.GetRequiredService<EndpointDataSource>(), document, await FormsAsync());
    }

    internal JsonObject Schemas { get; private set; } = [];

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        builder.ConfigureLogging(logging => logging.ClearProviders().SetMinimumLevel(LogLevel.Error).AddFilter(null, LogLevel.Error).AddProvider(new ErrorsOnly(Errors)));
    }

    private async Task<FuzzClient> SessionAsync(HttpClient http, AccountRole role)
    {
        await this.AsAsync(role);
        (string cookie, string token) = await OpenAsync(http, null);
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("form-token", token), KeyValuePair.Create("email", SignedIn.EmailOf(role)), KeyValuePair.Create("password", SignedIn.Password)]);
        using var message = new HttpRequestMessage(HttpMethod.Post, Address + "/accounts/sign-in") { Content = form, Headers = { { "Cookie", cookie } } };
        using HttpResponseMessage signedIn = await http.SendAsync(message);
        Assert.Equal(HttpStatusCode.Redirect, signedIn.StatusCode);
        string session = $"{cookie}; {CookiesOf(signedIn)}";
        // The token names who it was made for, so it is asked for again by whoever signed in.
        return new FuzzClient(http, Address, session, (await OpenAsync(http, session)).Token, null);
    }

    private async Task<(string Cookie, string Token)> OpenAsync(HttpClient http, string? cookie)
    {
        using var message = new HttpRequestMessage(HttpMethod.Get, Address + (cookie is null ? "/accounts/sign-in" : "/accounts/password"));
        if (cookie is not null) message.Headers.Add("Cookie", cookie);
        using HttpResponseMessage page = await http.SendAsync(message);
        Match token = FormToken().Match(await page.Content.ReadAsStringAsync());
        Assert.True(token.Success, "The page has a form token.");
        return (CookiesOf(page), WebUtility.HtmlDecode(token.Groups[1].Value));
    }

    private static string CookiesOf(HttpResponseMessage response) =>
        response.Headers.TryGetValues("Set-Cookie", out IEnumerable<string>? set) ? string.Join("; ", set.Select(c => c.Split(';')[0])) : "";

    private async Task<PageForm[]> FormsAsync()
    {
        List<PageForm> forms = [];
        HttpClient owner = await this.AsAsync(AccountRole.Owner);
        foreach (string page in Pages)
        {
            using HttpResponseMessage response = await owner.GetAsync(page);
            if (response.IsSuccessStatusCode) forms.AddRange(PageForm.Of(await response.Content.ReadAsStringAsync(), page.Split('?')[0]));
        }
        foreach (string step in new[] { "/understood", "/interview", "/results", "/plan" })
            forms.AddRange(PageForm.Of(await Http.PostFormAsync(step, ("text", "my heel hurts in the morning"), ("symptom", "heel_pain"), ("age", "40")), step));
        return [.. forms.Where(f => f.Posts).DistinctBy(f => $"{f.Action} {string.Join(' ', f.Fields.Select(p => p.Key))}")];
    }

    [GeneratedRegex("name=\"form-token\" value=\"([^\"]+)\"")]
    private static partial Regex FormToken();

    private sealed class ErrorsOnly(ConcurrentQueue<string> errors) : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel)) errors.Enqueue($"{formatter(state, exception)} {exception}");
        }

        public void Dispose()
        {
        }
    }
}
