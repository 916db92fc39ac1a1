using System.Globalization;
using System.Xml.Linq;
using BackCare.Domain.Learn.Charts;

namespace BackCare.Tests.Domain.Learn.Charts;

public class ChartTests
{
    [Fact]
    public void A_line_chart_is_well_formed_has_a_text_alternative_and_one_path_a_curve()
    {
        XElement svg = XElement.Parse(LineChart.Svg(
            "NDCG over trees", "trees", "NDCG@10",
            [new Curve("train <1>", [(1, 0.5), (2, 0.6)]), new Curve("held out", [(1, 0.4), (2, double.NaN), (3, 0.5)])], (2, "best: 2")));

        Assert.Equal("NDCG over trees", svg.Attribute("aria-label")?.Value);
        Assert.Equal(2, svg.Elements("path").Count());
        Assert.Contains("train <1>", svg.Elements("text").Select(text => text.Value));
    }

    [Fact]
    public void A_value_in_the_middle_of_the_axis_is_drawn_in_the_middle()
    {
        XElement svg = XElement.Parse(IntervalChart.Svg("t", "a", [new IntervalRow("x", 0.5, 0, 1, true)]));
        double[] whisker = [.. svg.Elements("line").Where(line => line.Attribute("class")?.Value == "whisker own").Take(1)
            .SelectMany(line => new[] { Number(line, "x1"), Number(line, "x2") })];

        Assert.Equal((whisker[0] + whisker[1]) / 2, Number(svg.Element("circle")!, "cx"), 0.02);
    }

    [Fact]
    public void Bars_are_as_long_as_their_share_of_the_largest()
    {
        XElement svg = XElement.Parse(BarChart.Svg("t", ["gain"], [("a", [0.8]), ("b", [0.2])]));
        double[] widths = [.. svg.Elements("rect").Select(bar => Number(bar, "width"))];

        Assert.Equal(widths[0] / 4, widths[1], 0.02);
    }

    [Fact]
    public void Charts_of_nothing_and_of_one_value_are_still_pictures()
    {
        string[] pictures =
        [
            LineChart.Svg("t", "x", "y", []),
            LineChart.Svg("t", "x", "y", [new Curve("c", [(1, 1)])]),
            IntervalChart.Svg("t", "a", [new IntervalRow("n", double.NaN, double.NaN, double.NaN, false)]),
            BarChart.Svg("t", ["gain"], [("a", [0])]),
            ScatterChart.Svg("t", "x", "y", [], []),
            ScatterChart.Svg("t", "x", "y", [(0, 0), (0, 0)], [(0, 0)]),
        ];

        Assert.All(pictures, picture => Assert.DoesNotContain("NaN", XElement.Parse(picture).ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public void A_table_escapes_what_it_shows()
    {
        XElement table = XElement.Parse(HtmlTable.Render("c & d", ["<name>", "value"], [["a<b", "1"]]));

        Assert.Equal(["<name>", "value"], table.Descendants("thead").Descendants("th").Select(cell => cell.Value));
        Assert.Equal("a<b", table.Descendants("tbody").Descendants("th").Single().Value);
    }

    private static double Number(XElement element, string name) => double.Parse(element.Attribute(name)!.Value, CultureInfo.InvariantCulture);
}
