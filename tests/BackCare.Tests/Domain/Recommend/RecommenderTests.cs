using System.Globalization;
using System.Text;
using BackCare.Domain.Knowledge;
using BackCare.Domain.Recommend;
using BackCare.Domain.Safety;
using BackCare.Domain.Symptoms;
using static BackCare.Tests.Domain.Recommend.SeedShelf;

namespace BackCare.Tests.Domain.Recommend;

public sealed class RecommenderTests
{
    private static readonly string Golden = Path.Combine(Repository.Root, "tests", "BackCare.Tests", "Golden", "recommendations");

    /// <summary>Reports whose whole answer is kept in a file. Set BACKCARE_UPDATE_GOLDEN=1 to write the files anew, then read the difference.</summary>
    public static TheoryData<string, string, string, string> Reports => new()
    {
        { "heel-first-step", "heel_pain_first_step", "no", "" },
        { "heel-first-step-diabetes", "heel_pain_first_step", "no", "diabetes_at_risk_foot" },
        { "back-standing-unanswered", "low_back_pain_standing", "", "" },
        { "tight-calf-and-back-of-heel", "calf_tight|heel_pain_back", "no", "" },
        { "sciatica-unanswered", "sciatica_leg_pain", "", "" },
        { "sciatica-skipped-heel", "heel_pain_first_step", "skipped", "" },
        { "numb-feet", "foot_numb_tingle", "no", "" },
        { "child-heel", "heel_pain_child", "no", "" },
    };

    [Theory]
    [Trait("Rule", "RQ16")]
    [MemberData(nameof(Reports))]
    public void The_answer_to_a_report_stays_as_it_was_read_and_approved(string name, string symptoms, string answers, string conditions)
    {
        string[] ids = symptoms.Split('|');
        SafetyAnswer[] given = answers.Length == 0 ? [] : AnswersFor(ids, answers == "no" ? AnswerValue.No : AnswerValue.Skipped);
        var report = new SymptomReport { Answers = given, Context = new ShopperContext { Conditions = conditions.Length == 0 ? [] : [conditions] } };
        string text = Write(Ask(Understood(ids), report, limit: 8));
        string file = Path.Combine(Golden, name + ".txt");
        if (Environment.GetEnvironmentVariable("BACKCARE_UPDATE_GOLDEN") == "1")
        {
            Directory.CreateDirectory(Golden);
            File.WriteAllText(file, text);
        }

        Assert.True(File.Exists(file), $"{file} is missing: run with BACKCARE_UPDATE_GOLDEN=1 and read what it writes.");
        Assert.Equal(File.ReadAllText(file), text);
    }

    [Fact]
    public void The_same_request_gets_the_same_answer_byte_for_byte_on_any_culture_and_shelf_of_the_same_content()
    {
        Shelf again = Stock.Restock([.. Stock.Items.Select(i => i.Product).Reverse()], Stock.Version);
        string once = Write(AskCleared(["heel_pain_first_step", "calf_tight"]));
        CultureInfo before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("tr-TR");

        string twice = Write(Ask(Understood("heel_pain_first_step", "calf_tight"),
            new SymptomReport { Answers = AnswersFor(["heel_pain_first_step", "calf_tight"]) }, shelf: again));

        CultureInfo.CurrentCulture = before;
        Assert.Equal(once, twice);
    }

    [Fact]
    public void A_trace_tells_every_stage_and_no_word_of_the_text()
    {
        var report = new SymptomReport { Text = "xylophone heel hurts in the morning", Symptoms = ["heel_pain_first_step"] };

        StageTrace trace = Recommender.Recommend(new RecommendationRequest(report, new RecommendationFilter(), 5, Explain: true), Stock, SeedShelf.Knowledge).Trace!;

        Assert.Equal(["link", "gate", "reach", "collect", "score", "arrange", "explain"], trace.Stages.Select(s => s.Name));
        Assert.All(trace.Stages, s => Assert.DoesNotContain("xylophone", string.Join('\n', s.Lines), StringComparison.Ordinal));
    }

    [Fact]
    public void A_tie_asks_its_qualifier_beside_the_products()
    {
        Outcome outcome = Ask(Understood("heel_pain_first_step", "heel_bruise_center") with { Question = Stock.Knowledge.Qualifiers["barefoot_hard_floor"] });

        Assert.Equal((OutcomeKind.Question, "barefoot_hard_floor", QuestionKind.Qualifier), (outcome.Kind, outcome.Question!.Id, outcome.Question.Kind));
        Assert.NotEmpty(outcome.Products);
    }

    [Fact]
    public void A_far_runner_up_is_shown_back_and_decides_nothing()
    {
        var understanding = new Understanding
        {
            Symptoms =
            [
                new LinkedSymptom("calf_tight", 0.9, null, null, LinkOrigin.Text), new LinkedSymptom("heel_pain_back", 0.1, null, null, LinkOrigin.Text),
            ],
        };

        Outcome outcome = Ask(understanding);

        Assert.Equal(2, outcome.Understood.Count);
        Assert.Contains(outcome.Products, p => p.Product.EvidenceProfile == "calfrocker");
    }

    private static string Write(Outcome o)
    {
        var text = new StringBuilder();
        void Line(FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
        Line($"{o.Kind.ToSnake()}, {o.CareLevel.ToSnake()}: {o.Message}");
        foreach (RaisedFlag flag in o.RedFlags)
            Line($"! {flag.Id} from {flag.From.ToSnake()}: {flag.Message} {flag.Action}");
        if (o.Question is { } question)
            Line($"? {question.Kind.ToSnake()} {question.Id}: {question.Text}");
        Line($"beside: {string.Join(' ', o.SafetyQuestions.Select(q => q.Id))}");
        foreach (RankedProduct p in o.Products)
        {
            Line($"{p.Position}. {p.Product.Name} [{p.Product.Id}] {p.Group.ToSnake()} {p.Via.ToSnake()} {p.Score:0.0000}{(p.ForSale ? "" : " not for sale here")}{(p.Caution is null ? "" : " caution: " + p.Caution)}");
            Line($"   {p.Reason}");
            Line($"   {string.Join(" > ", p.Path)}");
            Line($"   {p.Evidence.RuleId} {p.Evidence.Effect.ToSnake()} {p.Evidence.Grade.ToSnake()} {p.Evidence.Scope.ToSnake()}: {string.Join(' ', p.Evidence.Sources.Select(s => s.Id))}");
        }

        Line($"removed {o.Removed}");
        foreach (CategoryLimit limit in o.Limits)
            Line($"limit {limit.CategoryId} {limit.Level.ToSnake()} ({limit.Because}): {limit.Reason}");
        foreach (var negative in o.NotShownToHelp)
            Line($"- {negative.Statement} {negative.Grade.ToSnake()}: {string.Join(' ', negative.Sources.Select(s => s.Id))}");
        foreach (var phase in o.Plan?.Phases ?? [])
            Line($"plan {o.Plan!.Id} weeks {phase.Weeks}, {phase.Goal}: {string.Join(' ', phase.Exercises.Select(e => e.Exercise.Id))}");
        foreach (var dropped in o.Plan?.Dropped ?? [])
            Line($"left out {dropped.ExerciseId} because of {dropped.Because}");
        return text.ToString();
    }
}
