using System.Net;
using System.Text;
using BackCare.App.Accounts;
using BackCare.FunctionalTests.Hosting;

namespace BackCare.FunctionalTests.Security;

/// <summary>Forms that cannot be read: the sender is told, and nothing breaks.</summary>
public class FormFaultTests(BackCareSite site)
{
    private const string Part = "--edge\r\nContent-Disposition: form-data; name=\"text\"\r\n\r\nsore heel";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("multipart/form-data; boundary=edge", Part, HttpStatusCode.BadRequest)]
    [InlineData("multipart/form-data", Part, HttpStatusCode.BadRequest)]
    [InlineData("multipart/form-data; boundary=", Part, HttpStatusCode.BadRequest)]
    [InlineData("multipart/form-data; boundary=edge", Part + "\r\n--edge--\r\n", HttpStatusCode.OK)]
    [InlineData("application/x-www-form-urlencoded", "text=%&%=%zz&%00", HttpStatusCode.BadRequest)]
    public async Task A_broken_form_of_an_open_page_is_a_bad_request(string type, string body, HttpStatusCode expected)
    {
        using HttpResponseMessage response = await SendAsync(site.Http, "/understood", type, body);

        Assert.Equal(expected, response.StatusCode);
        Assert.Equal("text/html", response.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task A_form_with_too_long_a_key_or_too_many_values_is_too_large()
    {
        using HttpResponseMessage key = await SendAsync(site.Http, "/understood", "application/x-www-form-urlencoded", new string('k', 200) + "=1");
        using HttpResponseMessage many = await SendAsync(site.Http, "/understood", "application/x-www-form-urlencoded", string.Join('&', Enumerable.Repeat("a=1", 3_000)));

        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, HttpStatusCode.RequestEntityTooLarge), (key.StatusCode, many.StatusCode));
    }

    [Theory]
    [InlineData("/admin/keys")]
    [InlineData("/admin/imports")]
    public async Task A_broken_form_behind_a_policy_is_one_too(string address)
    {
        using HttpResponseMessage response = await SendAsync(await site.AsAsync(AccountRole.Owner), address, "multipart/form-data; boundary=edge", Part);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task The_API_tells_it_as_a_problem()
    {
        using HttpResponseMessage response = await SendAsync(await site.WithKeyAsync(ApiKeyScope.Admin), "/v1/admin/products:import", "multipart/form-data; boundary=edge", Part);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("malformed_form", (await response.ProblemAsync()).Text("code"));
    }

    private static async Task<HttpResponseMessage> SendAsync(HttpClient http, string address, string type, string body)
    {
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        content.Headers.TryAddWithoutValidation("Content-Type", type);
        return await http.PostAsync(address, content, Cancelled);
    }
}
