using System.Reflection;
using Microsoft.AspNetCore.Http.Metadata;

namespace BackCare.Web.Api;

/// <summary>A JSON body of the desk, which may hold long texts, or the problem to answer when it cannot be read.</summary>
/// <remarks>Takes <c>application/json</c> and <c>application/merge-patch+json</c> (RFC 7396).</remarks>
[System.Diagnostics.CodeAnalysis.SuppressMessage("Design", "CA1000", Justification = "The framework finds these members on the type by their names.")]
public sealed class EditorBody<T> : IEndpointParameterMetadataProvider
    where T : class
{
    private EditorBody(T? value, IResult? fault) => (Value, Fault) = (value, fault);

    /// <summary>The body; null when <see cref="Fault"/> says why.</summary>
    public T? Value { get; }

    /// <summary>What is wrong with the body.</summary>
    public IResult? Fault { get; }

    /// <summary>Called by the framework to fill an endpoint's parameter.</summary>
    public static async ValueTask<EditorBody<T>?> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        (T? value, IResult? fault) = await JsonBody.ReadAsync<T>(context, BodyLimit.EditorBytes);
        return new(value, fault);
    }

    /// <summary>Tells routing and the OpenAPI document what the endpoint accepts, and the server how much of it.</summary>
    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) => JsonBody.Describe<T>(builder, BodyLimit.EditorBytes, "application/json", "application/merge-patch+json");
}
