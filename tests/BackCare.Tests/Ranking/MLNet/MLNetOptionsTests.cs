using BackCare.Ranking.MLNet;
using BackCare.Ranking.Training;

namespace BackCare.Tests.Ranking.MLNet;

public sealed class MLNetOptionsTests
{
    [Fact]
    public void The_defaults_are_within_what_both_trainers_can_do()
    {
        Assert.Empty(MLNetOptions.LightGbmFaults(new TrainerOptions()));
        Assert.Empty(MLNetOptions.FastTreeFaults(new TrainerOptions()));
    }

    [Fact]
    public void An_option_that_ml_net_cannot_set_is_refused_with_name_value_and_way_out()
    {
        string fault = Assert.Single(MLNetOptions.LightGbmFaults(new TrainerOptions { Truncation = 10 }));

        Assert.Equal("mlnet-lightgbm cannot set Truncation to 10: ML.NET has no option for it; leave it at 30 or train with lambdamart.", fault);
    }

    [Fact]
    public void Fast_tree_knows_fewer_options_than_lightgbm()
    {
        TrainerOptions options = new() { MaxDepth = 4, MinHessianInLeaf = 1, MinGainToSplit = 1, LambdaL1 = 1, LambdaL2 = 1, Sigmoid = 2 };

        Assert.Empty(MLNetOptions.LightGbmFaults(options));
        Assert.Equal(6, MLNetOptions.FastTreeFaults(options).Count);
    }

    [Fact]
    public void A_prior_is_the_managed_trainers_own_and_the_counterfactual_objective_is_not()
    {
        Assert.Single(MLNetOptions.LightGbmFaults(new TrainerOptions { Objective = LambdaObjective.Counterfactual, PriorFeature = 0 }));
        Assert.Single(MLNetOptions.FastTreeFaults(new TrainerOptions { Objective = LambdaObjective.Counterfactual, PriorFeature = 0 }));
        Assert.Empty(MLNetOptions.LightGbmFaults(new TrainerOptions { Objective = LambdaObjective.Counterfactual }));
        Assert.Equal("mlnet-lightgbm cannot set Objective to Rate: ML.NET has no option for it; leave it at Graded or Counterfactual or train with lambdamart.",
            Assert.Single(MLNetOptions.LightGbmFaults(new TrainerOptions { Objective = LambdaObjective.Rate })));
    }

    [Fact]
    public void Monotone_constraints_are_refused_unless_all_are_free()
    {
        Assert.Empty(MLNetOptions.LightGbmFaults(new TrainerOptions { MonotoneConstraints = [0, 0] }));
        Assert.Single(MLNetOptions.LightGbmFaults(new TrainerOptions { MonotoneConstraints = [0, 1] }));
        Assert.Single(MLNetOptions.FastTreeFaults(new TrainerOptions { MonotoneConstraints = [-1, 0] }));
    }
}
