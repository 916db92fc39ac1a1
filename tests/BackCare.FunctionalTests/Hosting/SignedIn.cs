using System.Collections.Concurrent;
using System.Net;
using System.Text.RegularExpressions;
using BackCare.App.Accounts;
using BackCare.App.Messaging;
using MediatR;
using Microsoft.Extensions.DependencyInjection;

namespace BackCare.FunctionalTests.Hosting;

/// <summary>Clients that are somebody: a role that signed in through the sign-in page, or an API key.</summary>
/// <example><code>
/// HttpClient analyst = await site.AsAsync(AccountRole.Analyst);
/// HttpResponseMessage response = await analyst.PostPageAsync("/analyst/runs", "/analyst/runs/start", ("trainer", "managed"));
/// HttpClient program = await site.WithKeyAsync(ApiKeyScope.Admin);
/// </code></example>
internal static partial class SignedIn
{
    public const string Password = "a long road with no bends";

    /// <summary>The header that a script of the pages sends along with what it changes through the API.</summary>
    public const string OwnScript = "X-BackCare-Request";

    private static readonly ConcurrentDictionary<(BackCareSite, AccountRole), Task<HttpClient>> Sessions = new();

    private static readonly ConcurrentDictionary<(BackCareSite, ApiKeyScope), Task<HttpClient>> Keys = new();

    public static string EmailOf(AccountRole role) => $"{role.ToString().ToLowerInvariant()}@example.org";

    /// <summary>A client with a session of that role, one per site and role; it follows no redirect.</summary>
    public static Task<HttpClient> AsAsync(this BackCareSite site, AccountRole role) =>
        Sessions.GetOrAdd((site, role), static async key =>
        {
            await key.Item1.MakeAccountAsync(key.Item2);
            return await key.Item1.SignInAsync(EmailOf(key.Item2), Password);
        });

    /// <summary>A client that sends a key of that scope, one per site and scope.</summary>
    public static Task<HttpClient> WithKeyAsync(this BackCareSite site, ApiKeyScope scope) =>
        Keys.GetOrAdd((site, scope), static async key =>
        {
            string[] origins = key.Item2 == ApiKeyScope.Public ? ["https://shop.example"] : [];
            CreateApiKey.Response made = await key.Item1.AskAsync(new CreateApiKey.Command("tests", key.Item2, origins, Actor.Console));
            HttpClient client = key.Item1.Browse();
            client.DefaultRequestHeaders.Authorization = new("Bearer", made.Key);
            return client;
        });

    /// <summary>A client that sends a new key with these scopes.</summary>
    public static async Task<HttpClient> WithScopesAsync(this BackCareSite site, IReadOnlyList<string> scopes)
    {
        CreateApiKey.Response made = await site.AskAsync(new CreateApiKey.Command("tests", ApiKeyScope.Admin, [], Actor.Console, new KeyTerms(scopes)));
        HttpClient client = site.Browse();
        client.DefaultRequestHeaders.Authorization = new("Bearer", made.Key);
        return client;
    }

    /// <summary>An account of that role with <see cref="Password"/>; a second call finds it.</summary>
    public static async Task MakeAccountAsync(this BackCareSite site, AccountRole role)
    {
        Answer<CreateAccount.Response> made = await site.SendAsync(new CreateAccount.Command(EmailOf(role), role, Actor.Console, Password));
        Assert.True(made.Refusal is null || (made.Refusal.Fields.Count > 0 && made.Refusal.Fields.All(f => f.Path == "email")), made.Refusal?.Reason);
    }

    /// <summary>A client with cookies of its own, signed in through the page.</summary>
    public static async Task<HttpClient> SignInAsync(this BackCareSite site, string email, string password)
    {
        HttpClient client = site.BrowseWithCookies();
        using HttpResponseMessage response = await client.PostPageAsync("/accounts/sign-in", "/accounts/sign-in", ("email", email), ("password", password));
        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        return client;
    }

    /// <summary>A client that keeps cookies and follows no redirect.</summary>
    public static HttpClient BrowseWithCookies(this BackCareSite site) =>
        new(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() }) { BaseAddress = new Uri(site.Address) };

    /// <summary>Opens a page, takes its form token and posts the fields with it, as a browser would.</summary>
    public static async Task<HttpResponseMessage> PostPageAsync(this HttpClient client, string page, string address, params (string Name, string Value)[] fields)
    {
        using HttpResponseMessage opened = await client.GetAsync(page);
        string html = await opened.Content.ReadAsStringAsync();
        Assert.True(opened.IsSuccessStatusCode, $"{page} answered {opened.StatusCode}.");
        Match token = FormToken().Match(html);
        Assert.True(token.Success, $"{page} has no form token.");
        using var form = new FormUrlEncodedContent(
            [KeyValuePair.Create("form-token", WebUtility.HtmlDecode(token.Groups[1].Value)), .. fields.Select(f => KeyValuePair.Create(f.Name, f.Value))]);
        return await client.PostAsync(address, form);
    }

    /// <summary>Sends one request to a use case of the running host.</summary>
    public static async Task<Answer<T>> SendAsync<T>(this BackCareSite site, IRequest<Answer<T>> request)
        where T : notnull
    {
        await using AsyncServiceScope scope = site.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<IMediator>().Send(request);
    }

    /// <summary>The same for a request that must not be refused.</summary>
    public static async Task<T> AskAsync<T>(this BackCareSite site, IRequest<Answer<T>> request)
        where T : notnull
    {
        Answer<T> answer = await site.SendAsync(request);
        Assert.Null(answer.Refusal);
        return answer.Value;
    }

    [GeneratedRegex("name=\"form-token\" value=\"([^\"]+)\"")]
    private static partial Regex FormToken();
}
