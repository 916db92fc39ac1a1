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

    /// <summary>Minus the likelihood of the grades when each look earns what the score says: a row's score is the logarithm of its rate. A weight stands for one over
    /// the looks of its row, of every row, responded to or not.</summary>
    /// <remarks>The position-based model as a Poisson regression with the looks as exposure (McCullagh and Nelder, "Generalized Linear Models", 1989, sections 6.2 and 9.2). The pushes are as
    /// unbiased as inverse-propensity weighting's, for E[grade] is looks × rate whatever the rate, but a response far down a list does not weigh ten: it counts as one response that few looks
    /// would have given. Groups are not compared within themselves, so a group without a response teaches too, and <see cref="TrainerOptions.Truncation"/>,
    /// <see cref="TrainerOptions.Sigmoid"/> and <see cref="TrainerOptions.Normalise"/> have no effect.</remarks>
    Rate,
}
