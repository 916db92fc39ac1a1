using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using BackCare.App.Events;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace BackCare.Web.Api;

/// <summary>A batch of events, or the problem to answer when it cannot be read. An event that cannot be read is refused alone and does not spoil the others.</summary>
[System.Diagnostics.CodeAnalysis.SuppressMessage("Design", "CA1000", Justification = "The framework finds these members on the type by their names.")]
public sealed class PostedEvents : IEndpointParameterMetadataProvider
{
    private const string Events = "events";

    private static readonly JsonDocumentOptions Limits = new() { MaxDepth = 16 };

    private PostedEvents(IReadOnlyList<SentEvent> sent, IResult? fault) => (Sent, Fault) = (sent, fault);

    /// <summary>The events in their order.</summary>
    public IReadOnlyList<SentEvent> Sent { get; }

    /// <summary>What is wrong with the body as a whole.</summary>
    public IResult? Fault { get; }

    /// <summary>Called by the framework to fill an endpoint's parameter.</summary>
    public static async ValueTask<PostedEvents?> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        if (context.Request.ContentLength > BodyLimit.EventBytes) return new([], Problems.TooLarge(BodyLimit.EventBytes));
        JsonSerializerOptions options = context.RequestServices.GetRequiredService<IOptions<Microsoft.AspNetCore.Http.Json.JsonOptions>>().Value.SerializerOptions;
        try
        {
            using JsonDocument body = await JsonDocument.ParseAsync(context.Request.Body, Limits, context.RequestAborted);
            return Read(body.RootElement, (JsonTypeInfo<EventForm>)options.GetTypeInfo(typeof(EventForm)));
        }
        catch (JsonException fault)
        {
            return new([], BodyFaults.Malformed(fault));
        }
        catch (BadHttpRequestException fault) when (fault.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return new([], Problems.TooLarge(BodyLimit.EventBytes));
        }
    }

    /// <summary>Tells routing and the OpenAPI document what the endpoint accepts, and the server how much of it.</summary>
    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder)
    {
        builder.Metadata.Add(new AcceptsMetadata(["application/json"], typeof(RecordEvents.Body)));
        builder.Metadata.Add(new RequestSizeLimitAttribute(BodyLimit.EventBytes));
    }

    private static PostedEvents Read(JsonElement body, JsonTypeInfo<EventForm> contract)
    {
        if (body.ValueKind != JsonValueKind.Object || !body.TryGetProperty(Events, out JsonElement events) || events.ValueKind != JsonValueKind.Array)
        {
            return new([], Problems.BadRequest(
                "malformed_json", "The body is not the JSON expected.", "Send an object with an array of events: { \"events\": [ … ] }.", $"$.{Events}"));
        }
        if (body.EnumerateObject().Count() > 1)
            return new([], Problems.BadRequest("unknown_field", "A field is not known.", "Send nothing but one field named events.", "$"));
        // A batch that is too long is refused as a whole by the use case; its events need not be read for that.
        if (events.GetArrayLength() > RecordEvents.MostEvents) return new(new SentEvent[events.GetArrayLength()], null);
        return new([.. events.EnumerateArray().Select(element => ReadOne(element, contract))], null);
    }

    private static SentEvent ReadOne(JsonElement element, JsonTypeInfo<EventForm> contract)
    {
        try
        {
            return element.Deserialize(contract) is { } form ? new SentEvent(form) : new SentEvent(null, "The event is null.");
        }
        catch (JsonException fault)
        {
            return new SentEvent(null, BodyFaults.Sentence(fault));
        }
    }
}
