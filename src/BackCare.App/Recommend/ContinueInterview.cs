using BackCare.App.Messaging;
using BackCare.App.Serving;
using BackCare.Domain.Knowledge;
using BackCare.Domain.Recommend;
using MediatR;

namespace BackCare.App.Recommend;

/// <summary>The next question for a report, or what it comes to. Stateless: the client resends all answers.</summary>
public static class ContinueInterview
{
    public sealed record Query : ReportForm, IRequest<Answer<Response>>;

    /// <param name="Done">True when nothing is left to ask.</param>
    /// <param name="Question">The next question; null when done.</param>
    /// <param name="Screen">The questions that may be shown together, the next one first; empty when done.</param>
    /// <param name="Progress">How far the interview is.</param>
    /// <param name="CareLevel">What the answers so far come to: self_care, clinician_soon, urgent_same_day or emergency_now.</param>
    /// <param name="Message">The care level's sentence; null when there is nothing to say.</param>
    /// <param name="RedFlags">Danger signs that count, most urgent first.</param>
    /// <param name="Understood">Symptoms, best first.</param>
    public sealed record Response(
        bool Done, QuestionPart? Question, IReadOnlyList<QuestionPart> Screen, ProgressPart Progress, string CareLevel, string? Message, IReadOnlyList<RedFlagPart> RedFlags,
        IReadOnlyList<UnderstoodPart> Understood);

    /// <param name="Answered">Questions of this interview that have an answer.</param>
    /// <param name="Remaining">Questions left at most.</param>
    /// <param name="Screens">Screens left at most, when the questions of <see cref="Response.Screen"/> are shown together.</param>
    public sealed record ProgressPart(int Answered, int Remaining, int Screens);

    internal sealed class Validator(ShelfHost shelves) : ReportValidator<Query>(shelves);

    internal sealed class Handler(ShelfHost shelves) : IRequestHandler<Query, Answer<Response>>
    {
        public Task<Answer<Response>> Handle(Query request, CancellationToken cancellationToken)
        {
            if (shelves.Current is not { } shelf)
                return Task.FromResult<Answer<Response>>(ShelfHost.NotReady);
            InterviewStep step = Interviewer.Next(request.ToReport(), shelf);
            return Task.FromResult<Answer<Response>>(new Response(
                step.Done, step.Question?.ToPart(), [.. step.Screen.Select(q => q.ToPart())],
                new ProgressPart(step.Progress.Answered, step.Progress.Remaining, step.Progress.Screens), step.CareLevel.ToSnake(), step.Message,
                [.. step.RedFlags.Select(f => f.ToPart())], [.. step.Understood.Select(u => u.ToPart())]));
        }
    }
}
