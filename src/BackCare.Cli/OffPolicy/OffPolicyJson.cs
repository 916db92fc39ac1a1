using BackCare.Ranking.OffPolicy;

namespace BackCare.Cli.OffPolicy;

/// <summary>The JSON of <c>off-policy</c>: the item form at the top, the slate form under <c>slate</c>.</summary>
internal sealed record OffPolicyJson(
    int Rows,
    Value Logged,
    Value Ips,
    Value Snips,
    Value? Dr,
    double EffectiveSampleSize,
    double MeanWeight,
    double MaxWeight,
    int Clipped,
    double Level,
    OffPolicyJson.Lists? Slate)
{
    public sealed record Lists(int Count, Value Logged, Value Ips, Value Snips, Value? Dr);

    public static OffPolicyJson Of(OffPolicyEstimate items, OffPolicyEstimate? lists, OffPolicyOptions options) => new(
        items.Units,
        Value.Of(items.Logged),
        Value.Of(items.Ips),
        Value.Of(items.Snips),
        Value.OfNullable(items.DoublyRobust),
        items.EffectiveSampleSize,
        items.MeanWeight,
        items.MaxWeight,
        items.Clipped,
        options.Bootstrap.Level,
        lists is null ? null : new Lists(lists.Units, Value.Of(lists.Logged), Value.Of(lists.Ips), Value.Of(lists.Snips), Value.OfNullable(lists.DoublyRobust)));
}
