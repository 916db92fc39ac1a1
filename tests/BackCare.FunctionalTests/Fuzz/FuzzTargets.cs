using System.Reflection;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;

namespace BackCare.FunctionalTests.Fuzz;

/// <summary>One endpoint and one of its methods, with what is known of what it takes.</summary>
/// <param name="Method">HTTP method.</param>
/// <param name="Pattern">Its route.</param>
/// <param name="Types">Media types that it says it accepts; empty when it says nothing.</param>
/// <param name="Schema">JSON schema of its body; null when it takes none.</param>
/// <param name="Query">Names of its query values.</param>
/// <param name="Forms">Forms of pages that post to it: names with the values that the page gave them.</param>
internal sealed record FuzzTarget(
    string Method, RoutePattern Pattern, IReadOnlyList<string> Types, JsonNode? Schema, IReadOnlyList<string> Query, IReadOnlyList<PageForm> Forms)
{
    /// <summary>Method and template.</summary>
    public string Route => $"{Method} /{Pattern.RawText!.Trim('/')}";
}

/// <summary>Every endpoint of the running host, with the schemas of its own OpenAPI document and the forms of its own pages.</summary>
internal static class FuzzTargets
{
    /// <summary>Reads them, in a fixed order.</summary>
    public static FuzzTarget[] Of(EndpointDataSource endpoints, JsonNode document, IReadOnlyList<PageForm> forms) =>
    [
        .. from endpoint in endpoints.Endpoints.OfType<RouteEndpoint>()
           from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"]
           let template = "/" + endpoint.RoutePattern.RawText!.Trim('/')
           // Signing out would make everything after it nobody's.
           where template != "/accounts/sign-out"
           let operation = document["paths"]?[template]?[method.ToLowerInvariant()]
           orderby template, method
           select new FuzzTarget(
               method, endpoint.RoutePattern, endpoint.Metadata.GetMetadata<IAcceptsMetadata>()?.ContentTypes ?? [], SchemaOf(operation),
               QueryOf(endpoint), [.. forms.Where(f => f.PostsTo(endpoint.RoutePattern))]),
    ];

    private static JsonNode? SchemaOf(JsonNode? operation) =>
        operation?["requestBody"]?["content"]?.AsObject().Select(c => c.Value?["schema"]).FirstOrDefault(s => s is not null);

    /// <summary>What the handler's parameters are called, and what the members of those that gather several are.</summary>
    private static string[] QueryOf(RouteEndpoint endpoint)
    {
        ParameterInfo[] parameters = endpoint.Metadata.GetMetadata<MethodInfo>()?.GetParameters() ?? [];
        IEnumerable<string> names = parameters.SelectMany(p => IsValue(p.ParameterType)
            ? [p.Name!]
            : p.GetCustomAttribute<Microsoft.AspNetCore.Http.AsParametersAttribute>() is null
                ? []
                : p.ParameterType.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(m => IsValue(m.PropertyType)).Select(m => char.ToLowerInvariant(m.Name[0]) + m.Name[1..]));
        return [.. names.Where(n => endpoint.RoutePattern.GetParameter(n) is null).Distinct().Order(StringComparer.Ordinal)];
    }

    private static bool IsValue(Type type)
    {
        Type inner = Nullable.GetUnderlyingType(type) ?? type;
        return inner.IsPrimitive || inner.IsEnum || inner == typeof(string) || inner == typeof(string[]) || inner == typeof(DateTime) || inner == typeof(decimal);
    }
}
