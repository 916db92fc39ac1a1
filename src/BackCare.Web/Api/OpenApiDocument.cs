using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.OpenApi;

namespace BackCare.Web.Api;

/// <summary>The machine-readable description of the API at <c>/openapi/v1.json</c>.</summary>
public static class OpenApiDocument
{
    /// <summary>Registers the document.</summary>
    public static IServiceCollection AddBackCareOpenApi(this IServiceCollection services) => services.AddOpenApi("v1", options =>
    {
        options.CreateSchemaReferenceId = SchemaId;
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info.Title = "BackCare";
            document.Info.Version = "1";
            document.Info.Description =
                "Safe, ranked and explained products for a symptom report. A product finder with education, not a diagnosis. " +
                "Reports are answered and forgotten unless the shopper consents. Errors are RFC 9457 problems with a machine code.";
            // The address is the client's business: a document that names this host would differ behind every proxy.
            document.Servers?.Clear();
            return Task.CompletedTask;
        });
    });

    /// <summary>Names a nested slice type after its slice, so that two slices' <c>Response</c> never share one schema.</summary>
    public static string? SchemaId(JsonTypeInfo contract)
    {
        string? id = OpenApiOptions.CreateDefaultSchemaReferenceId(contract);
        Type type = Nullable.GetUnderlyingType(contract.Type) ?? contract.Type;
        return id is null || type.DeclaringType is not { } slice ? id : slice.Name + id;
    }
}
