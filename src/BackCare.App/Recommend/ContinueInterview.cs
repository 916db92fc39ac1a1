using BackCare.App.Messaging;
using MediatR;

namespace BackCare.App.Recommend;

/// <summary>The next question for a report, or what it comes to. Stateless: the client resends all answers.</summary>
public static class ContinueInterview
{
    public sealed record Query : ReportForm, IRequest<Answer<Response>>;

    /// <param name="Done">True when nothing is left to ask.</param>
    /// <param name="Question">The next question; null when done.</param>
    /// <param name="Progress">How far the interview is.</param>
    /// <param name="CareLevel">What the answers so far come to: self_care, clinician_soon, urgent_same_day or emergency_now.</param>
    /// <param name="Message">The care level's sentence; null when there is nothing to say.</param>
    /// <param name="RedFlags">Danger signs that count, most urgent first.</param>
    /// <param name="Understood">Symptoms, best first.</param>
    public sealed record Response(
        bool Done, QuestionPart? Question, ProgressPart Progress, string CareLevel, string? Message, IReadOnlyList<RedFlagPart> RedFlags,
        IReadOnlyList<UnderstoodPart> Understood);

    /// <param name="Answered">Questions of this interview that have an answer.</param>
    /// <param name="Remaining">Questions left at most.</param>
    public sealed record ProgressPart(int Answered, int Remaining);
}
