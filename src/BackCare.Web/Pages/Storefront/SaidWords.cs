using BackCare.App.Recommend;

namespace BackCare.Web.Pages.Storefront;

/// <summary>The shopper's own words with those marked that led to a symptom.</summary>
public static class SaidWords
{
    /// <summary>The text in pieces, in order; a piece is marked when a symptom's span covers it.</summary>
    public static IEnumerable<(string Part, bool Marked)> Marked(string text, IReadOnlyList<UnderstoodPart> understood)
    {
        ArgumentNullException.ThrowIfNull(text);
        bool[] covered = new bool[text.Length];
        foreach (SpanPart span in understood.Select(u => u.Span).OfType<SpanPart>())
        {
            int start = Math.Clamp(span.Start, 0, text.Length), end = Math.Clamp(span.Start + span.Length, start, text.Length);
            covered.AsSpan(start..end).Fill(true);
        }
        for (int from = 0; from < text.Length;)
        {
            int to = from + 1;
            while (to < text.Length && covered[to] == covered[from]) to++;
            yield return (text[from..to], covered[from]);
            from = to;
        }
    }
}
