using System.Globalization;
using System.Text.RegularExpressions;
using BackCare.App.Serving;
using BackCare.FunctionalTests.Hosting;
using BackCare.Web.Pages.Drawings;
using Microsoft.Extensions.DependencyInjection;

namespace BackCare.FunctionalTests.Pages.Drawings;

public partial class ExerciseDrawingsTests(BackCareSite site)
{
    [Fact]
    public void Every_exercise_that_the_shop_starts_with_has_a_drawing_and_no_drawing_is_left_over() =>
        Assert.Equal(
            site.Services.GetRequiredService<ShelfHost>().Current!.Knowledge.Exercises.Keys.Order(StringComparer.Ordinal),
            ExerciseDrawings.ById.Keys.Order(StringComparer.Ordinal));

    [Fact]
    public void Every_point_lies_inside_its_frame() =>
        Assert.All(ExerciseDrawings.ById.Values, drawing => Assert.All(
            Points().Matches(drawing.Svg),
            point =>
            {
                Assert.InRange(double.Parse(point.Groups["x"].Value, CultureInfo.InvariantCulture), 0, ExerciseDrawings.Width);
                Assert.InRange(double.Parse(point.Groups["y"].Value, CultureInfo.InvariantCulture), 0, ExerciseDrawings.Height);
            }));

    [Fact]
    public void An_arrow_has_its_barbs_at_its_end() =>
        Assert.Equal("<path class=\"move\" d=\"M0 10L20 10M15 13.4L20 10L15 6.6\"/>", ExerciseDrawings.Frame("> 0,10 20,10"));

    [Fact]
    public void A_part_that_is_none_is_refused_by_name() =>
        Assert.Contains("'z 1,2'", Assert.Throws<FormatException>(() => ExerciseDrawings.Frame("o 50,17;z 1,2")).Message, StringComparison.Ordinal);

    [GeneratedRegex(@"(?<=points=""[^""]*)(?<x>[\d.]+),(?<y>[\d.]+)")]
    private static partial Regex Points();
}
