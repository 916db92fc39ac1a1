using System.CommandLine;
using System.Net;
using System.Text.Json;

namespace BackCare.Cli.Health;

/// <summary><c>backcare health</c>: asks a host whether it is ready; what containers without curl check themselves with.</summary>
internal static class HealthCommand
{
    public static Command Build()
    {
        Argument<string> address = new("address")
        {
            DefaultValueFactory = _ => "http://localhost:8080",
            Description = "Where the host is, such as http://localhost:5080.",
        };
        Option<int> timeout = NumberOption.Whole("--timeout", 3, 1, "Seconds to wait for an answer.");
        Command command = new("health", """
            Ask a host whether it is ready (/health/ready), and print what it says. Exits with 0 when requests may be sent to it, also while it is degraded, else with 1.

            Example:
              backcare health http://localhost:5080
            """)
        { address, timeout };
        command.SetAction((parsed, cancellationToken) => RunAsync(
            parsed.GetValue(address)!, TimeSpan.FromSeconds(parsed.GetValue(timeout)), parsed.InvocationConfiguration.Output, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(string address, TimeSpan timeout, TextWriter output, CancellationToken cancellationToken)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out Uri? host) || host.Scheme is not ("http" or "https"))
            throw new RefusedException($"'{address}' is no address of a host: write one such as http://localhost:8080.");
        using HttpClient http = new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false }) { Timeout = timeout };
        try
        {
            using HttpResponseMessage answer = await http.GetAsync(new Uri(host, "/health/ready"), cancellationToken);
            await output.WriteLineAsync(Said(answer.StatusCode, await answer.Content.ReadAsStringAsync(cancellationToken)));
            return answer.IsSuccessStatusCode ? Root.Done : Root.Refused;
        }
        catch (HttpRequestException fault)
        {
            throw new RefusedException($"{host} does not answer: {fault.Message}");
        }
        catch (TaskCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new RefusedException($"{host} did not answer within {timeout.TotalSeconds:0} s.");
        }
    }

    /// <summary>Status and reasons; whoever else answers there is told by its code.</summary>
    private static string Said(HttpStatusCode code, string body)
    {
        try
        {
            using JsonDocument said = JsonDocument.Parse(body);
            return string.Join('\n', [said.RootElement.GetProperty("status").GetString(), .. said.RootElement.GetProperty("reasons").EnumerateArray().Select(reason => reason.GetString())]);
        }
        catch (Exception fault) when (fault is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return $"What answers there is no BackCare host: {(int)code}.";
        }
    }
}
