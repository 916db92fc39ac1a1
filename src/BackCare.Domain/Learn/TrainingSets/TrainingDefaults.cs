using BackCare.Ranking.Training;

namespace BackCare.Domain.Learn.TrainingSets;

/// <summary>How a product model is trained unless somebody says otherwise; chosen by measurement, docs/decisions/0051-counterfactual-objective.md.</summary>
public static class TrainingDefaults
{
    /// <summary>The model input that orders products before anything is learned.</summary>
    public const string Prior = "knowledge_score";

    /// <summary>Options of the managed trainer: start from the knowledge prior, correct it by weighted responses, with trees as small as the number of responses asks for.</summary>
    /// <param name="train">What will be learned from.</param>
    /// <param name="seed">Seed of sampling.</param>
    public static TrainerOptions Managed(TrainingSet train, int seed)
    {
        ArgumentNullException.ThrowIfNull(train);
        int responses = Responses(train);
        int prior = Enumerable.Range(0, train.Data.Features.Columns).FirstOrDefault(column => train.Data.Features.FeatureNames[column] == Prior, -1);
        return new TrainerOptions
        {
            Objective = LambdaObjective.Counterfactual,
            PriorFeature = prior,
            Trees = 400,
            LearningRate = responses < 30_000 ? 0.05 : 0.1,
            Leaves = responses < 3_000 ? 4 : responses < 30_000 ? 8 : 15,
            MinDataInLeaf = responses < 3_000 ? 50 : 100,
            LambdaL2 = 5,
            Truncation = 10,
            EarlyStoppingRounds = 50,
            Seed = seed,
        };
    }

    /// <summary>Options of ML.NET's trainers, which know neither the objective nor the prior: graded responses, each row's weight scaling its push.</summary>
    /// <param name="train">What will be learned from.</param>
    /// <param name="seed">Seed of sampling.</param>
    public static TrainerOptions MLNet(TrainingSet train, int seed)
    {
        ArgumentNullException.ThrowIfNull(train);
        return new TrainerOptions { Trees = 200, LearningRate = 0.1, Leaves = Responses(train) < 3_000 ? 4 : 15, MinDataInLeaf = 100, EarlyStoppingRounds = 30, Seed = seed };
    }

    private static int Responses(TrainingSet train)
    {
        int responses = 0;
        foreach (float grade in train.Data.Grades)
            responses += grade > 0 ? 1 : 0;
        return responses;
    }
}
