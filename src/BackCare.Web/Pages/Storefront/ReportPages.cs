using BackCare.App.Messaging;
using BackCare.App.Recommend;
using BackCare.App.Reviews;
using BackCare.App.Serving;
using BackCare.App.Symptoms;
using BackCare.Domain.Explain;
using BackCare.Domain.Knowledge;
using BackCare.Domain.Safety;
using BackCare.Web.Api;
using BackCare.Web.Pages.Privacy;
using BackCare.Web.Pages.Texts;
using MediatR;

namespace BackCare.Web.Pages.Storefront;

/// <summary>The steps from a report to an answer. Each takes the whole report and shows the page that is due.</summary>
public sealed class ReportPages(IMediator mediator, ShelfHost shelves, PageTexts texts, PageLanguage language, ConsentCookie consent)
{
    private static readonly IReadOnlyDictionary<string, string> NoErrors = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>A report that says nothing yet.</summary>
    public PostedReport Empty => new() { Language = texts.Language, Country = Countries.StartWith(language.Country, language.Code) };

    /// <summary>The first page with what was told so far.</summary>
    public Task<IResult> HomeAsync(PostedReport report, CancellationToken cancellationToken) => HomeAsync(report, NoErrors, cancellationToken);

    /// <summary>What was understood, to correct; a danger sign goes before it.</summary>
    public async Task<IResult> UnderstoodAsync(PostedReport report, CancellationToken cancellationToken)
    {
        ReportReading reading = ReportReading.Of(report, texts);
        if (reading.Errors.Count > 0) return await HomeAsync(report, reading.Errors, cancellationToken);
        Answer<GetRecommendations.Response> answer = await RehearseAsync(reading, cancellationToken);
        if (answer.Refusal is { } refusal) return StorefrontPages.Refused(refusal);
        if (answer.Value.Outcome == "referral") return await ReferralAsync(report, reading, cancellationToken);
        Answer<GetSymptoms.Response> vocabulary = await mediator.Send(new GetSymptoms.Query(Language: texts.Language), cancellationToken);
        return vocabulary.Match(
            known => Page.Of<UnderstoodPage>(new Dictionary<string, object?>
            {
                [nameof(UnderstoodPage.Report)] = report,
                [nameof(UnderstoodPage.Answer)] = answer.Value,
                [nameof(UnderstoodPage.Vocabulary)] = known,
            }),
            StorefrontPages.Refused);
    }

    /// <summary>The next screen of the interview; the answer when nothing is left to ask, and a danger sign before either.</summary>
    public async Task<IResult> InterviewAsync(PostedReport report, CancellationToken cancellationToken)
    {
        ReportReading reading = ReportReading.Of(report, texts);
        if (reading.Errors.Count > 0) return await HomeAsync(report, reading.Errors, cancellationToken);
        Answer<GetRecommendations.Response> answer = await RehearseAsync(reading, cancellationToken);
        return answer.Refusal is { } refusal ? StorefrontPages.Refused(refusal) : await InterviewAsync(report, reading, answer.Value, cancellationToken);
    }

    /// <summary>The answer: a referral, the questions that come first, or products and plan.</summary>
    public async Task<IResult> ResultsAsync(PostedReport report, CancellationToken cancellationToken)
    {
        ReportReading reading = ReportReading.Of(report, texts);
        if (reading.Errors.Count > 0) return await HomeAsync(report, reading.Errors, cancellationToken);
        Answer<GetRecommendations.Response> answer = await RehearseAsync(reading, cancellationToken);
        if (answer.Refusal is { } refusal) return StorefrontPages.Refused(refusal);
        // Questions that must come first are the interview's; it hides the products until they are answered.
        return answer.Value is { Outcome: "referral" } or { Outcome: "question", Products.Count: 0 }
            ? await InterviewAsync(report, reading, answer.Value, cancellationToken)
            : await ResultsAsync(report, reading, cancellationToken);
    }

