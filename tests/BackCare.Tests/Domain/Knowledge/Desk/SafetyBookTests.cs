using BackCare.App.Knowledge;
using BackCare.App.Knowledge.Desk;
using BackCare.Domain.Knowledge;
using BackCare.Domain.Knowledge.Desk;
using BackCare.Domain.Recommend;
using BackCare.Tests.Domain.Recommend;

namespace BackCare.Tests.Domain.Knowledge.Desk;

public sealed class SafetyBookTests
{
    private static readonly KnowledgeFiles Seed = KnowledgeFolder.Load(KnowledgeFolder.Seed);
    private static readonly ShippedKnowledge Shipped = new();

    [Fact]
    public void The_same_knowledge_moves_no_case()
    {
        IReadOnlyList<SafetyCase> cases = SafetyBook.Of(SeedShelf.Stock, Shipped.Cases);

        SafetyComparison compared = SafetyBook.Compare(cases, SeedShelf.Stock, SeedShelf.Stock);

        Assert.Empty(compared.Changes);
        Assert.Equal((41, cases.Count - 41), (compared.Texts, compared.Reports));
    }

    [Fact]
    public void A_text_that_loses_its_danger_sign_is_a_lost_case()
    {
        // Case TC049 is "peed brown after crossfit".
        IEnumerable<string> patterns = SeedKnowledge.Base.Rows.RedFlagPatterns.Where(p => p.RedFlagId == "rf_dark_urine").Select(p => p.Id);
        Shelf after = With([.. patterns.Select(p => new RowChange("redflag_patterns", p, null)), Without("rf_dark_urine", "free_text_triggers")]);

        SafetyComparison compared = SafetyBook.Compare(SafetyBook.Texts(Shipped.Cases), SeedShelf.Stock, after);

        CaseChange lost = Assert.Single(compared.Changes);
        Assert.Equal(("TC049", CaseMove.Lost), (lost.Name, lost.Move));
        Assert.Contains("no longer seen: rf_dark_urine", lost.What);
        Assert.Equal("peed brown after crossfit", lost.Text);
    }

    [Fact]
    public void A_question_that_is_no_longer_asked_is_a_lost_case()
    {
        string gate = Cells("symptoms", "calf_tight")["gate_red_flags"]!;
        var fewer = new Dictionary<string, string?>(Cells("symptoms", "calf_tight")) { ["gate_red_flags"] = string.Join('|', gate.Split('|').Where(f => f != "rf_dvt")) };

        SafetyComparison compared = SafetyBook.Compare(SafetyBook.Of(SeedShelf.Stock, []), SeedShelf.Stock, With(new RowChange("symptoms", "calf_tight", fewer)));

        CaseChange plain = Assert.Single(compared.Changes, c => c.Name == "calf_tight");
        Assert.Equal(CaseMove.Lost, plain.Move);
        Assert.Contains("no longer asked: rf_dvt", plain.What);
    }

    [Fact]
    public void A_contraindication_that_goes_is_looser_and_one_that_comes_is_stricter()
    {
        // CI001 blocks heel cups for a diabetic foot at risk.
        Shelf looser = With(new RowChange("contraindications", "CI001", null));
        IReadOnlyList<SafetyCase> cases = SafetyBook.Of(SeedShelf.Stock, []);

        SafetyComparison away = SafetyBook.Compare(cases, SeedShelf.Stock, looser), back = SafetyBook.Compare(cases, looser, SeedShelf.Stock);

        Assert.NotEmpty(away.Changes);
        Assert.All(away.Changes, c => Assert.Equal(CaseMove.Looser, c.Move));
        Assert.Equal(away.Changes.Select(c => c.Name), back.Changes.Select(c => c.Name));
        Assert.All(back.Changes, c => Assert.Equal(CaseMove.Stricter, c.Move));
    }

    [Fact]
    public void A_care_level_that_falls_is_lost_even_when_more_is_held_back()
    {
        var before = new CaseResult { Kind = OutcomeKind.Products, CareLevel = BackCare.Domain.Safety.CareLevel.ClinicianSoon, RedFlags = [], Asked = [], Symptoms = ["a"], ForSale = ["p", "q"] };
        CaseResult after = before with { CareLevel = BackCare.Domain.Safety.CareLevel.SelfCare, ForSale = ["p"] };

        CaseChange change = CaseChange.Between(new SafetyCase("case", null, new()), before, after)!;

        Assert.Equal(CaseMove.Lost, change.Move);
        Assert.Equal(["care level clinician_soon → self_care", "no longer for sale: q"], change.What);
        Assert.Null(CaseChange.Between(new SafetyCase("case", null, new()), before, before));
    }

    private static Shelf With(params RowChange[] changes)
    {
        (KnowledgeRows rows, IReadOnlyList<KnowledgeProblem> problems) = KnowledgeReader.Read(KnowledgeDraft.Apply(Seed.Tables, changes));
        Assert.Empty(problems);
        return Shelf.Build(new KnowledgeBase(rows), SeedKnowledge.Base.Rows.Products, "changed");
    }

    private static RowChange Without(string flag, string column) => new("redflags", flag, new Dictionary<string, string?>(Cells("redflags", flag)) { [column] = "" });

    private static Dictionary<string, string?> Cells(string table, string key)
    {
        KnowledgeTable t = Seed.Tables.Single(x => x.Name == table);
        return t.Columns.Zip(t.Rows.Single(r => r.Key == key).Cells).ToDictionary(p => p.First, string? (p) => p.Second);
    }
}
