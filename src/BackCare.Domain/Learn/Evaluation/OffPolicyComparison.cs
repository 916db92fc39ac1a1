using BackCare.Domain.Learn.TrainingSets;
using BackCare.Ranking.Metrics;
using BackCare.Ranking.OffPolicy;

namespace BackCare.Domain.Learn.Evaluation;

/// <summary>What a challenger would have earned per list, from lists whose order was drawn with known propensities.</summary>
/// <param name="Reward">What is counted, such as <c>clicks</c>.</param>
/// <param name="Lists">Lists with propensities.</param>
/// <param name="Estimate">Values per list; the logged one is what the serving policy got.</param>
public sealed record OffPolicyComparison(string Reward, int Lists, OffPolicyEstimate Estimate)
{
    /// <summary>The estimate that decides: doubly robust where there is one, else self-normalised.</summary>
    public Interval Value => Estimate.DoublyRobust ?? Estimate.Snips;

    /// <summary>Whether even the upper end of the value lies below what the serving policy got.</summary>
    public bool IsWorse => Value.Upper < Estimate.Logged.Estimate;

    /// <summary>Values the policy that reorders each list by <paramref name="scores"/> (<see cref="TargetPolicy.Reordered"/>).</summary>
    /// <param name="measured">Weighted groups; those without exploration, and interleaved ones, tell nothing and are left out.</param>
    /// <param name="scores">The evaluated ranker's, one a row.</param>
    /// <param name="model">Expected reward per look, fitted on other groups.</param>
    /// <param name="name">Name of the reward.</param>
    /// <param name="reward">Reward of a shown item.</param>
    /// <param name="options">Clipping and intervals.</param>
    /// <returns>Null when no list was randomised.</returns>
    public static OffPolicyComparison? Of(
        TrainingSet measured, IReadOnlyList<double> scores, ResponseModel model, string name, Func<TrainingItem, double> reward, OffPolicyOptions options)
    {
        ArgumentNullException.ThrowIfNull(measured);
        int[] places = TargetPolicy.Reordered(measured, scores);
        return Of(measured, places, scores, model, name, reward, options);
    }

    /// <summary>Values any deterministic policy, told by the place it gives each row; a row it would not show has place 0.</summary>
    /// <param name="measured">Weighted groups.</param>
    /// <param name="places">Position from 1 that the policy gives each row.</param>
    /// <param name="scores">What <paramref name="model"/> reads, one a row.</param>
    /// <param name="model">Expected reward per look.</param>
    /// <param name="name">Name of the reward.</param>
    /// <param name="reward">Reward of a shown item.</param>
    /// <param name="options">Clipping and intervals.</param>
    public static OffPolicyComparison? Of(
        TrainingSet measured, IReadOnlyList<int> places, IReadOnlyList<double> scores, ResponseModel model, string name, Func<TrainingItem, double> reward, OffPolicyOptions options)
    {
        ArgumentNullException.ThrowIfNull(measured);
        ArgumentNullException.ThrowIfNull(places);
        ArgumentNullException.ThrowIfNull(scores);
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(reward);
        List<double> rewards = [], propensities = [], targets = [], estimates = [], values = [];
        List<int> lists = [];
        int list = 0, row = 0;
        foreach (TrainingGroup group in measured.Groups)
        {
            foreach (TrainingItem item in group.Items)
            {
                if (group.Randomised)
                {
                    double rate = model.At(scores[row]);
                    rewards.Add(reward(item));
                    propensities.Add(item.Propensity);
                    targets.Add(places[row] == item.Position ? 1 : 0);
                    estimates.Add(rate * Looks(measured, item.Position));
                    values.Add(places[row] > 0 ? rate * Looks(measured, places[row]) : 0);
                    lists.Add(list);
                }

                row++;
            }

            list += group.Randomised ? 1 : 0;
        }

        return list == 0 ? null : new OffPolicyComparison(
            name, list, OffPolicyEstimator.PerList(new OffPolicyLog(rewards, propensities, targets, estimates, values, lists), options));
    }

    private static double Looks(TrainingSet measured, int position) => 1 / (measured.Examination?.Weight(position) ?? 1);
}
