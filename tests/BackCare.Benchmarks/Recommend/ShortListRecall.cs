using BackCare.App.Knowledge;
using BackCare.Domain.Arrange;
using BackCare.Domain.Candidates;
using BackCare.Domain.Catalog;
using BackCare.Domain.Knowledge;
using BackCare.Domain.Learn.Simulation;
using BackCare.Domain.Recommend;
using BackCare.Domain.Safety;
using BackCare.Domain.Scoring;
using BackCare.Domain.Symptoms;

namespace BackCare.Benchmarks.Recommend;

/// <summary><c>short-list</c>: how much of the list a ranker would make of every product that the filters keep is lost by ranking a short list alone.</summary>
internal static class ShortListRecall
{
    private const int Limit = 10;

    internal static int Run(Arguments arguments)
    {
        int products = arguments.Number("products", 10_000);
        var knowledge = new KnowledgeBase(KnowledgeReader.Read(KnowledgeFolder.Read(KnowledgeFolder.Seed)).Rows);
        IReadOnlyList<Product> seed = knowledge.Rows.Products;
        Shelf shelf = Shelf.Build(knowledge, [.. seed, .. SimulatedCatalog.Make(seed, Math.Max(0, products - seed.Count), 1)], "bench");
        IRanker ranker = RecommendSpeed.RankerOf(arguments.Text("models"));
        var policy = new ServingPolicy(ranker) { KeepScored = true };
        int lists = 0, cut = 0, shown = 0, same = 0, kinds = 0;
        double lost = 0;
        foreach (RecommendationRequest request in RecommendSpeed.Requests(knowledge))
        {
            Outcome outcome = Recommender.Recommend(request, shelf, policy);
            if (outcome.Products.Count == 0) continue;
            (Scored[] whole, int kept, double span) = Whole(request, shelf, ranker);
            lists++;
            cut += kept > ShortList.Most ? 1 : 0;
            for (int i = 0; i < Math.Min(Limit, whole.Length); i++)
            {
                shown++;
                same += outcome.Products.Any(p => p.Product.Id == whole[i].Candidate.Product.Id) ? 1 : 0;
                kinds += i < outcome.Products.Count && outcome.Products[i].Product.EvidenceProfile == whole[i].Candidate.Product.EvidenceProfile ? 1 : 0;
                lost += i < outcome.Products.Count && span > 0 ? Math.Abs(whole[i].Score - outcome.Products[i].Score) / span : 0;
            }
        }

        Console.WriteLine(FormattableString.Invariant($"{shelf.Items.Count:N0} products, {shelf.Kinds.Count} kinds; {lists} lists, {cut} of them cut to {ShortList.Most}; ranked by {ranker.Name} {ranker.Version}"));
        Console.WriteLine(FormattableString.Invariant(
            $"of the first {Limit} of everything: {(double)same / shown:P1} are on the list, {(double)kinds / shown:P1} of its places hold the same kind of product; the score at a place differs by {lost / shown:P2} of the range"));
        return 0;
    }

    private static (Scored[] Shown, int Kept, double Span) Whole(RecommendationRequest request, Shelf shelf, IRanker ranker)
    {
        Understanding matched = MatchedSymptoms.Of(shelf.Linker.Understand(request.Report), shelf.Knowledge);
        SafetyVerdict verdict = shelf.Gate.Judge(request.Report, matched);
        // Groups of one are never cut.
        CandidateGroup[] each = [.. CandidateGenerator.Collect(matched.Symptoms, verdict, shelf)
            .SelectMany(g => g.Facts.ToArray().Select(facts => CandidateGroup.Of(g.For(shelf.Items[facts.Place]))))];
        IReadOnlyList<Candidate> all = HardFilters.Apply(each, matched.Symptoms, verdict, request, shelf).Candidates();
        float[] rows = new float[all.Count * FeatureSchema.Current.Width];
        FeatureExtractor.Extract(FeatureSchema.Current, all, matched, request.Report.Context, shelf, rows);
        double[] scores = new double[all.Count];
        ranker.Score(new CandidateRows([.. all], rows, FeatureSchema.Current.Width), scores);
        return ([.. Arranger.Arrange(all, scores, Limit)], all.Count, scores.Length == 0 ? 0 : scores.Max() - scores.Min());
    }
}
