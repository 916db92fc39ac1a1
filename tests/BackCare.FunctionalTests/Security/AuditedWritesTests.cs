using System.Net;
using System.Text;
using BackCare.App.Accounts;
using BackCare.FunctionalTests.Hosting;
using BackCare.Web.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;

namespace BackCare.FunctionalTests.Security;

/// <summary>Every write leaves an entry in the audit trail: who, what, on what, when, result, request. What leaves none says here why.</summary>
public sealed class AuditedWritesTests(AuditedWritesTests.OwnSite site) : IClassFixture<AuditedWritesTests.OwnSite>
{
    private const string Answers = "answers and keeps nothing, or with consent the list in the journal", InCookie = "lies in the browser's own cookie", OfShopper = "a shopper's own, kept beside what it is of; who moderates it stands in the trail",
        Journal = "stands in the journal, event by event", Privacy = "at the shopper's own wish: the receipt is the record, and an entry would name who was to be forgotten", Own = "writes its entry itself, by name";

    /// <summary>Open endpoints that are posted to, with the reason why the trail does not cover them.</summary>
    private static readonly Dictionary<string, string> Open = new(StringComparer.Ordinal)
    {
        ["POST /"] = Answers,
        ["POST /understood"] = Answers,
        ["POST /interview"] = Answers,
        ["POST /results"] = Answers,
        ["POST /compare"] = Answers,
        ["POST /plan"] = Answers,
        ["POST /plan/calendar"] = Answers,
        ["POST /products"] = Answers,
        ["POST /v1/recommendations"] = Answers,
        ["POST /v1/interview"] = Answers,
        ["POST /v1/rank"] = Answers,
        ["POST /v1/basket/complements"] = Answers,
        ["POST /v1/products/search"] = Answers,
        ["POST /plan/keep"] = OfShopper,
        ["POST /plan/{secret:length(32)}/delete/{delete:length(32)}"] = Privacy,
        ["POST /language"] = InCookie,
        ["POST /basket"] = InCookie,
        ["POST /basket/lines"] = InCookie,
        ["POST /your-data/consent"] = InCookie,
        ["POST /your-data/withdraw"] = InCookie,
        ["POST /your-data/personalise"] = InCookie,
        ["POST /basket/order"] = Journal,
        ["POST /v1/orders"] = Journal,
        ["POST /v1/events"] = Journal,
        ["POST /reviews/write"] = OfShopper,
        ["POST /reviews/mine"] = OfShopper,
        ["POST /reviews/{id}/report"] = OfShopper,
        ["POST /v1/reviews"] = OfShopper,
        ["POST /v1/reviews/change"] = OfShopper,
        ["POST /v1/reviews/report"] = OfShopper,
        ["POST /your-data/erase"] = Privacy,
        ["DELETE /v1/me"] = Privacy,
        ["POST /accounts/sign-in"] = Own,
        ["POST /accounts/first-owner"] = Own,
        ["POST /accounts/second-step"] = Own,
        ["POST /accounts/passkeys/sign-in"] = Own,
        ["POST /accounts/passkeys/ask"] = InCookie,
    };

    /// <summary>Protected endpoints that are posted to and only look.</summary>
    private static readonly string[] Looking =
        ["POST /accounts/confirm/ask", "POST /accounts/passkeys/new", "POST /admin/knowledge/proposals/{id}/try", "POST /admin/knowledge/try", "POST /v1/admin/knowledge/try", "POST /v1/admin/rules/preview", "POST /v1/rules/preview"];

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private (string Name, string Method, RouteEndpoint Endpoint)[] Writes =>
    [
        .. from endpoint in site.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
           from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"]
           where method is not ("GET" or "HEAD")
           select ($"{method} /{endpoint.RoutePattern.RawText!.Trim('/')}", method, endpoint),
    ];

    [Fact]
    public void Every_write_is_written_down_or_says_why_not()
    {
        string[] open = [.. Writes.Where(w => w.Endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null).Select(w => w.Name).Distinct().Order(StringComparer.Ordinal)];
        string[] looking = [.. Writes.Where(w => w.Endpoint.Metadata.GetMetadata<IAllowAnonymous>() is null && !AuditedWrites.Cover(w.Endpoint, w.Method)).Select(w => w.Name).Distinct().Order(StringComparer.Ordinal)];

        Assert.Equal(Open.Keys.Order(StringComparer.Ordinal), open);
        Assert.Equal(Looking, looking);
    }

