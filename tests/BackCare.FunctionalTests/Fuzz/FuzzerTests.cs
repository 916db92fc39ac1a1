using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace BackCare.FunctionalTests.Fuzz;

/// <summary>The fuzzer itself: that it sees what is wrong, and makes it small.</summary>
public class FuzzerTests
{
    private static readonly Dictionary<string, string> Locked = new(StringComparer.Ordinal) { ["content-security-policy"] = "default-src 'none'" };

    [Theory]
    [InlineData(500, "text/html", "", "status 500")]
    [InlineData(0, null, "", "hang: no answer in time")]
    [InlineData(404, "text/html", "", "status 404 of the API as text/html, not as a problem")]
    [InlineData(400, "application/problem+json", "{\"code\":\"x\"}", "a problem without code or request id")]
    [InlineData(200, "text/html", "<p><fuzz-tag onmouseover=fuzz()></p>", "a page shows what was sent as markup")]
    [InlineData(200, "application/json", "{\"a\":\"hunter2 is it\"}", "the answer holds a secret (hunter…)")]
    [InlineData(200, "application/json", "System.InvalidOperationException", "the answer tells of the program's innards: 'System.InvalidOperationException'")]
    [InlineData(200, "application/json", "   at BackCare.Web", "the answer tells of the program's innards: '   at BackCare.'")]
    [InlineData(200, "application/json", "SQLite Error 19: 'UNIQUE", "the answer tells of the program's innards: 'SQLite Error'")]
    [InlineData(200, "application/json", "{\"fine\":true}", null)]
    [InlineData(404, "application/problem+json", "{\"code\":\"not_found\",\"requestId\":\"1\"}", null)]
    public void An_answer_that_must_not_be_is_seen(int status, string? type, string body, string? fault) =>
        Assert.Equal(fault, new Verdict(["hunter2"]).Fault(Request("/v1/x", "{}"), new FuzzAnswer(status, type, Locked, body)));

    [Fact]
    public void What_an_answer_merely_repeats_is_no_leak() =>
        Assert.Null(new Verdict(["hunter2"]).Fault(Request("/v1/x", "hunter2"), new FuzzAnswer(200, "application/json", Locked, "hunter2")));

    [Theory]
    [InlineData("//evil.example")]
    [InlineData("https://evil.example/x")]
    public void A_redirect_to_a_foreign_host_is_seen(string location) => Assert.Equal(
        $"a redirect leads to {location}", new Verdict([]).Fault(Request("/accounts/sign-in", ""), new FuzzAnswer(302, null, new Dictionary<string, string>(Locked) { ["location"] = location }, "")));

    [Fact]
    public void A_failing_request_is_made_as_small_as_it_can_be()
    {
        FuzzRequest failing = Request("/v1/x?a=1&b=2", """{"keep":{"boom":1,"b":[1,2,3]},"c":"d"}""") with { Headers = [KeyValuePair.Create("Origin", "x"), KeyValuePair.Create("Accept", "y")] };
        while (failing.Smaller().FirstOrDefault(r => r.Text.Contains("boom", StringComparison.Ordinal)) is { } smaller && smaller.Text.Length < failing.Text.Length) failing = smaller;

        Assert.Empty(failing.Headers);
        Assert.Equal("/v1/x", failing.Target);
        Assert.InRange(failing.Body!.Length, 4, 12);
        Assert.Contains("curl -i --path-as-is -X POST $'http://localhost/v1/x'", failing.ToCurl("http://localhost"), StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_number_of_the_same_seed_is_the_same_request()
    {
        Arbitrary<FuzzRequest> any = Arb.From(HostileValues.Text.Select(text => Request("/", text)));
        Fuzzer one = new(any, _ => null!, new Verdict([]), 7), other = new(any, _ => null!, new Verdict([]), 7);

        Assert.All(Enumerable.Range(0, 50), n => Assert.Equal(one.Number(n).Body, other.Number(n).Body));
        Assert.True(Enumerable.Range(0, 50).Select(n => Convert.ToHexString(one.Number(n).Body!)).Distinct().Count() > 25);
    }

    private static FuzzRequest Request(string target, string body) => new(FuzzCaller.Nobody, "POST /v1/x", "POST", target, [], "application/json", Encoding.UTF8.GetBytes(body));
}
