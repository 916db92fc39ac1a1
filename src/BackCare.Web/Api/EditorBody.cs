using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace BackCare.Web.Api;

/// <summary>A JSON body of the desk, which may hold long texts, or the problem to answer when it cannot be read.</summary>
/// <remarks>Takes <c>application/json</c> and <c>application/merge-patch+json</c> (RFC 7396).</remarks>
[System.Diagnostics.CodeAnalysis.SuppressMessage("Design", "CA1000", Justification = "The framework finds these members on the type by their names.")]
public sealed class EditorBody<T> : IEndpointParameterMetadataProvider
    where T : class
{
    /// <summary>A description of 20,000 letters beside a hundred variants is under 256 KB.</summary>
    public const long MostBytes = 512 * 1024;

    private EditorBody(T? value, IResult? fault) => (Value, Fault) = (value, fault);

    /// <summary>The body; null when <see cref="Fault"/> says why.</summary>
    public T? Value { get; }

    /// <summary>What is wrong with the body.</summary>
    public IResult? Fault { get; }

    /// <summary>Called by the framework to fill an endpoint's parameter.</summary>
    public static async ValueTask<EditorBody<T>?> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        if (context.Request.ContentLength > MostBytes) return new(null, Problems.TooLarge(MostBytes));
        JsonSerializerOptions options = context.RequestServices.GetRequiredService<IOptions<Microsoft.AspNetCore.Http.Json.JsonOptions>>().Value.SerializerOptions;
        try
        {
            T? value = await JsonSerializer.DeserializeAsync(context.Request.BodyReader, (JsonTypeInfo<T>)options.GetTypeInfo(typeof(T)), context.RequestAborted);
            return value is null ? new(null, BodyFaults.Null()) : new(value, null);
        }
        catch (JsonException fault)
        {
            return new(null, BodyFaults.Of(fault));
        }
        catch (BadHttpRequestException fault) when (fault.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return new(null, Problems.TooLarge(MostBytes));
        }
    }

    /// <summary>Tells routing and the OpenAPI document what the endpoint accepts, and the server how much of it.</summary>
    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder)
    {
        builder.Metadata.Add(new AcceptsMetadata(["application/json", "application/merge-patch+json"], typeof(T)));
        builder.Metadata.Add(new RequestSizeLimitAttribute(MostBytes));
    }
}
