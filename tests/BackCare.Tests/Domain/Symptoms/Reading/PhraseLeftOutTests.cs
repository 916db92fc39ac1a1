using BackCare.Domain.Symptoms.Reading;

namespace BackCare.Tests.Domain.Symptoms.Reading;

public sealed class PhraseLeftOutTests
{
    // Four tiny examples over three features; leaving out the second must equal learning from the other three.
    [Fact]
    public void Leaving_a_phrase_out_equals_learning_without_it()
    {
        Example[] examples =
        [
            new([0, 1], [0.8f, 0.6f], 0, 1), new([1, 2], [0.6f, 0.8f], 1, 1), new([0, 2], [0.6f, 0.8f], 1, 0.5f), new([2], [1f], -1, 0.5f),
        ];
        var all = new SymptomModel(examples, features: 3, symptoms: 2, ridge: 0.5f);
        var without = new SymptomModel([examples[0], examples[2], examples[3]], features: 3, symptoms: 2, ridge: 0.5f);
        PhraseLeftOut leftOut = PhraseLeftOut.Each(all, 2).Last();
        FeatureBag bag = Bag(0, 1, 2);

        double[] corrected = new double[all.Lanes], expected = new double[without.Lanes];
        all.Score(bag, corrected);
        leftOut.Correct(bag, corrected);
        without.Score(bag, expected);

        Assert.Equal(expected[0], corrected[0], 1e-4);
        Assert.Equal(expected[1], corrected[1], 1e-4);
    }

    [Fact]
    public void A_single_example_is_shrunk_by_the_ridge()
    {
        // K = 1, so alpha = 1 / (1 + 0.25) = 0.8 and the score of the example itself is 0.8.
        var model = new SymptomModel([new Example([0], [1f], 0, 1)], features: 1, symptoms: 1, ridge: 0.25f);
        double[] scores = new double[model.Lanes];

        model.Score(Bag(0), scores);

        Assert.Equal(0.8, scores[0], 1e-5);
    }

    private static FeatureBag Bag(params int[] features)
    {
        var bag = new FeatureBag();
        bag.Clear(features.Length);
        bag.Begin(FeatureBlock.Concept);
        foreach (int feature in features)
            bag.Add(feature);
        bag.End(MathF.Sqrt(features.Length), 0);
        return bag;
    }
}
