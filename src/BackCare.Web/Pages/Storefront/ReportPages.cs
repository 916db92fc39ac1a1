using BackCare.App.Messaging;
using BackCare.App.Recommend;
using BackCare.App.Serving;
using BackCare.App.Symptoms;
using BackCare.Web.Pages.Texts;
using MediatR;

namespace BackCare.Web.Pages.Storefront;

/// <summary>The steps from a report to an answer. Each takes the whole report and shows the page that is due.</summary>
public sealed class ReportPages(IMediator mediator, ShelfHost shelves, PageTexts texts, PageLanguage language)
{
    private static readonly IReadOnlyDictionary<string, string> NoErrors = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>A report that says nothing yet.</summary>
    public PostedReport Empty => new() { Language = texts.Language, Country = Countries.StartWith(language.Country) };

    /// <summary>The first page with what was told so far.</summary>
    public Task<IResult> HomeAsync(PostedReport report, CancellationToken cancellationToken) => HomeAsync(report, NoErrors, cancellationToken);

    /// <summary>What was understood, to correct; a danger sign goes before it.</summary>
    public async Task<IResult> UnderstoodAsync(PostedReport report, CancellationToken cancellationToken)
    {
        ReportReading reading = ReportReading.Of(report, texts);
        if (reading.Errors.Count > 0) return await HomeAsync(report, reading.Errors, cancellationToken);
        Answer<GetRecommendations.Response> answer = await mediator.Send(reading.Query, cancellationToken);
        if (answer.Refusal is { } refusal) return StorefrontPages.Refused(refusal);
        if (answer.Value.Outcome == "referral") return Referral(report, answer.Value);
        Answer<GetSymptoms.Response> vocabulary = await mediator.Send(new GetSymptoms.Query(), cancellationToken);
        return vocabulary.Match(
            known => Page.Of<UnderstoodPage>(new Dictionary<string, object?>
            {
                [nameof(UnderstoodPage.Report)] = report,
                [nameof(UnderstoodPage.Answer)] = answer.Value,
                [nameof(UnderstoodPage.Vocabulary)] = known,
            }),
            StorefrontPages.Refused);
    }

    /// <summary>The answer: a referral, the questions that come first, or products and plan.</summary>
    public async Task<IResult> ResultsAsync(PostedReport report, CancellationToken cancellationToken)
    {
        ReportReading reading = ReportReading.Of(report, texts);
        if (reading.Errors.Count > 0) return await HomeAsync(report, reading.Errors, cancellationToken);
        return (await mediator.Send(reading.Query, cancellationToken)).Match(answer => Answered(report, answer), StorefrontPages.Refused);
    }

    private IResult Answered(PostedReport report, GetRecommendations.Response answer)
    {
        if (answer.Outcome == "referral") return Referral(report, answer);
        if (answer is { Outcome: "question", Products.Count: 0 })
        {
            return Page.Of<QuestionsPage>(new Dictionary<string, object?>
            {
                [nameof(QuestionsPage.Report)] = report,
                [nameof(QuestionsPage.Answer)] = answer,
                [nameof(QuestionsPage.Questions)] = Questions(answer),
            });
        }
        return Page.Of<ResultsPage>(new Dictionary<string, object?>
        {
            [nameof(ResultsPage.Report)] = report,
            [nameof(ResultsPage.Answer)] = answer,
            [nameof(ResultsPage.Questions)] = Questions(answer),
            [nameof(ResultsPage.Sources)] = NamedSources.Of(answer, shelves.Current?.Knowledge),
        });
    }

    private async Task<IResult> HomeAsync(PostedReport report, IReadOnlyDictionary<string, string> errors, CancellationToken cancellationToken)
    {
        Answer<GetSymptoms.Response> vocabulary = await mediator.Send(new GetSymptoms.Query(), cancellationToken);
        return vocabulary.Match(
            known => Page.Of<HomePage>(new Dictionary<string, object?>
            {
                [nameof(HomePage.Vocabulary)] = known,
                [nameof(HomePage.Report)] = report,
                [nameof(HomePage.Errors)] = errors,
            }, errors.Count > 0 ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK),
            StorefrontPages.Refused);
    }

    private static IResult Referral(PostedReport report, GetRecommendations.Response answer) =>
        Page.Of<ReferralPage>(new Dictionary<string, object?> { [nameof(ReferralPage.Report)] = report, [nameof(ReferralPage.Answer)] = answer });

    /// <summary>The one question to ask now first, then those that belong beside the answer.</summary>
    private static IReadOnlyList<QuestionPart> Questions(GetRecommendations.Response answer) =>
        answer.Question is { } first ? [first, .. answer.SafetyQuestions.Where(q => q.Id != first.Id)] : answer.SafetyQuestions;
}
