namespace BackCare.Web.Pages.Storefront;

/// <summary>What one screen of the interview adds to a report, and how a step back takes it away again.</summary>
/// <remarks>The page carries the trail of its screens in hidden fields, so that the server keeps nothing between them.</remarks>
internal static class InterviewAnswers
{
    private const char Joint = '+';

    /// <summary>Takes the answers of a posted screen: <c>on</c> names its questions, <c>all</c> answers every one of them, <c>back</c> goes one screen back.</summary>
    public static PostedReport Take(PostedReport report, IFormCollection form)
    {
        if (form.ContainsKey("back")) return Back(report);
        string[] shown = [.. form["on"].OfType<string>().Where(id => id.Length > 0).Distinct(StringComparer.Ordinal)];
        if (shown.Length == 0) return report;
        var answers = new SortedDictionary<string, string>(report.Answers.ToDictionary(StringComparer.Ordinal), StringComparer.Ordinal);
        if (form["all"] is [.., "no" or "skipped"] and [.., { } all])
        {
            foreach (string id in shown) answers[id] = all;
        }
        string[] answered = [.. shown.Where(id => answers.ContainsKey(id) || report.Confirmed.Contains(id) || report.Denied.Contains(id))];
        return answered.Length == 0 ? report : report with { Answers = answers, Trail = [.. report.Trail, string.Join(Joint, answered)] };
    }

    private static PostedReport Back(PostedReport report)
    {
        if (report.Trail.Count == 0) return report;
        HashSet<string> last = [.. report.Trail[^1].Split(Joint)];
        return report with
        {
            Trail = [.. report.Trail.SkipLast(1)],
            Answers = new SortedDictionary<string, string>(
                report.Answers.Where(a => !last.Contains(a.Key)).ToDictionary(StringComparer.Ordinal), StringComparer.Ordinal),
            Confirmed = [.. report.Confirmed.Where(id => !last.Contains(id))],
            Denied = [.. report.Denied.Where(id => !last.Contains(id))],
        };
    }
}
