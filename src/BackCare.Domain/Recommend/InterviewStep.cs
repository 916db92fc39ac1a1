using BackCare.Domain.Safety;

namespace BackCare.Domain.Recommend;

/// <summary>How far an interview has come.</summary>
/// <param name="Answered">Questions answered, skipped ones included.</param>
/// <param name="Remaining">Questions left, the one asked now included; may grow or shrink with the answers.</param>
/// <param name="Screens">Screens left when questions are shown together, the one shown now included.</param>
public sealed record InterviewProgress(int Answered, int Remaining, int Screens);

/// <summary>The next question of a stateless interview, or its end.</summary>
/// <param name="Done">True when nothing is left to ask.</param>
/// <param name="Question">The next question; null when done.</param>
/// <param name="Screen">The questions that may be shown together, <paramref name="Question"/> first; empty when done.</param>
/// <param name="Progress">How far it has come.</param>
/// <param name="CareLevel">How soon to be seen, as known so far.</param>
/// <param name="Message">Shown text; null when there is nothing to say yet.</param>
/// <param name="RedFlags">Danger signs raised so far, most urgent first.</param>
/// <param name="Understood">Symptoms understood, best first.</param>
public sealed record InterviewStep(
    bool Done, AskedQuestion? Question, IReadOnlyList<AskedQuestion> Screen, InterviewProgress Progress, CareLevel CareLevel, string? Message,
    IReadOnlyList<RaisedFlag> RedFlags, IReadOnlyList<UnderstoodSymptom> Understood);
