using System.Globalization;
using BackCare.App.Data;
using BackCare.App.Events;
using BackCare.App.Learn.Experiments;
using BackCare.App.Privacy;
using BackCare.App.Serving;
using BackCare.Domain.Learn.Experiments;
using BackCare.Domain.Recommend;
using BackCare.Domain.Scoring;

namespace BackCare.App.Recommend;

/// <summary>Rebuilds stored answers: the stored request and understanding on the stored catalogue, with the stored model, rows, rules and draw.</summary>
internal sealed class Replays(PastShelves shelves, ModelStore models, ExperimentHost experiments, FieldCipher cipher)
{
    /// <exception cref="InvalidDataException">What is stored is damaged.</exception>
    public async Task<ReplayRecommendation.Response> OfAsync(StoredList list, CancellationToken cancellationToken)
    {
        ScoredList served = ListPacking.Unpack(list.Packed);
        ReplayMaterial? material = ReplayMaterial.Unpack(list.Material, cipher);
        Shelf? shelf = await shelves.FindAsync(list.ShelfVersion, cancellationToken);
        List<string> missing = [];
        if (material is null)
            missing.Add(list.Material is null
                ? "What was asked and understood was not stored: the list was written straight to the store."
                : "What was asked and understood is sealed under a key that was deleted.");
        if (shelf is null)
            missing.Add($"The catalogue of version {list.ShelfVersion} is not stored any more.");
        return material is null || shelf is null
            ? new ReplayRecommendation.Response(Unknown(list, material), Part(list, served, material, "stored_only", missing, []))
            : Rebuild(list, served, material, shelf, missing);
    }

    /// <summary>The products of a stored answer with what each score is made of; empty when the answer cannot be rebuilt.</summary>
    /// <exception cref="InvalidDataException">What is stored is damaged.</exception>
    public async Task<IReadOnlyList<GetRecommendations.RecommendedProduct>> ExplainAsync(StoredList list, CancellationToken cancellationToken) =>
        ReplayMaterial.Unpack(list.Material, cipher) is { } material && await shelves.FindAsync(list.ShelfVersion, cancellationToken) is { } shelf
            ? Again(list, ListPacking.Unpack(list.Packed), material, shelf, [], explain: true).ToResponse(list.Id).Products
            : [];

    private ReplayRecommendation.Response Rebuild(StoredList list, ScoredList served, ReplayMaterial material, Shelf shelf, List<string> missing)
    {
        Outcome outcome = Again(list, served, material, shelf, missing, material.Explain);
        GetRecommendations.Response answer = outcome.ToResponse(list.Id);
        bool sameBytes = ReplayMaterial.HashOf(answer) == material.AnswerHash;
        List<string> differences = Differences(served, outcome.Scored ?? ScoredList.Nothing);
        string result = differences.Count > 0 ? "different" : sameBytes ? "exact" : "same_list";
        if (result == "different" && sameBytes)
            differences.Insert(0, "The answer is rebuilt as it was served, but the stored numbers are not those of this answer.");
        if (result == "same_list")
            differences = [$"The words around the list differ: it was served by program {material.Program} and rebuilt by {ReplayMaterial.RunningProgram}."];
        return new ReplayRecommendation.Response(answer, Part(list, served, material, result, missing, differences));
    }

    /// <summary>The same request on the stored catalogue, with the stored model, rows, rules and draw.</summary>
    private Outcome Again(StoredList list, ScoredList served, ReplayMaterial material, Shelf shelf, List<string> missing, bool explain)
    {
        var policy = new ServingPolicy(RankerOf(list, served, missing))
        {
            Draw = served.Draw,
            Exploration = served.Exploration,
            Rules = material.Rules,
            KeepScored = true,
            Recorded = served,
        };
        return Recommender.Recommend(material.ToRequest() with { Explain = explain }, material.Understanding, shelf, policy);
    }

