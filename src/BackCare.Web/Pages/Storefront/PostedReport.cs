using Microsoft.Extensions.Primitives;

namespace BackCare.Web.Pages.Storefront;

/// <summary>What a shopper posted, as typed. It travels from page to page in hidden fields; the server keeps nothing.</summary>
/// <remarks>Fields keep the words that were typed, so that a page with a message beside a field shows them again.</remarks>
public sealed record PostedReport
{
    /// <summary>Longest text, in UTF-16 code units.</summary>
    public const int LongestText = 2_000;

    /// <summary>Value of <see cref="Who"/> when it is for a child.</summary>
    public const string Child = "child";

    /// <summary>Starts the name of a danger-sign answer: <c>answer.rf_…</c>.</summary>
    public const string AnswerPrefix = "answer.";

    /// <summary>Starts the name of a clarifying answer: <c>detail.first_step_morning</c>.</summary>
    public const string DetailPrefix = "detail.";

    public string Text { get; init; } = "";
    public IReadOnlyList<string> Symptoms { get; init; } = [];
    public IReadOnlyList<string> Rejected { get; init; } = [];
    public IReadOnlyList<string> Regions { get; init; } = [];
    public IReadOnlyList<string> Conditions { get; init; } = [];
    public IReadOnlyDictionary<string, string> Answers { get; init; } = new SortedDictionary<string, string>(StringComparer.Ordinal);
    public IReadOnlyList<string> Confirmed { get; init; } = [];
    public IReadOnlyList<string> Denied { get; init; } = [];
    public string Side { get; init; } = "";
    public string Severity { get; init; } = "";
    public string Duration { get; init; } = "";
    public string DurationUnit { get; init; } = "days";
    public string Activity { get; init; } = "";
    public string ShoeSize { get; init; } = "";
    public string Weight { get; init; } = "";
    public string Budget { get; init; } = "";
    public string Age { get; init; } = "";

    /// <summary><see cref="Child"/> when an adult answers for a child; empty otherwise.</summary>
    public string Who { get; init; } = "";
    public string Country { get; init; } = "US";
    public string Language { get; init; } = "en";
    public bool InStock { get; init; }

    /// <summary>Screens of the interview that were answered, in order: ids joined by +, so that each can be taken back.</summary>
    public IReadOnlyList<string> Trail { get; init; } = [];

    /// <summary>Groups of the plan to show; empty means all.</summary>
    public IReadOnlyList<string> Groups { get; init; } = [];

    /// <summary>How the products of a group are ordered.</summary>
    public string Sort { get; init; } = "best";

    /// <summary>Products to show side by side.</summary>
    public IReadOnlyList<string> Compared { get; init; } = [];

    /// <summary>True when there is nothing to read.</summary>
    public bool SaysNothing => string.IsNullOrWhiteSpace(Text) && Symptoms.Count == 0 && Regions.Count == 0;

    /// <summary>Reads a form posted to a page of a language. What was understood and not kept counts as struck out; what is ticked is never struck out.</summary>
    public static PostedReport From(IFormCollection form, string language)
    {
        string[] ticked = Many(form["symptom"]), kept = Many(form["keep"]);
        string[] dropped = [.. Many(form["understood"]).Except(kept, StringComparer.Ordinal)];
        string[] symptoms = [.. ticked.Except(dropped, StringComparer.Ordinal)];
        IReadOnlyList<string> denied = Details(form, yes: false), confirmed = Details(form, yes: true);
        var report = new PostedReport
        {
            Text = Normal(form["text"]),
            Symptoms = symptoms,
            Rejected = Many([.. Many(form["rejected"]), .. dropped], except: symptoms),
            Regions = Many(form["region"]),
            Conditions = Many(form["condition"]),
            Answers = Answered(form),
            Confirmed = Many([.. Many(form["qualifier"]), .. confirmed], except: denied),
            Denied = Many([.. Many(form["denied"]), .. denied], except: confirmed),
            Side = One(form["side"]),
            Severity = One(form["severity"]),
            Duration = One(form["duration"]),
            DurationUnit = One(form["durationUnit"]) is { Length: > 0 } unit ? unit : "days",
            Activity = One(form["activity"]),
            ShoeSize = One(form["shoeSize"]),
            Weight = One(form["weight"]),
            Budget = One(form["budget"]),
            Age = One(form["age"]),
            Who = One(form["who"]) == Child ? Child : "",
            Country = One(form["country"]) is { Length: > 0 } country ? country : "US",
            Language = language,
            InStock = One(form["inStock"]) == "true",
            Trail = [.. form["trail"].OfType<string>().Where(t => t.Length > 0)],
            Groups = Many(form["group"]),
            Sort = One(form["sort"]) is { Length: > 0 } sort ? sort : "best",
            Compared = Many(form["compare"]),
        };
        return InterviewAnswers.Take(report, form);
    }

    /// <summary>Every value by field name, so that a form can carry what it does not show.</summary>
    public IEnumerable<KeyValuePair<string, string>> Fields()
    {
        (string Name, string Value)[] single =
        [
            ("text", Text), ("side", Side), ("severity", Severity), ("duration", Duration), ("durationUnit", Duration.Length > 0 ? DurationUnit : ""),
            ("activity", Activity), ("shoeSize", ShoeSize), ("weight", Weight), ("budget", Budget), ("age", Age), ("who", Who), ("country", Country),
            ("inStock", InStock ? "true" : ""), ("sort", Sort == "best" ? "" : Sort),
        ];
        foreach ((string name, string value) in single.Where(f => f.Value.Length > 0)) yield return new(name, value);
        (string Name, IReadOnlyList<string> Values)[] many =
        [
            ("symptom", Symptoms), ("rejected", Rejected), ("region", Regions), ("condition", Conditions), ("qualifier", Confirmed), ("denied", Denied),
            ("trail", Trail), ("group", Groups), ("compare", Compared),
        ];
        foreach ((string name, IReadOnlyList<string> values) in many)
            foreach (string value in values) yield return new(name, value);
        foreach ((string id, string value) in Answers) yield return new(AnswerPrefix + id, value);
    }

    private static SortedDictionary<string, string> Answered(IFormCollection form)
    {
        var answers = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach ((string key, StringValues values) in form)
        {
            // A shown question comes after the hidden earlier answer to it: the last one counts.
            if (key.StartsWith(AnswerPrefix, StringComparison.Ordinal) && values is [.., { Length: > 0 } last])
                answers[key[AnswerPrefix.Length..]] = last;
        }
        return answers;
    }

    private static string[] Details(IFormCollection form, bool yes) =>
    [
        .. form.Where(f => f.Key.StartsWith(DetailPrefix, StringComparison.Ordinal) && f.Value is [.., { Length: > 0 } last] && (last == "yes") == yes)
            .Select(f => f.Key[DetailPrefix.Length..]),
    ];

    private static string One(StringValues values) => values is [.., { } last] ? last.Trim() : "";

    private static string[] Many(StringValues values) => Many([.. values.OfType<string>().Where(v => v.Length > 0)], except: []);

    private static string[] Many(IEnumerable<string> values, IReadOnlyList<string> except) =>
        [.. values.Except(except, StringComparer.Ordinal).Distinct(StringComparer.Ordinal)];

    /// <summary>Browsers post line ends as CR LF and count them as one character; spans and the limit count what is shown.</summary>
    private static string Normal(StringValues text) => One(text).Replace("\r\n", "\n", StringComparison.Ordinal);
}
