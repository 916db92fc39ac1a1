using BackCare.Domain.Reviews;

namespace BackCare.Tests.Domain.Reviews;

public sealed class RatingTests
{
    [Fact]
    public void Stars_are_counted_and_averaged()
    {
        // (5 + 5 + 2) / 3
        Rating rating = Rating.Of([5, 2, 5]);

        Assert.Equal([0, 1, 0, 0, 2], rating.OneToFive);
        Assert.Equal((3, 4.0), (rating.Count, rating.Average));
    }

    [Fact]
    public void Without_reviews_there_is_no_average() => Assert.Equal((0, 0.0), (Rating.None.Count, Rating.None.Average));
}
