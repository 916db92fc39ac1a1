using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Components;

namespace BackCare.Web.Pages;

/// <summary>A text element of an SVG; a component cannot write one, since <c>text</c> means something else there.</summary>
public static class SvgText
{
    /// <summary>The element with its text encoded.</summary>
    public static MarkupString At(double x, double y, string text) =>
        new(string.Create(CultureInfo.InvariantCulture, $"<text x=\"{x}\" y=\"{y}\">{WebUtility.HtmlEncode(text)}</text>"));

    /// <summary>The same with a class of the style sheet.</summary>
    public static MarkupString At(double x, double y, string css, string text) =>
        new(string.Create(CultureInfo.InvariantCulture, $"<text class=\"{css}\" x=\"{x:0.#}\" y=\"{y:0.#}\">{WebUtility.HtmlEncode(text)}</text>"));
}
