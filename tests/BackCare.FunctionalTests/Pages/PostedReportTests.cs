using BackCare.Web.Pages.Storefront;
using BackCare.Web.Pages.Texts;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace BackCare.FunctionalTests.Pages;

public class PostedReportTests
{
    [Fact]
    public void What_was_understood_and_not_kept_is_struck_out()
    {
        PostedReport report = Read(Form(("understood", ["arch_pain", "calf_tight"]), ("keep", ["calf_tight"])));

        Assert.Equal(["arch_pain"], report.Rejected);
        Assert.Empty(report.Symptoms);
    }

    [Fact]
    public void A_ticked_symptom_that_is_not_kept_is_unticked()
    {
        PostedReport report = Read(Form(("symptom", ["arch_pain"]), ("understood", ["arch_pain"])));

        Assert.Empty(report.Symptoms);
        Assert.Equal(["arch_pain"], report.Rejected);
    }

    [Fact]
    public void Ticking_a_struck_out_symptom_brings_it_back()
    {
        PostedReport report = Read(Form(("rejected", ["arch_pain"]), ("symptom", ["arch_pain"])));

        Assert.Equal(["arch_pain"], report.Symptoms);
        Assert.Empty(report.Rejected);
    }

    [Fact]
    public void The_last_answer_to_a_question_counts()
    {
        PostedReport report = Read(Form(("answer.rf_dvt", ["no", "yes"])));

        Assert.Equal("yes", report.Answers["rf_dvt"]);
    }

    [Fact]
    public void A_detail_is_confirmed_by_yes_and_denied_by_anything_else()
    {
        PostedReport report = Read(
            Form(("detail.first_step_morning", ["yes"]), ("detail.stairs", ["no"]), ("detail.at_night", ["skipped"]), ("qualifier", ["stairs"])));

        Assert.Equal(["first_step_morning"], report.Confirmed);
        Assert.Equal(["stairs", "at_night"], report.Denied);
    }

    [Fact]
    public void A_report_survives_the_trip_through_hidden_fields()
    {
        PostedReport told = Read(Form(
            ("text", ["línea uno\r\nline two"]), ("symptom", ["arch_pain"]), ("rejected", ["calf_tight"]), ("region", ["foot", "ankle"]),
            ("condition", ["pregnancy"]), ("answer.rf_dvt", ["no"]), ("qualifier", ["stairs"]), ("denied", ["at_night"]), ("side", ["left"]),
            ("severity", ["6"]), ("duration", ["3"]), ("durationUnit", ["weeks"]), ("activity", ["running"]), ("shoeSize", ["42.5"]),
            ("weight", ["80"]), ("budget", ["50"]), ("age", ["41"]), ("country", ["GB"]), ("inStock", ["true"])));

        PostedReport carried = Read(
            new FormCollection(told.Fields().GroupBy(f => f.Key, f => f.Value).ToDictionary(g => g.Key, g => new StringValues([.. g]))));

        Assert.Equal(told.Fields(), carried.Fields());
        Assert.Equal("línea uno\nline two", carried.Text);
    }

    [Fact]
    public void Numbers_are_read_with_comma_or_point_and_lengths_become_days()
    {
        ReportReading reading = ReportReading.Of(new PostedReport
        {
            Text = "sore heel",
            ShoeSize = "42,5",
            Budget = "49.99",
            Duration = "3",
            DurationUnit = "weeks",
        }, PageTexts.For("en"));

        Assert.Empty(reading.Errors);
        Assert.Equal(42.5, reading.Query.Context.ShoeSizeEu);
        Assert.Equal(4_999, reading.Query.Context.BudgetMinor);
        Assert.Equal(21, reading.Query.Context.DurationDays);
    }

    [Fact]
    public void Each_field_that_cannot_be_read_has_its_own_message()
    {
        ReportReading reading = ReportReading.Of(new PostedReport { Text = "sore heel", Age = "old", Weight = "1000", Severity = "4.5" }, PageTexts.For("en"));

        Assert.Equal(["age", "severity", "weight"], reading.Errors.Keys.Order());
        Assert.Equal("Age is a whole number from 0 to 120, or leave it empty.", reading.Errors["age"]);
    }

    [Fact]
    public void An_empty_report_asks_for_words_or_a_tick()
    {
        ReportReading reading = ReportReading.Of(new PostedReport { Text = "  " }, PageTexts.For("en"));

        Assert.Equal(["text"], reading.Errors.Keys);
    }

    [Fact]
    public void Messages_speak_the_language_of_the_page() =>
        Assert.Equal(
            "Edad: escriba un número entero de 0 a 120 o déjelo vacío.",
            ReportReading.Of(new PostedReport { Text = "talón", Age = "vieja" }, PageTexts.For("es")).Errors["age"]);

    private static PostedReport Read(FormCollection form) => PostedReport.From(form, "en");

    private static FormCollection Form(params (string Name, string[] Values)[] fields) =>
        new(fields.ToDictionary(f => f.Name, f => new StringValues(f.Values)));
}
