using BackCare.Domain.Knowledge;
using BackCare.Domain.Symptoms;

namespace BackCare.App.Recommend;

/// <summary>What a shopper sends, for a list as for the interview: everything is optional and nothing is kept.</summary>
/// <remarks>Ids and answers are text here, so that an unknown one is refused by its place and a hint and not by the JSON reader.
/// The properties are settable and not init-only, because generated JSON contracts set every init-only property and lose its default.</remarks>
public record ReportForm
{
    /// <summary>Own words, up to 2,000 characters, English or Spanish. Never logged.</summary>
    public string Text { get; set; } = "";

    /// <summary>Ticked symptom ids.</summary>
    public IReadOnlyList<string> Symptoms { get; set; } = [];

    /// <summary>Symptom ids the shopper struck out of what was understood.</summary>
    public IReadOnlyList<string> RejectedSymptoms { get; set; } = [];

    /// <summary>Ticked region ids.</summary>
    public IReadOnlyList<string> Regions { get; set; } = [];

    /// <summary>Answers to danger-sign questions; one that is missing has not been asked yet.</summary>
    public IReadOnlyList<AnswerForm> Answers { get; set; } = [];

    /// <summary>Qualifier ids the shopper confirmed.</summary>
    public IReadOnlyList<string> Qualifiers { get; set; } = [];

    /// <summary>Qualifier ids the shopper denied or skipped; not asked again.</summary>
    public IReadOnlyList<string> DeniedQualifiers { get; set; } = [];

    /// <summary>left, right or both.</summary>
    public string? Side { get; set; }

    /// <summary>About the shopper.</summary>
    public ContextForm Context { get; set; } = new();

    /// <summary>What the list may hold.</summary>
    public FilterForm Filter { get; set; } = new();

    /// <summary>The client's pseudonym for the visitor; kept only with consent.</summary>
    public string? VisitorId { get; set; }

    /// <summary>The client's pseudonym for the visit; kept only with consent.</summary>
    public string? SessionId { get; set; }

    /// <summary>The shopper's consent to keep this answer; without it, and under the age of 18 with it too, the list is answered and forgotten.</summary>
    public ConsentForm? Consent { get; set; }

    /// <summary>False answers as a stranger would be answered: what this visitor did before is not looked at. The answer is kept all the same where there is consent.</summary>
    public bool Personalise { get; set; } = true;

    /// <summary>Products at most, 1 to 50.</summary>
    public int Limit { get; set; } = 10;

    /// <summary>True asks for every stage's output and every product's score contributions.</summary>
    public bool Explain { get; set; }

    /// <summary>The consent that counts: a child gives none, and nobody gives it for one.</summary>
    internal ConsentForm? Counting => Context.Age < ContextForm.AdultAge ? null : Consent;

    /// <summary>The report as the domain reads it; the form must be valid.</summary>
    internal SymptomReport ToReport() => new()
    {
        Text = Text,
        Symptoms = Symptoms,
        RejectedSymptoms = RejectedSymptoms,
        Regions = Regions,
        Answers = [.. Answers.Select(a => new SafetyAnswer(a.Id, SnakeNames.TryParse(a.Answer, out AnswerValue value) ? value : AnswerValue.Unknown))],
        Qualifiers = Qualifiers,
        DeniedQualifiers = DeniedQualifiers,
        Side = Side is not null && SnakeNames.TryParse(Side, out BodySide side) ? side : null,
        Context = new ShopperContext
        {
            Severity = Context.Severity,
            DurationDays = Context.DurationDays,
            Activity = Context.Activity,
            ShoeSizeEu = Context.ShoeSizeEu,
            WeightKg = Context.WeightKg,
            BudgetMinor = Context.BudgetMinor,
            Age = Context.Age,
            Conditions = Context.Conditions,
            Country = Context.Country.ToUpperInvariant(),
            Language = Context.Language,
        },
    };
}

/// <summary>One answer.</summary>
/// <param name="Id">The danger sign asked for.</param>
/// <param name="Answer">yes, no, unknown or skipped.</param>
public sealed record AnswerForm(string Id, string Answer);

/// <summary>About the shopper; the meaning of each field is that of <see cref="ShopperContext"/>.</summary>
public sealed record ContextForm
{
    /// <summary>How bad, 0 to 10.</summary>
    public int? Severity { get; set; }

    /// <summary>How long, in days.</summary>
    public int? DurationDays { get; set; }

    /// <summary>Such as running or standing.</summary>
    public string? Activity { get; set; }

    /// <summary>Shoe size, EU.</summary>
    public double? ShoeSizeEu { get; set; }

    /// <summary>Body weight in kg.</summary>
    public double? WeightKg { get; set; }

    /// <summary>Highest price in minor units of the shop's currency.</summary>
    public long? BudgetMinor { get; set; }

    /// <summary>Under this age nothing is kept of an answer, also with consent.</summary>
    public const int AdultAge = 18;

    /// <summary>Age in years.</summary>
    public int? Age { get; set; }

    /// <summary>Condition ids.</summary>
    public IReadOnlyList<string> Conditions { get; set; } = [];

    /// <summary>ISO 3166 alpha-2 country, for what to do in an emergency.</summary>
    public string Country { get; set; } = "US";

    /// <summary>en or es.</summary>
    public string Language { get; set; } = "en";
}

/// <summary>What the list may hold.</summary>
public sealed record FilterForm
{
    /// <summary>True leaves out what cannot be bought now.</summary>
    public bool InStock { get; set; }

    /// <summary>Category ids to choose from; empty means all.</summary>
    public IReadOnlyList<string> Categories { get; set; } = [];
}

/// <summary>Consent to keep an answer.</summary>
/// <param name="Version">Version of the wording the shopper saw.</param>
/// <param name="GrantedUtc">When it was given.</param>
public sealed record ConsentForm(string Version, DateTime GrantedUtc);
