using System.Globalization;
using BackCare.App.Recommend;
using BackCare.Web.Pages.Texts;

namespace BackCare.Web.Pages.Storefront;

/// <summary>A posted report read into a query, with a message for each field that cannot be read.</summary>
public sealed record ReportReading(GetRecommendations.Query Query, IReadOnlyDictionary<string, string> Errors)
{
    /// <summary>The same report for the interview.</summary>
    public ContinueInterview.Query Interview => new()
    {
        Text = Query.Text,
        Symptoms = Query.Symptoms,
        RejectedSymptoms = Query.RejectedSymptoms,
        Regions = Query.Regions,
        Answers = Query.Answers,
        Qualifiers = Query.Qualifiers,
        DeniedQualifiers = Query.DeniedQualifiers,
        Side = Query.Side,
        Context = Query.Context,
    };

    /// <summary>Reads numbers and lengths; ids are checked by the use case.</summary>
    public static ReportReading Of(PostedReport posted, PageTexts texts)
    {
        ArgumentNullException.ThrowIfNull(posted);
        ArgumentNullException.ThrowIfNull(texts);
        var errors = new Dictionary<string, string>(StringComparer.Ordinal);
        if (posted.Text.Length > PostedReport.LongestText)
        {
            errors["text"] = texts["Errors_TextTooLong", posted.Text.Length, PostedReport.LongestText];
        }
        else if (posted.SaysNothing)
        {
            errors["text"] = texts["Errors_SaysNothing"];
        }
        double? Read(string field, string typed, string nameKey, double from, double to, bool whole = false)
        {
            if (typed.Length == 0) return null;
            bool isNumber = double.TryParse(typed.Replace(',', '.'), NumberStyles.Float, CultureInfo.InvariantCulture, out double value);
            if (isNumber && value >= from && value <= to && (!whole || double.IsInteger(value))) return value;
            errors[field] = texts[whole ? "Errors_WholeNumber" : "Errors_Number", texts[nameKey], from, to];
            return null;
        }
        // Products and questions differ for a child, so its age has to be known.
        if (posted is { Who: PostedReport.Child, Age.Length: 0 }) errors["age"] = texts["Errors_ChildAge"];
        double? duration = Read("duration", posted.Duration, "Field_Duration", 0, 1_000);
        double? budget = Read("budget", posted.Budget, "Field_Budget", 1, 10_000);
        var context = new ContextForm
        {
            Severity = (int?)Read("severity", posted.Severity, "Field_Severity", 0, 10, whole: true),
            DurationDays = duration is { } count ? (int)Math.Round(count * DaysIn(posted.DurationUnit), MidpointRounding.AwayFromZero) : null,
            Activity = posted.Activity.Length > 0 ? posted.Activity : null,
            ShoeSizeEu = Read("shoeSize", posted.ShoeSize, "Field_ShoeSize", 15, 60),
            WeightKg = Read("weight", posted.Weight, "Field_Weight", 2, 400),
            BudgetMinor = budget is { } money ? (long)Math.Round(money * 100, MidpointRounding.AwayFromZero) : null,
            Age = (int?)Read("age", posted.Age, "Field_Age", 0, 120, whole: true),
            Conditions = posted.Conditions,
            Country = posted.Country,
            Language = posted.Language,
        };
        var query = new GetRecommendations.Query
        {
            Text = posted.Text.Length > PostedReport.LongestText ? "" : posted.Text,
            Symptoms = posted.Symptoms,
            RejectedSymptoms = posted.Rejected,
            Regions = posted.Regions,
            Answers = [.. posted.Answers.Select(a => new AnswerForm(a.Key, a.Value))],
            Qualifiers = posted.Confirmed,
            DeniedQualifiers = posted.Denied,
            Side = posted.Side.Length > 0 ? posted.Side : null,
            Context = context,
            Filter = new FilterForm { InStock = posted.InStock },
            Limit = 12,
        };
        return new ReportReading(query, errors);
    }

    /// <summary>True when it is for somebody who is not grown up: an adult reads and decides.</summary>
    public static bool IsForChild(PostedReport posted)
    {
        ArgumentNullException.ThrowIfNull(posted);
        return posted.Who == PostedReport.Child || (int.TryParse(posted.Age, NumberStyles.None, CultureInfo.InvariantCulture, out int age) && age < ContextForm.AdultAge);
    }

    private static int DaysIn(string unit) => unit switch
    {
        "weeks" => 7,
        "months" => 30,
        "years" => 365,
        _ => 1,
    };
}
