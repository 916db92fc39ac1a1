namespace BackCare.App.Recommend;

/// <summary>A self-care plan for what was understood.</summary>
/// <param name="Id">The template.</param>
/// <param name="Title">Shown title.</param>
/// <param name="Weeks">Length in weeks.</param>
/// <param name="Evidence">One line on the evidence.</param>
/// <param name="HonestNote">What is not known; always shown.</param>
/// <param name="Phases">In order.</param>
/// <param name="LeftOut">Exercises left out because of what the shopper reported.</param>
/// <param name="Sources">Source ids.</param>
public sealed record PlanPart(
    string Id, string Title, int Weeks, string Evidence, string HonestNote, IReadOnlyList<PhasePart> Phases, IReadOnlyList<LeftOutPart> LeftOut,
    IReadOnlyList<string> Sources);

/// <summary>A stretch of weeks.</summary>
public sealed record PhasePart(string Weeks, string Goal, IReadOnlyList<ExercisePart> Exercises);

/// <summary>An exercise with its dose.</summary>
/// <param name="Id">The exercise.</param>
/// <param name="Name">Shown name.</param>
/// <param name="Type">stretch, strength, mobility, alignment, balance, self_massage, aerobic or habit.</param>
/// <param name="Cues">How to do it.</param>
/// <param name="Sets">Sets per session.</param>
/// <param name="Reps">Repeats per set.</param>
/// <param name="HoldSeconds">Hold per repeat; on walking and habits the bout's length.</param>
/// <param name="TimesPerDay">Sessions a day.</param>
/// <param name="DaysPerWeek">Days a week; 3.5 is every second day.</param>
/// <param name="Progression">How to make it harder.</param>
/// <param name="Easier">How to make it easier.</param>
/// <param name="StopRules">When to stop or step back.</param>
/// <param name="Caution">A warning because of what the shopper reported; null when there is none.</param>
/// <param name="Grade">strong, moderate, limited or expert_opinion.</param>
/// <param name="Sources">Source ids.</param>
/// <param name="Equipment">Category ids of what makes it easier.</param>
public sealed record ExercisePart(
    string Id, string Name, string Type, string Cues, int? Sets, int? Reps, int? HoldSeconds, double? TimesPerDay, double? DaysPerWeek,
    string Progression, string Easier, IReadOnlyList<string> StopRules, string? Caution, string Grade, IReadOnlyList<string> Sources,
    IReadOnlyList<string> Equipment);

/// <summary>An exercise that was left out, and the condition that speaks against it.</summary>
/// <param name="ExerciseId">The exercise.</param>
/// <param name="Name">Shown name.</param>
/// <param name="ConditionId">The condition, or the complaint for which the equipment is to be avoided.</param>
/// <param name="Because">Its shown name.</param>
public sealed record LeftOutPart(string ExerciseId, string Name, string ConditionId, string Because);