    [Fact]
    public async Task Whatever_is_sent_to_a_protected_write_stands_in_the_trail_also_when_it_is_refused()
    {
        HttpClient owner = await site.AsAsync(AccountRole.Owner);
        string token = await TokenAsync(owner);
        List<string> missing = [];
        // Signing out comes last: what follows would be nobody's.
        (string Name, string Method, RouteEndpoint Endpoint)[] covered = [.. Writes.Where(w => AuditedWrites.Cover(w.Endpoint, w.Method)).OrderBy(w => w.Name.EndsWith("/sign-out", StringComparison.Ordinal))];
        foreach ((string name, string method, RouteEndpoint endpoint) in covered)
        {
            using var message = new HttpRequestMessage(new HttpMethod(method), AddressOf(endpoint)) { Headers = { { SignedIn.OwnScript, "1" } } };
            bool api = message.RequestUri!.ToString().StartsWith("/v1/", StringComparison.Ordinal);
            message.Content = api ? new StringContent("{}", Encoding.UTF8, "application/json") : new FormUrlEncodedContent([KeyValuePair.Create("form-token", token)]);
            using HttpResponseMessage response = await owner.SendAsync(message, Cancelled);
            Assert.True((int)response.StatusCode < 500, $"{name} answered {(int)response.StatusCode}");
            // A body of another type reaches no write at all: routing sends it away.
            if (response.StatusCode == HttpStatusCode.UnsupportedMediaType) continue;
            string expected = (int)response.StatusCode >= 400 ? "Refused" : "Done";
            // It is written down when the answer is complete, which the caller may have a moment earlier.
            GetAuditTrail.Item? entry = null;
            bool told = false;
            for (int look = 0; look < 250 && !told; look++)
            {
                if (look > 0) await Task.Delay(20, Cancelled);
                entry = (await site.AskAsync(new GetAuditTrail.Query(PageSize: 1))).Items is [var newest, ..] ? newest : null;
                told = entry is { RequestId.Length: > 0 } && entry.ActorName == SignedIn.EmailOf(AccountRole.Owner) && entry.Result.ToString() == expected
                    && (entry.Action != RecordRequest.Action || entry.Target == name);
            }
            if (!told) missing.Add($"{name} answered {(int)response.StatusCode}; the newest entry is {entry}");
        }

        Assert.True(missing.Count == 0, string.Join(Environment.NewLine, missing));
        Assert.True(covered.Length > 60, $"{covered.Length} writes were tried.");
    }

    [Fact]
    public async Task Somebody_who_tries_what_is_not_theirs_is_written_down_and_a_stranger_is_not()
    {
        HttpClient shopper = await site.AsAsync(AccountRole.Shopper);
        using var forbidden = new HttpRequestMessage(HttpMethod.Delete, "/v1/admin/products/house_slant_board") { Headers = { { SignedIn.OwnScript, "1" } } };
        using HttpResponseMessage refused = await shopper.SendAsync(forbidden, Cancelled);
        using HttpResponseMessage stranger = await site.Http.DeleteAsync("/v1/admin/products/house_slant_board", Cancelled);

        GetAuditTrail.Item entry = Assert.Single((await site.AskAsync(new GetAuditTrail.Query(Target: "DELETE /v1/admin/products/{id}", Actor: "shopper@"))).Items);
        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.Unauthorized), (refused.StatusCode, stranger.StatusCode));
        Assert.Equal((AuditResult.Refused, "/v1/admin/products/house_slant_board answered 403"), (entry.Result, entry.Detail));
    }

    [Fact]
    public async Task A_deed_carries_the_id_that_its_answer_and_the_log_carry()
    {
        HttpClient program = await site.WithKeyAsync(ApiKeyScope.Admin);
        using var body = new StringContent("{}", Encoding.UTF8, "application/json");
        using HttpResponseMessage refused = await program.PostAsync("/v1/admin/rules", body, Cancelled);
        string id = (await refused.ProblemAsync()).Text("requestId")!;

        GetAuditTrail.Item entry = Assert.Single((await site.AskAsync(new GetAuditTrail.Query(RequestId: id))).Items);
        Assert.Equal(("POST /v1/admin/rules", AuditResult.Refused), (entry.Target, entry.Result));
        Assert.StartsWith("key:", entry.ActorId, StringComparison.Ordinal);
    }

    private static string AddressOf(RouteEndpoint endpoint) =>
        string.Concat("/", string.Join('/', endpoint.RoutePattern.PathSegments.Select(segment => string.Concat(segment.Parts.Select(part => part switch
        {
            RoutePatternLiteralPart literal => literal.Content,
            RoutePatternSeparatorPart separator => separator.Content,
            _ => "1",
        })))));

    private static async Task<string> TokenAsync(HttpClient client) =>
        WebUtility.HtmlDecode((await client.GetStringAsync("/accounts/password", Cancelled)).Split("name=\"form-token\" value=\"")[1].Split('"')[0]);

    /// <summary>A site whose newest entry is this test's own.</summary>
    public sealed class OwnSite : BackCareSite;
}
