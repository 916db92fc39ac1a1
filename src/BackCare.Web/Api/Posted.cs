using System.Reflection;
using Microsoft.AspNetCore.Http.Metadata;

namespace BackCare.Web.Api;

/// <summary>A JSON body, or the problem to answer when it cannot be read.</summary>
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
        (T? value, IResult? fault) = await JsonBody.ReadAsync<T>(context, BodyLimit.JsonBytes);
        return new(value, fault);
    }

    /// <summary>Tells routing and the OpenAPI document what the endpoint accepts, and the server how much of it.</summary>
    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) => JsonBody.Describe<T>(builder, BodyLimit.JsonBytes, "application/json");
}

/// <summary>How much one request may send.</summary>
public static class BodyLimit
{
    /// <summary>A report of 2,000 characters with every answer given is under 16 KB.</summary>
    public const long JsonBytes = 64 * 1024;

    /// <summary>A description of 20,000 letters beside a hundred variants is under 256 KB.</summary>
    public const long EditorBytes = 512 * 1024;

    /// <summary>A thousand events of one product each are under 400 KB; long ids and orders of many products get room.</summary>
    public const long EventBytes = 2 * 1024 * 1024;

    /// <summary>A posted page form carries the same in URL encoding, which triples what is not ASCII.</summary>
    public const long FormBytes = 128 * 1024;
}
