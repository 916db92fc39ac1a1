using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace BackCare.Web.Api;

/// <summary>Reads JSON bodies of bounded length, and says what is wrong with one that cannot be read.</summary>
internal static class JsonBody
{
    /// <summary>The body or its fault. Read straight from the request's pipe: it is never held twice, and no message repeats what is in it.</summary>
    public static async ValueTask<(T? Value, IResult? Fault)> ReadAsync<T>(HttpContext context, long mostBytes)
        where T : class
    {
        if (context.Request.ContentLength > mostBytes) return (null, Problems.TooLarge(mostBytes));
        JsonSerializerOptions options = context.RequestServices.GetRequiredService<IOptions<Microsoft.AspNetCore.Http.Json.JsonOptions>>().Value.SerializerOptions;
        try
        {
            var contract = (JsonTypeInfo<T>)options.GetTypeInfo(typeof(T));
            T? value = await JsonSerializer.DeserializeAsync(context.Request.BodyReader, contract, context.RequestAborted);
            return value is null ? (null, BodyFaults.Null()) : (value, null);
        }
        catch (JsonException fault)
        {
            return (null, BodyFaults.Of(fault));
        }
        catch (ArgumentException)
        {
            // What is read field by field (JsonObject) tells a doubled name in its own way.
            return (null, BodyFaults.Twice());
        }
        catch (BadHttpRequestException fault) when (fault.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return (null, Problems.TooLarge(mostBytes));
        }
    }

    /// <summary>Tells routing and the OpenAPI document what the endpoint accepts, and the server how much of it.</summary>
    public static void Describe<T>(EndpointBuilder builder, long mostBytes, params string[] types)
    {
        builder.Metadata.Add(new AcceptsMetadata(types, typeof(T)));
        builder.Metadata.Add(new RequestSizeLimitAttribute(mostBytes));
    }
}
