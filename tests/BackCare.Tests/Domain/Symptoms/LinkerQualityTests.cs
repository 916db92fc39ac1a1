using BackCare.App.Knowledge;
using BackCare.Domain.Knowledge;
using BackCare.Domain.Symptoms;
using BackCare.Tests.Domain.Knowledge;

namespace BackCare.Tests.Domain.Symptoms;

/// <summary>Floors under the measured figures of docs/linking.md; the data folder's README says who wrote which texts when.</summary>
public sealed class LinkerQualityTests
{
    [Theory]
    [InlineData("symptoms_a.csv", 0.90, 0.97)]
    [InlineData("symptoms_b.csv", 0.90, 0.95)]
    public void Fresh_paraphrases_are_linked(string file, double top1, double top3)
    {
        LinkerScore score = Score(file);

        Assert.True(score.Top1 >= top1 * score.WithSymptoms, Describe(score));
        Assert.True(score.Top3Any >= top3 * score.WithSymptoms, Describe(score));
        Assert.Equal(0, score.FalseStops);
    }

    [Theory]
    [InlineData("danger_a.csv")]
    [InlineData("danger_b.csv")]
    [InlineData("danger_c.csv")]
    public void Every_paraphrased_danger_sign_is_found(string file)
    {
        LinkerScore score = Score(file);

        Assert.True(score.FlagsFound == score.FlagsExpected, Describe(score));
    }

    [Theory]
    [InlineData("everyday_a.csv")]
    [InlineData("everyday_b.csv")]
    public void Everyday_texts_do_not_stop_the_shop(string file)
    {
        LinkerScore score = Score(file);

        Assert.True(score.FalseStops + score.FalseQuestions <= 0.03 * score.WithoutFlags, Describe(score));
    }

    [Fact]
    public void Phrases_that_were_left_out_are_linked_and_stop_nothing()
    {
        LinkerScore score = LinkerEvaluation.LeaveOneOut(SeedLinker.Linker, SeedKnowledge.Base);

        Assert.True(score.Top1 >= 0.85 * score.Cases, $"top-1 {score.Top1} of {score.Cases}");
        Assert.True(score.Top3Any >= 0.93 * score.Cases, $"top-3 {score.Top3Any} of {score.Cases}");
        Assert.True(score.FalseStops <= 0.03 * score.Cases, $"false stops {score.FalseStops} of {score.Cases}");
    }

    [Fact]
    public void The_triage_cases_are_read()
    {
        LinkerScore score = LinkerEvaluation.Score(
            SeedLinker.Linker, SeedKnowledge.Base, Cases(Path.Combine(KnowledgeFolder.Seed, "triage_cases.csv")));

        Assert.True(score.Top1 >= 0.90 * score.WithSymptoms, Describe(score));
        Assert.True(score.Top3All >= 0.97 * score.WithSymptoms, Describe(score));
        Assert.True(score.FlagsFound == score.FlagsExpected, Describe(score));
    }

    private static LinkerScore Score(string file) => LinkerEvaluation.Score(
        SeedLinker.Linker, SeedKnowledge.Base, Cases(Path.Combine(AppContext.BaseDirectory, "Domain", "Symptoms", "data", file)));

    private static List<LinkerCase> Cases(string path)
    {
        KnowledgeTable table = KnowledgeFolder.ReadCsv("cases", path);
        int At(string column) => table.Columns.ToList().IndexOf(column);
        return [.. table.Rows.Select(r => new LinkerCase(
            r.Cells[At("id")], r.Cells[At("text")], Split(r.Cells[At("expected_symptoms")]), Split(r.Cells[At("expected_red_flags")])))];
    }

    private static string[] Split(string cell) => cell.Split('|', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static string Describe(LinkerScore score) =>
        string.Join('\n', score.Misses.Where(m => m.What != "false_link").Select(m => $"{m.Id} {m.What}: expected {m.Expected}, got {m.Got}"));
}
