using System.Text.Json.Serialization;

namespace BackCare.App.Knowledge.Desk;

/// <summary>What the desk stores as JSON.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ProposedRow[]))]
[JsonSerializable(typeof(CaseReport))]
internal sealed partial class DeskJson : JsonSerializerContext;
