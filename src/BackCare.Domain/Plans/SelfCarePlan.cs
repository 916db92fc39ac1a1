using BackCare.Domain.Explain;

namespace BackCare.Domain.Plans;

/// <summary>An exercise as it stands in a shopper's plan.</summary>
/// <param name="Exercise">The exercise with its dose.</param>
/// <param name="StopRules">When to stop or step back.</param>
/// <param name="Caution">Why its tool is limited for this shopper; null when it is not.</param>
/// <param name="Sources">What it rests on.</param>
public sealed record PlannedExercise(Exercise Exercise, IReadOnlyList<StopRule> StopRules, string? Caution, IReadOnlyList<Source> Sources);

/// <summary>Some weeks of a shopper's plan.</summary>
/// <param name="Weeks">Such as <c>1-4</c>.</param>
/// <param name="Goal">What these weeks are for.</param>
/// <param name="Exercises">In order.</param>
public sealed record PlannedPhase(string Weeks, string Goal, IReadOnlyList<PlannedExercise> Exercises);

/// <summary>An exercise left out of a shopper's plan.</summary>
/// <param name="ExerciseId">The exercise.</param>
/// <param name="Name">Shown name.</param>
/// <param name="Because">The condition, or the symptom with which its kind is to be avoided, that speaks against it.</param>
/// <param name="BecauseName">Its shown name.</param>
public sealed record DroppedExercise(string ExerciseId, string Name, string Because, string BecauseName);

/// <summary>A self-care plan for one report: general fitness content, no individual treatment.</summary>
/// <param name="Id">Template id, or <c>plan_composed</c> when no template fits.</param>
/// <param name="Title">Shown title.</param>
/// <param name="Weeks">Length in weeks.</param>
/// <param name="Evidence">One line on the evidence.</param>
/// <param name="HonestNote">What is not known; always printed.</param>
/// <param name="SymptomIds">Matched symptoms it is for.</param>
/// <param name="Phases">In order.</param>
/// <param name="Dropped">Exercises left out for this shopper.</param>
/// <param name="Sources">What it rests on.</param>
public sealed record SelfCarePlan(
    string Id, string Title, int Weeks, string Evidence, string HonestNote, IReadOnlyList<string> SymptomIds, IReadOnlyList<PlannedPhase> Phases,
    IReadOnlyList<DroppedExercise> Dropped, IReadOnlyList<Source> Sources);
