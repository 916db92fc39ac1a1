using System.CommandLine;
using System.CommandLine.Parsing;
using BackCare.Ranking.Metrics;

namespace BackCare.Cli.Ltr;

/// <summary>Options that name metrics; an unknown one is wrong usage.</summary>
internal static class MetricOption
{
    public static Option<RankingMetric> One() => new("--metric")
    {
        DefaultValueFactory = _ => RankingMetric.Parse("ndcg@10"),
        CustomParser = result => Parsed(result)[0],
        HelpName = "metric",
        Description = "ndcg, mrr, map, err or recall, with a depth as in ndcg@10.",
    };

    public static Option<RankingMetric[]> Several() => new("--metric")
    {
        Arity = ArgumentArity.OneOrMore,
        AllowMultipleArgumentsPerToken = true,
        DefaultValueFactory = _ => [.. new[] { "ndcg@1", "ndcg@3", "ndcg@5", "ndcg@10", "map", "mrr" }.Select(RankingMetric.Parse)],
        CustomParser = Parsed,
        HelpName = "metric",
        Description = "ndcg, mrr, map, err or recall, with a depth as in ndcg@10; several may be given.",
    };

    private static RankingMetric[] Parsed(ArgumentResult result)
    {
        List<RankingMetric> metrics = [];
        foreach (string text in result.Tokens.SelectMany(token => token.Value.Split(',')))
        {
            if (RankingMetric.TryParse(text, out RankingMetric? metric, out string? problem))
                metrics.Add(metric);
            else
                result.AddError(problem);
        }
        return metrics.Count > 0 ? [.. metrics] : [RankingMetric.Parse("ndcg@10")];
    }
}
