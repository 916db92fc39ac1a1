using System.Security.Claims;
using System.Security.Cryptography;
using BackCare.FunctionalTests.Hosting;
using BackCare.Web.Api;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace BackCare.FunctionalTests.Api;

/// <summary>The middleware of repeated writes on the site's own ledger, with an endpoint of the site that is marked for it.</summary>
public sealed class IdempotentWritesTests(BackCareSite site)
{
    private int writes;

    [Fact]
    public async Task A_write_whose_caller_drops_the_line_runs_to_its_end_and_its_whole_answer_is_given_to_the_second_request()
    {
        using var line = new CancellationTokenSource();
        string key = RandomNumberGenerator.GetHexString(32);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => SendAsync(key, line));

        DefaultHttpContext second = await SendAsync(key, null);

        Assert.Equal(1, writes);
        Assert.Equal((200, "true"), (second.Response.StatusCode, second.Response.Headers[IdempotentWrites.ReplayedHeader].ToString()));
        second.Response.Body.Position = 0;
        Assert.Equal("""{"written":1}""", await new StreamReader(second.Response.Body).ReadToEndAsync(TestContext.Current.CancellationToken));
    }

    private async Task<DefaultHttpContext> SendAsync(string key, CancellationTokenSource? line)
    {
        Endpoint marked = site.Services.GetRequiredService<EndpointDataSource>().Endpoints.Single(e => e.Metadata.GetMetadata<IEndpointNameMetadata>()?.EndpointName == "CreateProduct");
        await using AsyncServiceScope scope = site.Services.CreateAsyncScope();
        var context = new DefaultHttpContext
        {
            RequestServices = scope.ServiceProvider,
            User = new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, "anna")], "test")),
        };
        (context.Request.Method, context.Request.Path) = ("POST", "/v1/admin/products");
        context.Request.Headers[IdempotentWrites.Header] = key;
        context.Response.Body = new MemoryStream();
        context.RequestAborted = line?.Token ?? CancellationToken.None;
        context.SetEndpoint(marked);
        var app = new ApplicationBuilder(site.Services);
        app.UseIdempotentWrites();
        app.Run(async running =>
        {
            // The line is cut in the middle of the write, before it looks whether it should go on.
            if (line is not null)
                await line.CancelAsync();
            running.RequestAborted.ThrowIfCancellationRequested();
            writes++;
            await running.Response.WriteAsync($$"""{"written":{{writes}}}""", running.RequestAborted);
        });
        await app.Build()(context);
        return context;
    }
}
