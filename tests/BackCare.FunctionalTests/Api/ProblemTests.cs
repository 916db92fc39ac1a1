using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using BackCare.FunctionalTests.Hosting;

namespace BackCare.FunctionalTests.Api;

public class ProblemTests(BackCareSite site)
{
    private const string Secret = "zebra-canary-ache";

    [Fact]
    public async Task An_unknown_field_is_refused_by_its_path()
    {
        JsonObject problem = await RefusedAsync("""{ "text": "sore heel", "context": { "shoeSize": 42 } }""", HttpStatusCode.BadRequest);

        Assert.Equal("unknown_field", problem.Text("code"));
        Assert.Equal("$.context.shoeSize", problem.Text("path"));
    }

    [Fact]
    public async Task A_field_given_twice_is_refused()
    {
        JsonObject problem = await RefusedAsync("""{ "text": "a", "text": "b" }""", HttpStatusCode.BadRequest);

        Assert.Equal("duplicate_field", problem.Text("code"));
    }

    [Fact]
    public async Task A_value_of_the_wrong_type_is_refused_by_its_path()
    {
        JsonObject problem = await RefusedAsync("""{ "context": { "age": "forty" } }""", HttpStatusCode.BadRequest);

        Assert.Equal("wrong_type", problem.Text("code"));
        Assert.Equal("$.context.age", problem.Text("path"));
    }

    [Fact]
    public async Task Malformed_json_is_refused_with_line_and_position_and_never_repeated()
    {
        JsonObject problem = await RefusedAsync("{ \"text\":\n \"" + Secret + "\" " + Secret + " }", HttpStatusCode.BadRequest);

        Assert.Equal("malformed_json", problem.Text("code"));
        Assert.Equal("2", problem.Text("line"));
        Assert.Equal("22", problem.Text("position"));
        Assert.DoesNotContain("zebra", problem.ToJsonString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{} {}")]
    public async Task A_body_that_is_no_single_object_is_refused(string body) => await RefusedAsync(body, HttpStatusCode.BadRequest);

    [Fact]
    public async Task A_text_over_2000_characters_is_refused_and_one_of_2000_is_not()
    {
        JsonObject problem = await RefusedAsync($$"""{ "text": "{{new string('a', 2_001)}}" }""", HttpStatusCode.BadRequest);
        using HttpResponseMessage longest = await site.Http.PostJsonAsync("/v1/recommendations", $$"""{ "text": "{{new string('a', 2_000)}}" }""");

        Assert.Equal("invalid_values", problem.Text("code"));
        Assert.Equal("$.text", problem["errors"]![0]!.Text("path"));
        Assert.Equal(HttpStatusCode.OK, longest.StatusCode);
    }

    [Fact]
    public async Task A_body_over_the_limit_is_413_whether_its_length_is_told_or_not()
    {
        using HttpResponseMessage told = await SendLargeAsync(chunked: false);
        using HttpResponseMessage untold = await SendLargeAsync(chunked: true);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, told.StatusCode);
        Assert.Equal("body_too_large", (await told.ProblemAsync()).Text("code"));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, untold.StatusCode);
        Assert.Equal("body_too_large", (await untold.ProblemAsync()).Text("code"));
    }

    [Fact]
    public async Task A_wrong_content_type_is_415()
    {
        using HttpResponseMessage response = await site.Http.PostJsonAsync("/v1/recommendations", "{}", "text/plain");

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, response.StatusCode);
        Assert.Equal("unsupported_media_type", (await response.ProblemAsync()).Text("code"));
    }

    [Fact]
    public async Task An_unknown_id_is_refused_with_its_place()
    {
        JsonObject problem = await RefusedAsync("""{ "symptoms": ["heel_pain_first_stepp"] }""", HttpStatusCode.BadRequest);

        Assert.Equal("invalid_values", problem.Text("code"));
        Assert.Equal("$.symptoms[0]", problem["errors"]![0]!.Text("path"));
        Assert.Contains("heel_pain_first_step", problem["errors"]![0]!.Text("problem"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GET", "/v1/nothing", HttpStatusCode.NotFound, "not_found")]
    [InlineData("GET", "/v1/products/no_such_product", HttpStatusCode.NotFound, "not_found")]
    [InlineData("DELETE", "/v1/products", HttpStatusCode.MethodNotAllowed, "method_not_allowed")]
    [InlineData("GET", "/v1/recommendations", HttpStatusCode.MethodNotAllowed, "method_not_allowed")]
    [InlineData("GET", "/v1/products?page=first", HttpStatusCode.BadRequest, "bad_request")]
    [InlineData("GET", "/v1/products?pageSize=100000", HttpStatusCode.BadRequest, "invalid_values")]
    public async Task Every_error_is_a_problem_with_code_and_request_id(string method, string address, HttpStatusCode status, string code)
    {
        using HttpResponseMessage response = await site.Http.SendAsync(new HttpRequestMessage(new HttpMethod(method), address));
        JsonObject problem = await response.ProblemAsync();

        Assert.Equal(status, response.StatusCode);
        Assert.Equal(code, problem.Text("code"));
        Assert.Equal($"urn:backcare:problem:{code}", problem.Text("type"));
        Assert.Equal((int)status, (int)problem["status"]!);
        Assert.False(string.IsNullOrEmpty(problem.Text("requestId")));
        Assert.True(response.Headers.CacheControl?.NoStore);
    }

    private Task<HttpResponseMessage> SendLargeAsync(bool chunked)
    {
        byte[] large = Encoding.UTF8.GetBytes($$"""{ "text": "{{new string('a', 70_000)}}" }""");
        return site.Http.SendAsync(new HttpRequestMessage(HttpMethod.Post, "/v1/recommendations")
        {
            Content = new StreamContent(new MemoryStream(large)) { Headers = { { "Content-Type", "application/json" } } },
            // The client waits for a first word before it sends the body; a server that closes on a client still sending may cut its own answer off.
            Headers = { TransferEncodingChunked = chunked, ExpectContinue = true },
        });
    }

    private async Task<JsonObject> RefusedAsync(string body, HttpStatusCode status)
    {
        using HttpResponseMessage response = await site.Http.PostJsonAsync("/v1/recommendations", body);
        JsonObject problem = await response.ProblemAsync();
        Assert.Equal(status, response.StatusCode);
        Assert.False(string.IsNullOrEmpty(problem.Text("requestId")));
        return problem;
    }
}
