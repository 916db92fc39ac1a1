using System.Text.Json.Serialization;
using BackCare.App.Recommend;

namespace BackCare.Web.Api;

/// <summary>Straight-line writers for the busiest answer, generated at build time; the host's own contracts (<see cref="ApiJson"/>) look up every member as they go.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Serialization, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(GetRecommendations.Response))]
internal sealed partial class AnswerJson : JsonSerializerContext;
