using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using BackCare.App.Recommend;
using BackCare.Web.Pages.Texts;

namespace BackCare.Web.Pages.Storefront;

/// <summary>A plan as an iCalendar file (RFC 5545): one repeating entry for each exercise of each phase, in the shopper's own time.</summary>
/// <remarks>Times carry no zone: eight in the morning is eight in the morning wherever the shopper is. Nothing that was told is in the file.</remarks>
public static class PlanCalendar
{
    private const int MinutesEach = 10, LineOctets = 75;

    // Days of a week that leave rest between them, by how many there are.
    private static readonly DayOfWeek[][] Spread =
    [
        [], [DayOfWeek.Monday], [DayOfWeek.Monday, DayOfWeek.Thursday], [DayOfWeek.Monday, DayOfWeek.Wednesday, DayOfWeek.Friday],
        [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Thursday, DayOfWeek.Friday],
        [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday],
        [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday, DayOfWeek.Saturday],
    ];

    /// <summary>The file, lines ended by CR LF.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="start">First day of its first week.</param>
    /// <param name="time">When the first exercise of a day begins; the others follow every ten minutes.</param>
    /// <param name="stampUtc">When the file is made.</param>
    /// <param name="texts">Words of the doses.</param>
    public static string Of(PlanPart plan, DateOnly start, TimeOnly time, DateTime stampUtc, PageTexts texts)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(texts);
        var file = new StringBuilder();
        Line(file, "BEGIN:VCALENDAR");
        Line(file, "VERSION:2.0");
        Line(file, "PRODID:-//BackCare//Plan//EN");
        foreach (PhasePart phase in plan.Phases)
        {
            (int first, int last) = Weeks(phase.Weeks);
            DateOnly from = start.AddDays((first - 1) * 7), to = start.AddDays((last * 7) - 1);
            foreach ((int index, ExercisePart exercise) in phase.Exercises.Index())
                Entry(file, exercise, from, to, Turn(time, index), stampUtc, texts);
        }
        Line(file, "END:VCALENDAR");
        return file.ToString();
    }

    private static void Entry(StringBuilder file, ExercisePart exercise, DateOnly from, DateOnly to, TimeOnly time, DateTime stampUtc, PageTexts texts)
    {
        (DateOnly day, string rule) = Repeat(exercise.DaysPerWeek, from);
        string begin = Text($"{day:yyyyMMdd}T{time:HHmm}00");
        string[] about = [Dose.Of(exercise, texts), exercise.Cues, .. exercise.StopRules];
        Line(file, "BEGIN:VEVENT");
        Line(file, $"UID:{Uid(exercise.Id, begin)}@backcare");
        Line(file, Text($"DTSTAMP:{stampUtc:yyyyMMdd'T'HHmmss'Z'}"));
        Line(file, $"DTSTART:{begin}");
        // A length, since an end could fall before its beginning where midnight lies between.
        Line(file, Text($"DURATION:PT{MinutesEach}M"));
        Line(file, Text($"RRULE:{rule};UNTIL={to:yyyyMMdd}T235959"));
        Line(file, $"SUMMARY:{Escaped(exercise.Name)}");
        Line(file, $"DESCRIPTION:{Escaped(string.Join('\n', about.Where(a => a.Length > 0)))}");
        Line(file, "END:VEVENT");
    }

    // Who begins late does the last exercises together rather than on the next morning, which may be a day of rest.
    private static TimeOnly Turn(TimeOnly start, int index)
    {
        TimeOnly turn = start.AddMinutes(index * MinutesEach, out int midnights);
        return midnights == 0 ? turn : TimeOnly.MaxValue;
    }

    private static (DateOnly First, string Rule) Repeat(double? daysPerWeek, DateOnly from)
    {
        if (daysPerWeek is 3.5) return (from, "FREQ=DAILY;INTERVAL=2");
        int days = (int)Math.Clamp(Math.Round(daysPerWeek ?? 7, MidpointRounding.AwayFromZero), 1, 7);
        if (days == 7) return (from, "FREQ=DAILY");
        DateOnly first = from;
        while (!Spread[days].Contains(first.DayOfWeek)) first = first.AddDays(1);
        return (first, "FREQ=WEEKLY;BYDAY=" + string.Join(',', Spread[days].Select(d => d.ToString()[..2].ToUpperInvariant())));
    }

    private static (int First, int Last) Weeks(string span) => span.Split('-') is [var first, var last]
        ? (int.Parse(first, CultureInfo.InvariantCulture), int.Parse(last, CultureInfo.InvariantCulture))
        : (int.Parse(span, CultureInfo.InvariantCulture), int.Parse(span, CultureInfo.InvariantCulture));

    private static string Uid(string exercise, string begin) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{exercise} {begin}")))[..24];

    private static string Escaped(string text) => text
        .Replace("\\", "\\\\", StringComparison.Ordinal).Replace(";", "\\;", StringComparison.Ordinal).Replace(",", "\\,", StringComparison.Ordinal)
        .Replace("\n", "\\n", StringComparison.Ordinal);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    // A line is at most 75 octets; what is longer goes on after a space. A character is never cut.
    private static void Line(StringBuilder file, string text)
    {
        int octets = 0;
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (octets + rune.Utf8SequenceLength > LineOctets)
            {
                file.Append("\r\n ");
                octets = 1;
            }
            file.Append(rune);
            octets += rune.Utf8SequenceLength;
        }
        file.Append("\r\n");
    }
}
