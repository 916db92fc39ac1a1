using System.Text;
using BackCare.App.Recommend;
using BackCare.Web.Pages.Storefront;
using BackCare.Web.Pages.Texts;

namespace BackCare.FunctionalTests.Pages;

public class PlanCalendarTests
{
    private static readonly DateTime Stamp = new(2026, 2, 27, 10, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void A_daily_exercise_of_weeks_one_to_four_repeats_for_28_days()
    {
        string file = Calendar(Phase("1-4", Exercise("ex_a", "Calf stretch", daysPerWeek: 7)));

        Assert.Contains("DTSTART:20260302T080000\r\nDURATION:PT10M\r\nRRULE:FREQ=DAILY;UNTIL=20260329T235959\r\nSUMMARY:Calf stretch\r\n", file, StringComparison.Ordinal);
        Assert.StartsWith("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n", file, StringComparison.Ordinal);
        Assert.EndsWith("END:VEVENT\r\nEND:VCALENDAR\r\n", file, StringComparison.Ordinal);
    }

    [Fact]
    public void A_later_phase_starts_in_its_own_week_and_three_days_leave_rest_between_them()
    {
        // Monday 2 March 2026 is the first day; week 3 begins on the 16th.
        string file = Calendar(Phase("1-2"), Phase("3-5", Exercise("ex_b", "Bridge", daysPerWeek: 3)));

        Assert.Contains("DTSTART:20260316T080000", file, StringComparison.Ordinal);
        Assert.Contains("RRULE:FREQ=WEEKLY;BYDAY=MO,WE,FR;UNTIL=20260405T235959", file, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_second_day_is_an_interval_and_the_second_exercise_follows_ten_minutes_later()
    {
        string file = Calendar(Phase("1-1", Exercise("ex_a", "One", 7), Exercise("ex_b", "Two", 3.5)));

        Assert.Contains("DTSTART:20260302T081000\r\nDURATION:PT10M\r\nRRULE:FREQ=DAILY;INTERVAL=2;", file, StringComparison.Ordinal);
    }

    [Fact]
    public void Long_lines_are_folded_at_75_octets_and_special_characters_escaped()
    {
        string file = Calendar(Phase("1-1", Exercise("ex_a", "Elevación; " + new string('ñ', 60), 7, "Sit, lean; breathe")));

        Assert.All(file.Split("\r\n"), line => Assert.InRange(Encoding.UTF8.GetByteCount(line), 0, 75));
        Assert.Contains("SUMMARY:Elevación\\; ", file, StringComparison.Ordinal);
        Assert.Contains("Sit\\, lean\\; breathe", file.Replace("\r\n ", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public void Who_begins_late_ends_on_the_same_day()
    {
        string file = Calendar(new TimeOnly(23, 50), Phase("1-1", Exercise("ex_a", "One", 7), Exercise("ex_b", "Two", 7)));

        Assert.Equal(["DTSTART:20260302T235000", "DTSTART:20260302T235900"], file.Split("\r\n").Where(l => l.StartsWith("DTSTART", StringComparison.Ordinal)));
    }

    [Fact]
    public void Every_entry_has_a_name_of_its_own_that_a_second_download_repeats()
    {
        string first = Calendar(Phase("1-2", Exercise("ex_a", "One", 7), Exercise("ex_b", "Two", 7)), Phase("3-4", Exercise("ex_a", "One", 7)));
        string[] names = [.. first.Split("\r\n").Where(l => l.StartsWith("UID:", StringComparison.Ordinal))];

        Assert.Equal(3, names.Distinct().Count());
        Assert.Equal(names, Calendar(Phase("1-2", Exercise("ex_a", "One", 7), Exercise("ex_b", "Two", 7)), Phase("3-4", Exercise("ex_a", "One", 7)))
            .Split("\r\n").Where(l => l.StartsWith("UID:", StringComparison.Ordinal)));
    }

    [Fact]
    public void The_same_plan_gives_the_same_bytes() =>
        Assert.Equal(Calendar(Phase("1-4", Exercise("ex_a", "Calf stretch", 7))), Calendar(Phase("1-4", Exercise("ex_a", "Calf stretch", 7))));

    private static string Calendar(params PhasePart[] phases) => Calendar(new TimeOnly(8, 0), phases);

    private static string Calendar(TimeOnly time, params PhasePart[] phases) => PlanCalendar.Of(
        new PlanPart("plan_x", "Title", 8, "limited", "Note", phases, [], []), new DateOnly(2026, 3, 2), time, Stamp, PageTexts.For("en"));

    private static PhasePart Phase(string weeks, params ExercisePart[] exercises) => new(weeks, "goal", exercises);

    private static ExercisePart Exercise(string id, string name, double daysPerWeek, string cues = "Do it") =>
        new(id, name, "stretch", cues, 1, 3, 30, 2, daysPerWeek, "", "", ["Stop if sharp."], null, "strong", [], []);
}
