using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace BackCare.Benchmarks.Http;

/// <summary><c>http-bare</c>, started by <c>http</c>: the least a Kestrel endpoint can do, which is to read the posted body and answer stored bytes.</summary>
internal static class BareServer
{
    internal static int Run(Arguments arguments)
    {
        byte[][] answers = [.. Directory.GetFiles(arguments.Required("answers")).Order(StringComparer.Ordinal).Select(File.ReadAllBytes)];
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(server => server.AddServerHeader = false)
            .UseUrls(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{arguments.Number("port", 0)}"));
        WebApplication app = builder.Build();
        app.Map("/{index:int}", async (int index, HttpContext context) =>
        {
            await context.Request.Body.CopyToAsync(Stream.Null, context.RequestAborted);
            context.Response.ContentType = "application/json; charset=utf-8";
            context.Response.ContentLength = answers[index].Length;
            await context.Response.Body.WriteAsync(answers[index], context.RequestAborted);
        });
        app.Run();
        return 0;
    }
}
