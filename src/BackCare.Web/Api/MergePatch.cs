using System.Text.Json;
using System.Text.Json.Nodes;
using BackCare.App.Catalog.Desk;
using BackCare.App.Messaging;

namespace BackCare.Web.Api;

/// <summary>Changes some members of a product (RFC 7396): a member that is there replaces, null clears, lists are replaced whole.</summary>
internal static class MergePatch
{
    /// <summary>The product after the patch, or what is wrong with the patch.</summary>
    public static Answer<ProductForm> Apply(ProductForm form, JsonObject patch, JsonSerializerOptions options)
    {
        JsonNode current = JsonSerializer.SerializeToNode(form, BackCareJson.Default.ProductForm)!;
        try
        {
            return Merged(current, patch).Deserialize((System.Text.Json.Serialization.Metadata.JsonTypeInfo<ProductForm>)options.GetTypeInfo(typeof(ProductForm)))!;
        }
        catch (JsonException fault)
        {
            string path = fault.Path is { Length: > 2 } at ? at[2..] : "body";
            return new Refusal(RefusalKind.Invalid, "The patch does not fit a product.", [new RefusedField(path, BodyFaults.Sentence(fault))]);
        }
    }

    private static JsonNode Merged(JsonNode target, JsonObject patch)
    {
        JsonObject merged = target as JsonObject ?? [];
        foreach ((string name, JsonNode? value) in patch)
        {
            if (value is null)
                merged.Remove(name);
            else
                merged[name] = value is JsonObject part ? Merged(merged[name] ?? new JsonObject(), part) : value.DeepClone();
        }

        return merged;
    }
}
