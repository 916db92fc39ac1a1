using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using BackCare.App.Accounts;
using BackCare.FunctionalTests.Hosting;

namespace BackCare.FunctionalTests.Api;

/// <summary>docs/api.md does what it says: every curl line is sent, in order, and answers the status in its comment.</summary>
public sealed partial class ApiPageTests(ApiPageTests.OwnSite site) : IClassFixture<ApiPageTests.OwnSite>
{
    [Fact]
    public async Task Every_example_answers_as_the_page_says()
    {
        CreateApiKey.Response key = await site.AskAsync(new CreateApiKey.Command("docs", ApiKeyScope.Admin, [], Actor.Console));
        var values = new Dictionary<string, string>(StringComparer.Ordinal) { ["SHOP"] = site.Address, ["KEY"] = key.Key };
        List<string> wrong = [];
        int sent = 0;
        foreach (string line in Lines())
        {
            Match example = Example().Match(line);
            Assert.True(example.Success, $"No curl line with a status: {line}");
            string[] words = Words(example.Groups["curl"].Value, values);
            using HttpRequestMessage request = Request(words);
            using HttpResponseMessage answer = await site.Http.SendAsync(request, TestContext.Current.CancellationToken);
            string body = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            sent++;
            if ((int)answer.StatusCode != int.Parse(example.Groups["status"].Value, System.Globalization.CultureInfo.InvariantCulture))
                wrong.Add($"{line.Trim()} → {(int)answer.StatusCode} {body[..Math.Min(300, body.Length)]}");
            else if (example.Groups["name"].Success)
                values[example.Groups["name"].Value] = JsonNode.Parse(body)![example.Groups["field"].Value]!.ToString();
        }

        Assert.True(wrong.Count == 0, string.Join(Environment.NewLine, wrong));
        Assert.True(sent > 40, "The page has examples.");
    }

    private static IEnumerable<string> Lines()
    {
        string page = File.ReadAllText(Path.Combine(Root(), "docs", "api.md"));
        return Block().Matches(page).SelectMany(block => block.Groups[1].Value.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    private static string Root()
    {
        DirectoryInfo folder = new(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "BackCare.sln"))) folder = folder.Parent!;
        return folder.FullName;
    }

    /// <summary>What a shell makes of a command: double quotes fill variables in, single quotes do not.</summary>
    private static string[] Words(string command, Dictionary<string, string> values) => [.. Word().Matches(command).Select(word =>
        word.Groups["single"].Success ? word.Groups["single"].Value
        : word.Groups["double"].Success ? Variable().Replace(word.Groups["double"].Value, v => values[v.Groups[1].Value]).Replace("\\\"", "\"", StringComparison.Ordinal)
        : word.Value)];

    private static HttpRequestMessage Request(string[] words)
    {
        var request = new HttpRequestMessage();
        MediaTypeHeaderValue? type = null;
        for (int i = 1; i < words.Length; i++)
        {
            switch (words[i])
            {
                case "-X": request.Method = new HttpMethod(words[++i]); break;
                case "-d": request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(words[++i])); break;
                case "-H":
                    string[] header = words[++i].Split(": ", 2);
                    if (header[0] == "Content-Type") type = MediaTypeHeaderValue.Parse(header[1]);
                    else Assert.True(request.Headers.TryAddWithoutValidation(header[0], header[1]));
                    break;
                default: request.RequestUri = new Uri(words[i]); break;
            }
        }
        if (request.Content is not null) request.Content.Headers.ContentType = type;
        return request;
    }

    [GeneratedRegex(@"^(?:(?<name>\w+)=\$\()?(?<curl>curl .+?)(?: \| jq -r \.(?<field>\w+)\))?\s+# (?<status>\d{3})$", RegexOptions.CultureInvariant)]
    private static partial Regex Example();

    [GeneratedRegex("^```sh\n(.*?)^```$", RegexOptions.CultureInvariant | RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex(@"'(?<single>[^']*)'|""(?<double>(?:\\""|[^""])*)""|\S+", RegexOptions.CultureInvariant)]
    private static partial Regex Word();

    [GeneratedRegex(@"\$([A-Z]+)", RegexOptions.CultureInvariant)]
    private static partial Regex Variable();

    /// <summary>A site that nobody else changes.</summary>
    public sealed class OwnSite : BackCareSite;
}
