using BackCare.App.Messaging;
using BackCare.App.Recommend;
using BackCare.App.Symptoms;
using MediatR;

namespace BackCare.Web.Pages.Storefront;

/// <summary>The steps from a report to an answer. Each takes the whole report and shows the page that is due.</summary>
public static class ReportPages
{
    private static readonly IReadOnlyDictionary<string, string> NoErrors = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The first page with what was told so far.</summary>
    public static Task<IResult> HomeAsync(PostedReport report, IMediator mediator, CancellationToken cancellationToken) =>
        HomeAsync(report, NoErrors, mediator, cancellationToken);

    /// <summary>What was understood, to correct; a danger sign goes before it.</summary>
    public static async Task<IResult> UnderstoodAsync(PostedReport report, IMediator mediator, CancellationToken cancellationToken)
    {
        ReportReading reading = ReportReading.Of(report);
        if (reading.Errors.Count > 0) return await HomeAsync(report, reading.Errors, mediator, cancellationToken);
        Answer<GetSymptoms.Response> vocabulary = await mediator.Send(new GetSymptoms.Query(), cancellationToken);
        if (vocabulary.Refusal is { } closed) return StorefrontPages.Refused(closed);
        Answer<GetRecommendations.Response> answer = await mediator.Send(reading.Query, cancellationToken);
        if (answer.Refusal is { } refusal) return StorefrontPages.Refused(refusal);
        if (answer.Value.Outcome == "referral") return Referral(report, answer.Value);
        return Page.Of<UnderstoodPage>(new Dictionary<string, object?>
        {
            [nameof(UnderstoodPage.Report)] = report,
            [nameof(UnderstoodPage.Answer)] = answer.Value,
            [nameof(UnderstoodPage.Vocabulary)] = vocabulary.Value,
        });
    }

    /// <summary>The answer: a referral, the questions that come first, or products and plan.</summary>
    public static async Task<IResult> ResultsAsync(PostedReport report, IMediator mediator, CancellationToken cancellationToken)
    {
        ReportReading reading = ReportReading.Of(report);
        if (reading.Errors.Count > 0) return await HomeAsync(report, reading.Errors, mediator, cancellationToken);
        Answer<GetRecommendations.Response> answer = await mediator.Send(reading.Query, cancellationToken);
        if (answer.Refusal is { } refusal) return StorefrontPages.Refused(refusal);
        GetRecommendations.Response response = answer.Value;
        IReadOnlyList<QuestionPart> questions = Questions(response);
        if (response.Outcome == "referral") return Referral(report, response);
        if (response is { Outcome: "question", Products.Count: 0 })
        {
            return Page.Of<QuestionsPage>(new Dictionary<string, object?>
            {
                [nameof(QuestionsPage.Report)] = report,
                [nameof(QuestionsPage.Answer)] = response,
                [nameof(QuestionsPage.Questions)] = questions,
            });
        }
        return Page.Of<ResultsPage>(new Dictionary<string, object?>
        {
            [nameof(ResultsPage.Report)] = report,
            [nameof(ResultsPage.Answer)] = response,
            [nameof(ResultsPage.Questions)] = questions,
        });
    }

    private static async Task<IResult> HomeAsync(
        PostedReport report, IReadOnlyDictionary<string, string> errors, IMediator mediator, CancellationToken cancellationToken)
    {
        Answer<GetSymptoms.Response> vocabulary = await mediator.Send(new GetSymptoms.Query(), cancellationToken);
        if (vocabulary.Refusal is { } refusal) return StorefrontPages.Refused(refusal);
        return Page.Of<HomePage>(new Dictionary<string, object?>
        {
            [nameof(HomePage.Vocabulary)] = vocabulary.Value,
            [nameof(HomePage.Report)] = report,
            [nameof(HomePage.Errors)] = errors,
        }, errors.Count > 0 ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);
    }

    private static IResult Referral(PostedReport report, GetRecommendations.Response answer) =>
        Page.Of<ReferralPage>(new Dictionary<string, object?> { [nameof(ReferralPage.Report)] = report, [nameof(ReferralPage.Answer)] = answer });

    /// <summary>The one question to ask now first, then those that belong beside the answer.</summary>
    private static IReadOnlyList<QuestionPart> Questions(GetRecommendations.Response answer) =>
        answer.Question is { } first ? [first, .. answer.SafetyQuestions.Where(q => q.Id != first.Id)] : answer.SafetyQuestions;
}
