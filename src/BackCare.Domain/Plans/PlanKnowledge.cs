using BackCare.Domain.Explain;
using BackCare.Domain.Safety;

namespace BackCare.Domain.Plans;

/// <summary>A condition that limits an exercise.</summary>
/// <param name="ConditionId">The condition.</param>
/// <param name="Level">How strictly.</param>
public sealed record ExerciseContraindication(string ConditionId, ContraindicationLevel Level);

/// <summary>A stretch, strength move or habit with its dose.</summary>
/// <param name="Id">Key, ex_*.</param>
/// <param name="Name">Shown name.</param>
/// <param name="Type">stretch, strength, mobility, alignment, balance, self_massage, aerobic or habit.</param>
/// <param name="Structures">Structures it works on.</param>
/// <param name="Symptoms">Symptoms it is for.</param>
/// <param name="Cues">How to do it.</param>
/// <param name="Sets">Sets per session.</param>
/// <param name="Reps">Repeats per set.</param>
/// <param name="HoldSeconds">Hold per repeat in seconds; on walking and habit rows the bout's length.</param>
/// <param name="TimesPerDay">Sessions a day.</param>
/// <param name="DaysPerWeek">Days a week; 3.5 is every second day.</param>
/// <param name="Progression">How to make it harder.</param>
/// <param name="Easier">How to make it easier.</param>
/// <param name="StopRules">Stop rule ids.</param>
/// <param name="Contraindications">Conditions that limit it.</param>
/// <param name="Grade">Confidence that it helps.</param>
/// <param name="SourceIds">What it rests on.</param>
/// <param name="SeedMentioned">Named in the seed article.</param>
/// <param name="EquipmentCategories">Categories that make it easier.</param>
public sealed record Exercise(
    string Id, string Name, string Type, IReadOnlyList<string> Structures, IReadOnlyList<string> Symptoms, string Cues, int? Sets, int? Reps,
    int? HoldSeconds, double? TimesPerDay, double? DaysPerWeek, string Progression, string Easier, IReadOnlyList<string> StopRules,
    IReadOnlyList<ExerciseContraindication> Contraindications, EvidenceGrade Grade, IReadOnlyList<string> SourceIds, bool SeedMentioned,
    IReadOnlyList<string> EquipmentCategories);

/// <summary>When to stop or step back.</summary>
/// <param name="Id">Key, sr_*.</param>
/// <param name="Text">Shown text.</param>
/// <param name="Action">stop_exercise, reduce, stop_and_screen, emergency, safety or refer.</param>
public sealed record StopRule(string Id, string Text, string Action);

/// <summary>A stretch of weeks in a plan.</summary>
/// <param name="Weeks">Such as <c>1-4</c>.</param>
/// <param name="Goal">What these weeks are for.</param>
/// <param name="Exercises">Exercise ids.</param>
public sealed record PlanPhase(string Weeks, string Goal, IReadOnlyList<string> Exercises);

/// <summary>A self-care plan template.</summary>
/// <param name="Id">Key, plan_*.</param>
/// <param name="Title">Shown title.</param>
/// <param name="Weeks">Length in weeks.</param>
/// <param name="Evidence">One line on the evidence.</param>
/// <param name="HonestNote">What is not known; always printed.</param>
/// <param name="Symptoms">Symptoms it is for.</param>
/// <param name="SourceIds">What it rests on.</param>
/// <param name="Phases">In order.</param>
public sealed record PlanTemplate(
    string Id, string Title, int Weeks, string Evidence, string HonestNote, IReadOnlyList<string> Symptoms, IReadOnlyList<string> SourceIds,
    IReadOnlyList<PlanPhase> Phases);