    /// <summary>The model of then; where it cannot be had, the scores that it gave, which are stored.</summary>
    private IRanker RankerOf(StoredList list, ScoredList served, List<string> missing)
    {
        var recorded = new RecordedRanker(list.ModelName, list.ModelVersion, served);
        if (list.SchemaHash != FeatureSchema.Current.Hash)
        {
            missing.Add($"The model's inputs were of schema {list.SchemaHash}, this program's are {FeatureSchema.Current.Hash}; the stored scores stand in for the model.");
            return recorded;
        }

        var knowledge = new KnowledgeRanker();
        if ((knowledge.Name, knowledge.Version) == (list.ModelName, list.ModelVersion))
            return knowledge;
        (IRanker? ranker, string? refusal) = list is { ModelName: TeamDraftRanker.Mix, ExperimentId: { } experiment }
            ? experiments.Remix(list.ModelVersion, experiment, list.Id)
            : models.RankerOf(list.ModelVersion);
        if (ranker is not null && (ranker.Name, ranker.Version) == (list.ModelName, list.ModelVersion))
            return ranker;
        missing.Add($"The model {list.ModelName} {list.ModelVersion} cannot be had: {refusal ?? "another one has its name now."} The stored scores stand in for it.");
        return recorded;
    }

    private static List<string> Differences(ScoredList served, ScoredList rebuilt)
    {
        var differences = new List<string>();
        if (!served.ProductIds.SequenceEqual(rebuilt.ProductIds))
            differences.Add(FormattableString.Invariant($"{served.ProductIds.Count} products were scored, the rebuilt list scores {rebuilt.ProductIds.Count} or others."));
        for (int i = 0; i < Math.Max(served.Shown.Count, rebuilt.Shown.Count); i++)
        {
            string then = Placed(served, i), now = Placed(rebuilt, i);
            if (then != now)
                differences.Add(FormattableString.Invariant($"Position {i + 1}: {then} was served, {now} is rebuilt."));
        }

        return differences;
    }

    private static string Placed(ScoredList list, int place)
    {
        if (place >= list.Shown.Count)
            return "nothing";
        ShownItem item = list.Shown[place];
        return string.Create(CultureInfo.InvariantCulture,
            $"{list.ProductIds[item.Candidate]} (score {list.Scores.Span[item.Candidate]:R}, propensity {item.Propensity:R}{(item.Pinned ? ", pinned" : "")})");
    }

    /// <summary>What is known of an answer that cannot be rebuilt.</summary>
    private static GetRecommendations.Response Unknown(StoredList list, ReplayMaterial? material) => new(
        list.Id, list.Outcome, material?.CareLevel ?? "unknown", null, [],
        [.. (material?.Understanding.Symptoms ?? []).Select(s => new UnderstoodPart(s.SymptomId, s.SymptomId, s.Confidence, null, null, ""))],
        null, [], [], new GetRecommendations.RemovedPart(0, 0, 0, 0, 0, 0, 0, 0, 0), [], null, null, [], [], new GetRecommendations.ModelPart(list.ModelName, list.ModelVersion), null);

    private static ReplayRecommendation.ReplayPart Part(
        StoredList list, ScoredList served, ReplayMaterial? material, string result, IReadOnlyList<string> missing, IReadOnlyList<string> differences) => new(
        result, missing, differences, list.ServedUtc, material?.Program ?? "", ReplayMaterial.RunningProgram, list.ShelfVersion, list.SchemaHash,
        served.Draw.ToString("x16", CultureInfo.InvariantCulture), served.Explored,
        new ReplayRecommendation.ExplorationPart(served.Exploration.Budget, served.Exploration.Temperature, served.Exploration.Window), served.RuleIds,
        served.StatisticsSequence, list.ExperimentId, list.Arm, list.Simulated,
        [.. served.Shown.Select(s => new ReplayRecommendation.StoredItem(s.Position, served.ProductIds[s.Candidate], served.Scores.Span[s.Candidate], s.Propensity, s.Pinned))]);
}
