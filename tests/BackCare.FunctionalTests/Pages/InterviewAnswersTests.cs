using BackCare.Web.Pages.Storefront;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace BackCare.FunctionalTests.Pages;

public class InterviewAnswersTests
{
    [Fact]
    public void One_no_answers_every_question_of_the_screen()
    {
        PostedReport report = Read(("on", ["rf_dvt", "rf_pe"]), ("all", ["no"]), ("answer.rf_cancer_history", ["yes"]));

        Assert.Equal(["rf_cancer_history=yes", "rf_dvt=no", "rf_pe=no"], report.Answers.Select(a => $"{a.Key}={a.Value}"));
        Assert.Equal(["rf_dvt+rf_pe"], report.Trail);
    }

    [Fact]
    public void A_yes_to_one_question_leaves_the_rest_of_the_screen_open()
    {
        PostedReport report = Read(("on", ["rf_dvt", "rf_pe"]), ("answer.rf_pe", ["yes"]));

        Assert.Equal(["rf_pe"], report.Answers.Keys);
        Assert.Equal(["rf_pe"], report.Trail);
    }

    [Fact]
    public void A_step_back_takes_the_last_screen_away_and_keeps_the_others()
    {
        PostedReport report = Read(
            ("trail", ["rf_dvt+rf_pe", "stairs"]), ("answer.rf_dvt", ["no"]), ("answer.rf_pe", ["no"]), ("qualifier", ["stairs", "at_night"]),
            ("on", ["after_rest"]), ("back", ["1"]));

        Assert.Equal(["rf_dvt+rf_pe"], report.Trail);
        Assert.Equal(["rf_dvt", "rf_pe"], report.Answers.Keys);
        Assert.Equal(["at_night"], report.Confirmed);
    }

    [Fact]
    public void Showing_the_results_early_answers_nothing()
    {
        PostedReport report = Read(("on", ["rf_dvt", "rf_pe"]));

        Assert.Empty(report.Answers);
        Assert.Empty(report.Trail);
    }

    [Fact]
    public void A_skipped_detail_is_not_asked_again_and_can_be_taken_back()
    {
        PostedReport report = Read(("on", ["stairs"]), ("detail.stairs", ["skipped"]));

        Assert.Equal(["stairs"], report.Denied);
        Assert.Equal(["stairs"], report.Trail);
    }

    private static PostedReport Read(params (string Name, string[] Values)[] fields) =>
        PostedReport.From(new FormCollection(fields.ToDictionary(f => f.Name, f => new StringValues(f.Values))), "en");
}
