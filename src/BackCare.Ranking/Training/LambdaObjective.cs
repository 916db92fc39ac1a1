using System.Text.Json.Serialization;

namespace BackCare.Ranking.Training;

/// <summary>What the pushes of a group lower.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<LambdaObjective>))]
public enum LambdaObjective
{
    /// <summary>1 − NDCG of the grades as they stand (LightGBM's <c>lambdarank</c>); a row's weight scales its own push.</summary>
    Graded,

    /// <summary>The DCG lost to what was responded to, each response weighted by its row's inverse propensity: unbiased by where rows were shown.</summary>
    /// <remarks>A graded objective compares observed grades, and an unclicked row may only have been unseen. Here every row with a grade is worth its grade times
    /// its weight and pushes itself above each other row by its own worth alone, as in Propensity SVM-Rank (Joachims, Swaminathan and
    /// Schnabel, "Unbiased learning-to-rank with biased feedback", WSDM 2017, section 4; for DCG: Agarwal, Takatsu, Zaitsev and Joachims, SIGIR 2019). The sum is
    /// linear in the responses, so its expectation over examination does not depend on positions. That is also why no group is normalised:
    /// dividing by what was observed in it would cancel a lone click's weight. <see cref="TrainerOptions.Normalise"/> has no effect.</remarks>
    Counterfactual,
}
