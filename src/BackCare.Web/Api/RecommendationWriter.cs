using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using BackCare.App.Recommend;

namespace BackCare.Web.Api;

/// <summary>Writes a recommendation exactly as <see cref="AnswerJson"/> would. What a shelf words once (reasons, paths, evidence, what is not shown to help) is
/// also turned into bytes once, for as long as the shelf lives: reasons, paths, evidence, questions, exercises.</summary>
internal static class RecommendationWriter
{
    private static readonly ConditionalWeakTable<object, byte[]> Written = [];
    private static readonly AnswerJson Contracts = AnswerJson.Default;

    /// <summary>Writes the whole answer.</summary>
    public static void Write(Utf8JsonWriter json, GetRecommendations.Response answer)
    {
        json.WriteStartObject();
        json.WriteString("recommendationId"u8, answer.RecommendationId);
        json.WriteString("outcome"u8, answer.Outcome);
        json.WriteString("careLevel"u8, answer.CareLevel);
        json.WriteString("message"u8, answer.Message);
        Part(json, "redFlags"u8, answer.RedFlags, Contracts.IReadOnlyListRedFlagPart);
        Part(json, "understood"u8, answer.Understood, Contracts.IReadOnlyListUnderstoodPart);
        Part(json, "question"u8, answer.Question, Contracts.QuestionPart);
        Each(json, "safetyQuestions"u8, answer.SafetyQuestions, Contracts.QuestionPart);
        json.WriteStartArray("products"u8);
        for (int i = 0; i < answer.Products.Count; i++)
            Write(json, answer.Products[i]);
        json.WriteEndArray();
        Part(json, "removed"u8, answer.Removed, Contracts.RemovedPart);
        Part(json, "limits"u8, answer.Limits, Contracts.IReadOnlyListCategoryLimitPart);
        Part(json, "fallback"u8, answer.Fallback, Contracts.FallbackPart);
        json.WritePropertyName("plan"u8);
        Write(json, answer.Plan);
        Each(json, "notShownToHelp"u8, answer.NotShownToHelp, Contracts.NegativePart);
        Each(json, "background"u8, answer.Background, Contracts.ChainLinkPart);
        Part(json, "model"u8, answer.Model, Contracts.ModelPart);
        Part(json, "trace"u8, answer.Trace, Contracts.IReadOnlyListStagePart);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, GetRecommendations.RecommendedProduct product)
    {
        json.WriteStartObject();
        json.WriteNumber("position"u8, product.Position);
        json.WriteString("productId"u8, product.ProductId);
        json.WriteString("name"u8, product.Name);
        json.WriteString("categoryId"u8, product.CategoryId);
        json.WriteString("group"u8, product.Group);
        json.WriteString("via"u8, product.Via);
        json.WriteNumber("score"u8, product.Score);
        Once(json, "reason"u8, product.Reason, Contracts.String);
        Once(json, "path"u8, product.Path, Contracts.IReadOnlyListString);
        Once(json, "pathRegions"u8, product.PathRegions, Contracts.IReadOnlyListString!);
        Once(json, "evidence"u8, product.Evidence, Contracts.EvidencePart);
        json.WriteStartObject("price"u8);
        json.WriteNumber("minor"u8, product.Price.Minor);
        json.WriteString("currency"u8, product.Price.Currency);
        json.WriteEndObject();
        json.WriteBoolean("inStock"u8, product.InStock);
        Once(json, "sizes"u8, product.Sizes, Contracts.IReadOnlyListString);
        json.WriteBoolean("forSale"u8, product.ForSale);
        json.WriteString("caution"u8, product.Caution);
        Part(json, "contributions"u8, product.Contributions, Contracts.IReadOnlyListContribution);
        Part(json, "contributionGroups"u8, product.ContributionGroups, Contracts.IReadOnlyListContributionGroup);
        if (product.SizeOptions is { } options)
            Part(json, "sizeOptions"u8, options, Contracts.IReadOnlyListString);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, PlanPart? plan)
    {
        if (plan is null)
        {
            json.WriteNullValue();
            return;
        }
        json.WriteStartObject();
        json.WriteString("id"u8, plan.Id);
        json.WriteString("title"u8, plan.Title);
        json.WriteNumber("weeks"u8, plan.Weeks);
        json.WriteString("evidence"u8, plan.Evidence);
        json.WriteString("honestNote"u8, plan.HonestNote);
        json.WriteStartArray("phases"u8);
        for (int i = 0; i < plan.Phases.Count; i++)
            Write(json, plan.Phases[i]);
        json.WriteEndArray();
        Part(json, "leftOut"u8, plan.LeftOut, Contracts.IReadOnlyListLeftOutPart);
        Part(json, "sources"u8, plan.Sources, Contracts.IReadOnlyListString);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, PhasePart phase)
    {
        json.WriteStartObject();
        json.WriteString("weeks"u8, phase.Weeks);
        json.WriteString("goal"u8, phase.Goal);
        json.WriteStartArray("exercises"u8);
        for (int i = 0; i < phase.Exercises.Count; i++)
        {
            // One with a caution was worded for this shopper alone.
            if (phase.Exercises[i].Caution is null)
                json.WriteRawValue(Bytes(phase.Exercises[i], Contracts.ExercisePart), skipInputValidation: true);
            else
                JsonSerializer.Serialize(json, phase.Exercises[i], Contracts.ExercisePart);
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Part<T>(Utf8JsonWriter json, ReadOnlySpan<byte> name, T? value, JsonTypeInfo<T> contract)
        where T : class
    {
        json.WritePropertyName(name);
        if (value is null)
            json.WriteNullValue();
        else
            JsonSerializer.Serialize(json, value, contract);
    }

    private static void Each<T>(Utf8JsonWriter json, ReadOnlySpan<byte> name, IReadOnlyList<T> values, JsonTypeInfo<T> contract)
        where T : class
    {
        json.WriteStartArray(name);
        for (int i = 0; i < values.Count; i++)
            json.WriteRawValue(Bytes(values[i], contract), skipInputValidation: true);
        json.WriteEndArray();
    }

    private static void Once<T>(Utf8JsonWriter json, ReadOnlySpan<byte> name, T value, JsonTypeInfo<T> contract)
        where T : class
    {
        json.WritePropertyName(name);
        json.WriteRawValue(Bytes(value, contract), skipInputValidation: true);
    }

    // Keyed by the object itself: one that was made for this answer alone is forgotten with it.
    private static byte[] Bytes<T>(T value, JsonTypeInfo<T> contract)
        where T : class
    {
        if (Written.TryGetValue(value, out byte[]? known))
            return known;
        byte[] bytes = JsonSerializer.SerializeToUtf8Bytes(value, contract);
        Written.AddOrUpdate(value, bytes);
        return bytes;
    }
}
