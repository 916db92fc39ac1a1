using System.Globalization;
using BackCare.App.Recommend;
using BackCare.Web.Pages.Texts;

namespace BackCare.Web.Pages;

/// <summary>The dose of an exercise in one line, such as <c>3 × 30 s, once a day, 5 days a week</c>.</summary>
public static class Dose
{
    /// <summary>What is known of the dose; what is not is left out.</summary>
    public static string Of(ExercisePart exercise, PageTexts texts)
    {
        ArgumentNullException.ThrowIfNull(exercise);
        ArgumentNullException.ThrowIfNull(texts);
        string[] parts = [Work(exercise, texts), Daily(exercise.TimesPerDay, texts), Weekly(exercise.DaysPerWeek, texts)];
        return string.Join(", ", parts.Where(p => p.Length > 0));
    }

    private static string Work(ExercisePart exercise, PageTexts texts)
    {
        string hold = exercise.HoldSeconds is { } seconds and > 0 ? Hold(seconds, texts) : "";
        string repeats = exercise.Reps is { } reps and > 0 ? Plain(reps) : "";
        string set = (repeats, hold) switch
        {
            ("", _) => hold,
            (_, "") => repeats,
            ("1", _) => hold,
            _ => $"{repeats} × {hold}",
        };
        return exercise.Sets is { } sets and > 1 ? texts["Dose_Sets", Plain(sets), set] : set;
    }

    private static string Hold(int seconds, PageTexts texts) =>
        seconds >= 120 && seconds % 60 == 0 ? texts["Dose_Minutes", Plain(seconds / 60)] : texts["Dose_Seconds", Plain(seconds)];

    private static string Daily(double? times, PageTexts texts) => times switch
    {
        null or <= 0 => "",
        1 => texts["Dose_OnceADay"],
        2 => texts["Dose_TwiceADay"],
        { } more => texts["Dose_TimesADay", Plain(more)],
    };

    private static string Weekly(double? days, PageTexts texts) => days switch
    {
        null or <= 0 => "",
        7 => texts["Dose_EveryDay"],
        3.5 => texts["Dose_EverySecondDay"],
        1 => texts["Dose_OneDayAWeek"],
        { } some => texts["Dose_DaysAWeek", Plain(some)],
    };

    private static string Plain(double number) => number.ToString("0.##", CultureInfo.InvariantCulture);
}