    /// <summary>Products of the answer side by side.</summary>
    public Task<IResult> CompareAsync(PostedReport report, CancellationToken cancellationToken) => WithAnswerAsync(report, answer =>
        Page.Of<ComparePage>(new Dictionary<string, object?>
        {
            [nameof(ComparePage.Report)] = report,
            [nameof(ComparePage.View)] = CompareView.Of(answer, report.Compared),
            [nameof(ComparePage.List)] = answer.RecommendationId,
        }), cancellationToken);

    /// <summary>The self-care plan of the answer.</summary>
    /// <param name="report">What was told.</param>
    /// <param name="wrong">Messages by field, when a form of the plan page was posted that cannot be followed.</param>
    /// <param name="cancellationToken">The request's.</param>
    public Task<IResult> PlanAsync(PostedReport report, IReadOnlyDictionary<string, string>? wrong, CancellationToken cancellationToken) =>
        WithPlanAsync(report, (answer, _) => Page.Of<PlanPage>(new Dictionary<string, object?>
        {
            [nameof(PlanPage.Report)] = report,
            [nameof(PlanPage.Answer)] = answer,
            [nameof(PlanPage.Sources)] = NamedSources.Of(answer, shelves.Current?.Knowledge),
            [nameof(PlanPage.Errors)] = wrong ?? NoErrors,
        }, wrong is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity), cancellationToken);

    /// <summary>Something made of the plan; where there is none, the page that is due instead.</summary>
    internal Task<IResult> WithPlanAsync(
        PostedReport report, Func<GetRecommendations.Response, PlanPart, IResult> use, CancellationToken cancellationToken) =>
        WithAnswerAsync(report, answer => answer.Plan is { } plan ? use(answer, plan) : Page.Error(StatusCodes.Status404NotFound), cancellationToken);

    /// <summary>The chain, and the claims of the article beside what was found.</summary>
    public async Task<IResult> LearnAsync(int? reviews, CancellationToken cancellationToken)
    {
        Answer<GetSymptoms.Response> vocabulary = await mediator.Send(new GetSymptoms.Query(PageSize: 1, Language: texts.Language), cancellationToken);
        if (vocabulary.Refusal is { } refusal) return StorefrontPages.Refused(refusal);
        Answer<GetReviews.Response>? comments = await mediator.SendSparedAsync(new GetReviews.Query(ReviewTopic.Learn, "claims", Math.Clamp(reviews ?? 1, 1, 10_000)), cancellationToken);
        if (comments?.Refusal is { } unread) return StorefrontPages.Refused(unread);
        KnowledgeBase knowledge = shelves.Current!.Knowledge;
        return Page.Of<LearnPage>(new Dictionary<string, object?>
        {
            [nameof(LearnPage.Regions)] = vocabulary.Value.Regions.Where(r => BodyShapes.Middles.ContainsKey(r.Id)).Reverse().ToArray(),
            [nameof(LearnPage.Grades)] = Enum.GetValues<EvidenceGrade>().Select(grade => knowledge.Rows.Links.Count(l => l.Grade == grade)).ToArray(),
            [nameof(LearnPage.Comments)] = comments?.Value,
            [nameof(LearnPage.Sources)] = NamedSources.Of(LearnClaims.All.SelectMany(c => c.SourceIds), knowledge),
        });
    }

    /// <summary>A page of an answer that may be shown; else the page that is due instead.</summary>
    private async Task<IResult> WithAnswerAsync(PostedReport report, Func<GetRecommendations.Response, IResult> page, CancellationToken cancellationToken)
    {
        ReportReading reading = ReportReading.Of(report, texts);
        if (reading.Errors.Count > 0) return await HomeAsync(report, reading.Errors, cancellationToken);
        Answer<GetRecommendations.Response> answer = await RehearseAsync(reading, cancellationToken);
        if (answer.Refusal is { } refusal) return StorefrontPages.Refused(refusal);
        return answer.Value is { Outcome: "referral" } or { Outcome: "question", Products.Count: 0 }
            ? await InterviewAsync(report, reading, answer.Value, cancellationToken)
            : page(answer.Value);
    }

