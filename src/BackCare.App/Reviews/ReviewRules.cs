using BackCare.App.Messaging;
using BackCare.App.Serving;
using BackCare.Domain.Recommend;

namespace BackCare.App.Reviews;

/// <summary>Bounds of a review's fields, in UTF-16 code units, and the topics there are.</summary>
public static class ReviewRules
{
    public const int LongestTitle = 80;
    public const int ShortestText = 3;
    public const int LongestText = 2_000;
    public const int LongestName = 40;
    public const int LongestNote = 500;

    /// <summary>Parts of the Learn page that can be commented on.</summary>
    public static readonly IReadOnlyList<string> LearnTopics = ["chain", "claims"];

    /// <summary>Why nothing can be written about a topic; null when it can.</summary>
    internal static Refusal? Unknown(ReviewTopic topic, string key, Shelf? shelf) => topic switch
    {
        ReviewTopic.Product or ReviewTopic.ProductComment when shelf is null => ShelfHost.NotReady,
        ReviewTopic.Product or ReviewTopic.ProductComment => shelf.Find(key) is null ? new Refusal(RefusalKind.NotFound, "There is no such product; it may have been retired.") : null,
        _ => LearnTopics.Contains(key) ? null : new Refusal(RefusalKind.NotFound, $"There is no such topic. Use one of: {string.Join(", ", LearnTopics)}."),
    };

    /// <summary>One line, or several with single line breaks; no character that is not shown.</summary>
    internal static string Clean(string typed, bool lines)
    {
        var kept = new System.Text.StringBuilder(typed.Length);
        foreach (char c in typed.ReplaceLineEndings("\n").Trim())
        {
            if (c == '\n' && lines)
                kept.Append(c);
            else
                kept.Append(char.IsControl(c) || char.GetUnicodeCategory(c) == System.Globalization.UnicodeCategory.Format ? ' ' : c);
        }

        return kept.ToString().Trim();
    }
}
