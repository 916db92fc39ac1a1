using System.Globalization;
using BackCare.App.Recommend;

namespace BackCare.Web.Pages;

/// <summary>The dose of an exercise in one line, such as <c>3 × 30 s, once a day, 5 days a week</c>.</summary>
public static class Dose
{
    /// <summary>What is known of the dose; what is not is left out.</summary>
    public static string Of(ExercisePart exercise)
    {
        ArgumentNullException.ThrowIfNull(exercise);
        string[] parts = [Work(exercise), Daily(exercise.TimesPerDay), Weekly(exercise.DaysPerWeek)];
        return string.Join(", ", parts.Where(p => p.Length > 0));
    }

    private static string Work(ExercisePart exercise)
    {
        string hold = exercise.HoldSeconds is { } seconds and > 0 ? Hold(seconds) : "";
        string repeats = exercise.Reps is { } reps and > 0 ? Plain(reps) : "";
        string set = (repeats, hold) switch
        {
            ("", _) => hold,
            (_, "") => repeats,
            ("1", _) => hold,
            _ => $"{repeats} × {hold}",
        };
        return exercise.Sets is { } sets and > 1 ? $"{Plain(sets)} sets of {set}" : set;
    }

    private static string Hold(int seconds) => seconds >= 120 && seconds % 60 == 0 ? $"{Plain(seconds / 60)} min" : $"{Plain(seconds)} s";

    private static string Daily(double? times) => times switch
    {
        null or <= 0 => "",
        1 => "once a day",
        2 => "twice a day",
        { } more => $"{Plain(more)} times a day",
    };

    private static string Weekly(double? days) => days switch
    {
        null or <= 0 => "",
        7 => "every day",
        3.5 => "every second day",
        1 => "one day a week",
        { } some => $"{Plain(some)} days a week",
    };

    private static string Plain(double number) => number.ToString("0.##", CultureInfo.InvariantCulture);
}
