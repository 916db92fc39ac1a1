using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace BackCare.Web.Api;

/// <summary>A JSON body, or the problem to answer when it cannot be read.</summary>
/// <remarks>Read straight from the request's pipe: the body is never held twice, and no message repeats what is in it.</remarks>
[System.Diagnostics.CodeAnalysis.SuppressMessage("Design", "CA1000", Justification = "The framework finds these members on the type by their names.")]
public sealed class Posted<T> : IEndpointParameterMetadataProvider
    where T : class
{
    private Posted(T? value, IResult? fault) => (Value, Fault) = (value, fault);

    /// <summary>The body; null when <see cref="Fault"/> says why.</summary>
    public T? Value { get; }

    /// <summary>What is wrong with the body.</summary>
    public IResult? Fault { get; }

    /// <summary>Called by the framework to fill an endpoint's parameter.</summary>
    public static async ValueTask<Posted<T>?> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        if (context.Request.ContentLength > BodyLimit.JsonBytes) return new(null, Problems.TooLarge(BodyLimit.JsonBytes));
        JsonSerializerOptions options = context.RequestServices.GetRequiredService<IOptions<Microsoft.AspNetCore.Http.Json.JsonOptions>>().Value.SerializerOptions;
        try
        {
            var contract = (JsonTypeInfo<T>)options.GetTypeInfo(typeof(T));
            T? value = await JsonSerializer.DeserializeAsync(context.Request.BodyReader, contract, context.RequestAborted);
            return value is null ? new(null, BodyFaults.Null()) : new(value, null);
        }
        catch (JsonException fault)
        {
            return new(null, BodyFaults.Of(fault));
        }
        catch (BadHttpRequestException fault) when (fault.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return new(null, Problems.TooLarge(BodyLimit.JsonBytes));
        }
    }

    /// <summary>Tells routing and the OpenAPI document what the endpoint accepts, and the server how much of it.</summary>
    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder)
    {
        builder.Metadata.Add(new AcceptsMetadata(["application/json"], typeof(T)));
        builder.Metadata.Add(new RequestSizeLimitAttribute(BodyLimit.JsonBytes));
    }
}

/// <summary>How much one request may send.</summary>
public static class BodyLimit
{
    /// <summary>A report of 2,000 characters with every answer given is under 16 KB.</summary>
    public const long JsonBytes = 64 * 1024;

    /// <summary>A thousand events of one product each are under 400 KB; long ids and orders of many products get room.</summary>
    public const long EventBytes = 2 * 1024 * 1024;

    /// <summary>A posted page form carries the same in URL encoding, which triples what is not ASCII.</summary>
    public const long FormBytes = 128 * 1024;
}
