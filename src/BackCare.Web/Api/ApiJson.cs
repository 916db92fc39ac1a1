using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using BackCare.App.Events;
using BackCare.App.Messaging;
using BackCare.Domain.Editing;
using BackCare.Web.Health;
using BackCare.Web.Pages.Privacy;
using BackCare.Web.Pages.Shop;
using Microsoft.AspNetCore.Mvc;

namespace BackCare.Web.Api;

/// <summary>What crosses the API beside the use cases' own types, with contracts generated at build time.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ProblemDetails))]
[JsonSerializable(typeof(FieldError[]))]
[JsonSerializable(typeof(long))]
[JsonSerializable(typeof(int))]
[JsonSerializable(typeof(RecordEvents.RejectedEvent[]))]
[JsonSerializable(typeof(Dictionary<string, string>), TypeInfoPropertyName = "Fields")]
[JsonSerializable(typeof(FieldChange[]))]
[JsonSerializable(typeof(MergeConflict[]))]
[JsonSerializable(typeof(CatalogApi.NewProduct))]
[JsonSerializable(typeof(CatalogApi.NewStatus))]
[JsonSerializable(typeof(CatalogApi.ShownPicture))]
[JsonSerializable(typeof(JsonObject))]
[JsonSerializable(typeof(HealthApi.Readiness))]
[JsonSerializable(typeof(LearnApi.NewChampion))]
[JsonSerializable(typeof(LearnApi.Rollback))]
[JsonSerializable(typeof(KnowledgeApi.RowBody), TypeInfoPropertyName = "KnowledgeRowBody")]
[JsonSerializable(typeof(KnowledgeApi.ChangesBody), TypeInfoPropertyName = "KnowledgeChangesBody")]
[JsonSerializable(typeof(KnowledgeApi.UndoBody), TypeInfoPropertyName = "KnowledgeUndoBody")]
[JsonSerializable(typeof(KnowledgeApi.ApproveBody), TypeInfoPropertyName = "KnowledgeApproveBody")]
[JsonSerializable(typeof(KnowledgeApi.RejectBody), TypeInfoPropertyName = "KnowledgeRejectBody")]
[JsonSerializable(typeof(KnowledgeApi.RowAnswer), TypeInfoPropertyName = "KnowledgeRowAnswer")]
[JsonSerializable(typeof(ProductFilesApi.Apply), TypeInfoPropertyName = "ApplyImportBody")]
[JsonSerializable(typeof(ProductFilesApi.Undo), TypeInfoPropertyName = "UndoImportBody")]
[JsonSerializable(typeof(KeysApi.NewKey))]
[JsonSerializable(typeof(KeysApi.Rotation), TypeInfoPropertyName = "KeyRotation")]
[JsonSerializable(typeof(BasketPages.Added))]
[JsonSerializable(typeof(YourDataPages.Export))]
[JsonSerializable(typeof(YourDataPages.Receipt))]
internal sealed partial class ApiJson : JsonSerializerContext
{
    /// <summary>The same contracts, written for people to read.</summary>
    public static ApiJson Indented { get; } = new(new JsonSerializerOptions { WriteIndented = true, PropertyNamingPolicy = JsonNamingPolicy.CamelCase });

    /// <summary>Gives the host's options the generated contracts and the rules for what comes in: nothing unknown, twice or missing.</summary>
    public static void Configure(JsonSerializerOptions options)
    {
        options.TypeInfoResolverChain.Insert(0, Default);
        options.TypeInfoResolverChain.Insert(0, BackCareJson.Default);
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        options.PropertyNameCaseInsensitive = false;
        options.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        options.AllowDuplicateProperties = false;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.RespectNullableAnnotations = true;
        options.RespectRequiredConstructorParameters = true;
        options.MaxDepth = 16;
    }
}