    private async Task<IResult> InterviewAsync(
        PostedReport report, ReportReading reading, GetRecommendations.Response answer, CancellationToken cancellationToken)
    {
        if (answer.Outcome == "referral") return await ReferralAsync(report, reading, cancellationToken);
        Answer<ContinueInterview.Response> step = await mediator.Send(reading.Interview, cancellationToken);
        if (step.Refusal is { } refusal) return StorefrontPages.Refused(refusal);
        if (step.Value.Done || shelves.Current is not { } shelf) return await ResultsAsync(report, reading, cancellationToken);
        RedFlag? first = shelf.Knowledge.RedFlags.GetValueOrDefault(step.Value.Screen[0].Id);
        return Page.Of<InterviewPage>(new Dictionary<string, object?>
        {
            [nameof(InterviewPage.Report)] = report,
            [nameof(InterviewPage.Asked)] = step.Value,
            [nameof(InterviewPage.Urgency)] = first?.Urgency.ToSnake(),
            [nameof(InterviewPage.Named)] = step.Value.RedFlags.Any(f => f.Id == step.Value.Screen[0].Id),
            [nameof(InterviewPage.MayShowNow)] = answer.Products.Count > 0,
        });
    }

    /// <summary>What decides which page is due. Only the answer that a page shows is counted, and kept with consent.</summary>
    private Task<Answer<GetRecommendations.Response>> RehearseAsync(ReportReading reading, CancellationToken cancellationToken) =>
        mediator.Send(reading.Query with { IsRehearsal = true }, cancellationToken);

    /// <summary>Shows the list: asked for once more, so that it counts and, with consent, is kept.</summary>
    private async Task<IResult> ResultsAsync(PostedReport report, ReportReading reading, CancellationToken cancellationToken)
    {
        Answer<GetRecommendations.Response> shown = await mediator.Send(consent.Current is { } given
            ? reading.Query with { VisitorId = given.VisitorId, Consent = new ConsentForm(given.Version, given.GrantedUtc), Personalise = given.Personalised }
            : reading.Query, cancellationToken);
        if (shown.Refusal is { } refusal) return StorefrontPages.Refused(refusal);
        GetRecommendations.Response answer = shown.Value;
        // What is known may have changed since the page was chosen: a danger sign stops the list also then.
        if (answer.Outcome == "referral") return Referral(report, answer);
        return (await mediator.Send(new GetSymptoms.Query(Language: texts.Language), cancellationToken)).Match(
            known => Page.Of<ResultsPage>(new Dictionary<string, object?>
            {
                [nameof(ResultsPage.Report)] = report,
                [nameof(ResultsPage.Answer)] = answer,
                [nameof(ResultsPage.Vocabulary)] = known,
                [nameof(ResultsPage.Sources)] = NamedSources.Of(answer, shelves.Current?.Knowledge),
            }),
            StorefrontPages.Refused);
    }

    private async Task<IResult> HomeAsync(PostedReport report, IReadOnlyDictionary<string, string> errors, CancellationToken cancellationToken)
    {
        Answer<GetSymptoms.Response> vocabulary = await mediator.Send(new GetSymptoms.Query(Language: texts.Language), cancellationToken);
        return vocabulary.Match(
            known => Page.Of<HomePage>(new Dictionary<string, object?>
            {
                [nameof(HomePage.Vocabulary)] = known,
                [nameof(HomePage.Report)] = report,
                [nameof(HomePage.Errors)] = errors,
            }, errors.Count > 0 ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK),
            StorefrontPages.Refused);
    }

    /// <summary>Shows a referral. It is counted and never kept: no list belongs to it.</summary>
    private async Task<IResult> ReferralAsync(PostedReport report, ReportReading reading, CancellationToken cancellationToken) =>
        (await mediator.Send(reading.Query, cancellationToken)).Match(answer => Referral(report, answer), StorefrontPages.Refused);

    private static IResult Referral(PostedReport report, GetRecommendations.Response answer) =>
        Page.Of<ReferralPage>(new Dictionary<string, object?> { [nameof(ReferralPage.Report)] = report, [nameof(ReferralPage.Answer)] = answer });
}
