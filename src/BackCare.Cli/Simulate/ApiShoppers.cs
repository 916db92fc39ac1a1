using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using BackCare.App.Learn;
using BackCare.App.Messaging;
using BackCare.App.Recommend;
using BackCare.App.Serving;
using BackCare.Domain.Catalog;
using BackCare.Domain.Learn;
using BackCare.Domain.Learn.Simulation;
using BackCare.Domain.Recommend;

namespace BackCare.Cli.Simulate;

/// <summary>Simulated shoppers who come through a host's public API, one after the other, now. The host tells them from real ones by their visitor ids.</summary>
/// <remarks>What they like is worked out from this command's own database; a host with another catalogue shows them products that they then pass over.</remarks>
internal sealed class ApiShoppers(HttpClient http, Shelf shelf, SimulateShoppers.Command command, TextWriter error)
{
    private const int MostEvents = 1_000;

    private readonly List<JsonNode> waiting = [];
    private int lists;
    private long events;
    private readonly SortedSet<string> rankers = new(StringComparer.Ordinal);

    public static async Task<SimulateShoppers.Response> RunAsync(
        Shop shop, Uri url, SimulateShoppers.Command command, TextWriter error, CancellationToken cancellationToken)
    {
        using var http = new HttpClient { BaseAddress = url };
        Shelf shelf = shop.Get<ShelfHost>().Current ?? throw new RefusedException(ShelfHost.NotReady.Reason);
        try
        {
            return await new ApiShoppers(http, shelf, command, error).RunAsync(cancellationToken);
        }
        catch (HttpRequestException fault)
        {
            throw new RefusedException($"{url} does not answer ({fault.HttpRequestError}); start a host there, or leave --url out to write to the database.");
        }
    }

    private async Task<SimulateShoppers.Response> RunAsync(CancellationToken cancellationToken)
    {
        var options = new SimulationOptions
        {
            Sessions = command.Sessions,
            Seed = (ulong)command.Seed,
            UntilUtc = TimeProvider.System.GetUtcNow().UtcDateTime,
            Days = command.Days,
            ExaminationPower = command.ExaminationPower,
            ColdShare = 0,
        };
        var behaviour = new SimulatedBehaviour(new Truth(shelf, options), options);
        foreach (SimulatedVisit planned in new SimulatedVisits(shelf.Knowledge, options).All())
        {
            SimulatedVisit visit = planned with { StartedUtc = TimeProvider.System.GetUtcNow().UtcDateTime };
            await VisitAsync(visit, behaviour, cancellationToken);
            if (waiting.Count >= MostEvents / 2)
                await SendEventsAsync(cancellationToken);
            command.Progress?.Report(new SimulateShoppers.Progress(visit.Index + 1, events));
        }

        await SendEventsAsync(cancellationToken);
        return new SimulateShoppers.Response(command.Sessions, lists, events, rankers.Count == 0 ? "nothing" : string.Join(" and ", rankers));
    }

    private async Task VisitAsync(SimulatedVisit visit, SimulatedBehaviour behaviour, CancellationToken cancellationToken)
    {
        string body = JsonSerializer.Serialize(Form(visit), BackCareJson.Default.RecommendationsQuery);
        GetRecommendations.Response answer = JsonSerializer.Deserialize(
            await PostAsync("v1/recommendations", body, cancellationToken), BackCareJson.Default.RecommendationsResponse)!;
        Product[] shown = [.. answer.Products.Select(p => shelf.Products.GetValueOrDefault(p.ProductId)).OfType<Product>()];
        if (shown.Length == 0 || shown.Length < answer.Products.Count)
            return;
        lists++;
        rankers.Add($"{answer.Model.Name} {answer.Model.Version}");
        foreach (IGrouping<string, Interaction> one in behaviour.On(visit, answer.RecommendationId, shown).GroupBy(i => i.EventId, StringComparer.Ordinal))
        {
            waiting.Add(Event(visit, [.. one]));
            events += one.Count();
        }
    }

    private async Task SendEventsAsync(CancellationToken cancellationToken)
    {
        foreach (JsonNode[] batch in waiting.Chunk(MostEvents))
            await PostAsync("v1/events", new JsonObject { ["events"] = new JsonArray(batch) }.ToJsonString(), cancellationToken);
        waiting.Clear();
    }

    /// <summary>Posts, waiting as long as the host's rate limit asks for; any other refusal ends the command.</summary>
    private async Task<string> PostAsync(string path, string json, CancellationToken cancellationToken)
    {
        while (true)
        {
            using var content = new StringContent(json, System.Text.Encoding.UTF8, "application/json");
            using HttpResponseMessage answer = await http.PostAsync(new Uri(path, UriKind.Relative), content, cancellationToken);
            string text = await answer.Content.ReadAsStringAsync(cancellationToken);
            if (answer.IsSuccessStatusCode)
                return text;
            if (answer.StatusCode != HttpStatusCode.TooManyRequests)
                throw new RefusedException($"The host answered {(int)answer.StatusCode} to {path}: {text}");
            TimeSpan wait = answer.Headers.RetryAfter?.Delta ?? TimeSpan.FromSeconds(1);
            await error.WriteLineAsync($"The host limits requests; waiting {wait.TotalSeconds:0} s (set RateLimit__Enabled=false on a test host).");
            await Task.Delay(wait, cancellationToken);
        }
    }

    private static GetRecommendations.Query Form(SimulatedVisit visit) => new()
    {
        Text = visit.Report.Text,
        Symptoms = visit.Report.Symptoms,
        Qualifiers = visit.Report.Qualifiers,
        DeniedQualifiers = visit.Report.DeniedQualifiers,
        Answers = [.. visit.Report.Answers.Select(a => new AnswerForm(a.RedFlagId, a.Value == Domain.Symptoms.AnswerValue.Yes ? "yes" : "no"))],
        Context = new ContextForm
        {
            Severity = visit.Report.Context.Severity,
            DurationDays = visit.Report.Context.DurationDays,
            Activity = visit.Report.Context.Activity,
            ShoeSizeEu = visit.Report.Context.ShoeSizeEu,
            WeightKg = visit.Report.Context.WeightKg,
            Age = visit.Report.Context.Age,
        },
        VisitorId = visit.Shopper.VisitorId,
        SessionId = visit.SessionId,
        Consent = new ConsentForm("simulated", visit.StartedUtc),
        Limit = 10,
    };

    private static JsonObject Event(SimulatedVisit visit, IReadOnlyList<Interaction> items) => new()
    {
        ["id"] = items[0].EventId,
        ["name"] = items[0].Kind switch
        {
            InteractionKind.Impression => "view_item_list",
            InteractionKind.Click => "select_item",
            InteractionKind.View => "view_item",
            InteractionKind.AddToCart => "add_to_cart",
            InteractionKind.RemoveFromCart => "remove_from_cart",
            InteractionKind.Purchase => "purchase",
            _ => "dismiss",
        },
        ["recommendationId"] = items[0].ListId,
        // What takes a simulated shopper a minute takes the simulator none, so every event carries the moment of the visit.
        ["timestampUtc"] = visit.StartedUtc,
        ["visitorId"] = visit.Shopper.VisitorId,
        ["sessionId"] = visit.SessionId,
        ["dwellMs"] = items[0].DwellMs,
        ["items"] = new JsonArray([.. items.Select(i => new JsonObject { ["item_id"] = i.ProductId, ["index"] = i.Position, ["quantity"] = i.Quantity, ["price"] = i.PriceMinor / 100m })]),
    };
}
