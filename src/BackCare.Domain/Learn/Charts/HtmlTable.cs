using System.Text;

namespace BackCare.Domain.Learn.Charts;

/// <summary>The table that stands beside a chart and says the same in numbers.</summary>
public static class HtmlTable
{
    /// <summary>Renders a table; the first column heads its row, the others are right-aligned figures.</summary>
    /// <param name="caption">What the table shows.</param>
    /// <param name="headers">One per column.</param>
    /// <param name="rows">One text per column and row; everything is escaped.</param>
    public static string Render(string caption, IReadOnlyList<string> headers, IEnumerable<IReadOnlyList<string>> rows)
    {
        ArgumentNullException.ThrowIfNull(headers);
        ArgumentNullException.ThrowIfNull(rows);
        StringBuilder html = new();
        html.Append("<table><caption>").Append(SvgCanvas.Escaped(caption)).Append("</caption><thead><tr>");
        foreach (string header in headers)
            html.Append("<th scope=\"col\">").Append(SvgCanvas.Escaped(header)).Append("</th>");
        html.Append("</tr></thead><tbody>");
        foreach (IReadOnlyList<string> row in rows)
        {
            html.Append("<tr><th scope=\"row\">").Append(SvgCanvas.Escaped(row[0])).Append("</th>");
            foreach (string cell in row.Skip(1))
                html.Append("<td>").Append(SvgCanvas.Escaped(cell)).Append("</td>");
            html.Append("</tr>\n");
        }
        return html.Append("</tbody></table>").ToString();
    }
}
