using BackCare.App.Recommend;
using BackCare.Web.Pages;
using BackCare.Web.Pages.Texts;

namespace BackCare.FunctionalTests.Pages;

public class DoseTests
{
    [Theory]
    [InlineData(1, 3, 30, 1.0, 7.0, "3 × 30 s, once a day, every day")]
    [InlineData(3, 12, null, 1.0, 3.0, "3 sets of 12, once a day, 3 days a week")]
    [InlineData(3, 15, null, 2.0, 7.0, "3 sets of 15, twice a day, every day")]
    [InlineData(1, 1, 600, null, 3.5, "10 min, every second day")]
    [InlineData(null, null, null, null, null, "")]
    public void A_dose_reads_as_one_line(int? sets, int? reps, int? hold, double? perDay, double? perWeek, string expected) =>
        Assert.Equal(expected, Dose.Of(new ExercisePart("ex", "Name", "stretch", "", sets, reps, hold, perDay, perWeek, "", "", [], null, "strong", [], []), PageTexts.For("en")));
}
