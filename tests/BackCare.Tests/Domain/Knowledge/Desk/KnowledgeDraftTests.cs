using BackCare.App.Knowledge;
using BackCare.Domain.Knowledge;
using BackCare.Domain.Knowledge.Desk;

namespace BackCare.Tests.Domain.Knowledge.Desk;

public sealed class KnowledgeDraftTests
{
    private static readonly KnowledgeFiles Seed = KnowledgeFolder.Load(KnowledgeFolder.Seed);

    [Fact]
    public void A_changed_row_keeps_its_place_a_new_one_stands_at_the_end_and_a_removed_one_is_gone()
    {
        IReadOnlyList<KnowledgeTable> after = KnowledgeDraft.Apply(Seed.Tables,
        [
            new RowChange("stop_rules", "sr_new", new Dictionary<string, string?> { ["text"] = "Stop when it burns", ["action"] = "reduce" }),
            new RowChange("stop_rules", "sr_sharp_pain", new Dictionary<string, string?> { ["text"] = "Stop", ["action"] = "reduce" }),
            new RowChange("stop_rules", "sr_worse_next_day", null),
        ]);

        KnowledgeTable rules = after.Single(t => t.Name == "stop_rules");
        Assert.Equal(["sr_sharp_pain", "Stop", "reduce"], rules.Rows[0].Cells);
        Assert.Equal("sr_new", rules.Rows[^1].Key);
        Assert.DoesNotContain(rules.Rows, r => r.Key == "sr_worse_next_day");
        Assert.Same(Seed.Tables.Single(t => t.Name == "links"), after.Single(t => t.Name == "links"));
    }

    [Fact]
    public void A_row_that_comes_back_stands_where_it_stood()
    {
        IReadOnlyList<KnowledgeTable> without = KnowledgeDraft.Apply(Seed.Tables, [new RowChange("stop_rules", "sr_sharp_pain", null), new RowChange("stop_rules", "sr_worse_next_day", null)]);

        IReadOnlyList<KnowledgeTable> back = KnowledgeDraft.Apply(without,
        [
            new RowChange("stop_rules", "sr_new", Cells("stop_rules", "sr_sharp_pain")),
            new RowChange("stop_rules", "sr_sharp_pain", Cells("stop_rules", "sr_sharp_pain")) { Place = 0 },
            new RowChange("stop_rules", "sr_worse_next_day", Cells("stop_rules", "sr_worse_next_day")) { Place = 0 },
        ]);

        Assert.Equal([.. Keys(Seed.Tables), "sr_new"], Keys(back));

        static IEnumerable<string> Keys(IReadOnlyList<KnowledgeTable> tables) => tables.Single(t => t.Name == "stop_rules").Rows.Select(r => r.Key);
    }

    [Fact]
    public void A_problem_is_told_by_row_and_field_and_names_other_rows_by_their_ids()
    {
        // L003 leads from the gastrocnemius to the plantar fascia; a second link of the same two is one too many.
        KnowledgeRow first = Seed.Tables.Single(t => t.Name == "links").Rows[0];
        var copy = new Dictionary<string, string?>(Cells("links", first.Key)) { ["id"] = "L900" };

        DraftProblem problem = Assert.Single(Problems(new RowChange("links", "L900", copy)));

        Assert.Equal(("links", "L900", "to_structure"), (problem.Table, problem.Key, problem.Column));
        Assert.Contains($"in {first.Key} already", problem.Problem, StringComparison.Ordinal);
        Assert.DoesNotContain("line", problem.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Removing_what_others_name_is_told_at_those_who_name_it()
    {
        IReadOnlyList<DraftProblem> problems = Problems(new RowChange("stop_rules", "sr_sharp_pain", null));

        Assert.NotEmpty(problems);
        Assert.All(problems, p => Assert.Equal(("exercises", "stop_rules"), (p.Table, p.Column)));
        Assert.All(problems, p => Assert.Equal("names nothing in stop_rules", p.Problem));
    }

    [Fact]
    public void An_old_fault_elsewhere_does_not_stop_a_change()
    {
        (IReadOnlyList<KnowledgeTable> faulty, _) = SeedTables.With(Seed.Tables, "links", "L001", "strength", "lots");
        IReadOnlyList<KnowledgeTable> after = KnowledgeDraft.Apply(faulty,
            [new RowChange("stop_rules", "sr_sharp_pain", new Dictionary<string, string?> { ["text"] = "Stop at once", ["action"] = "stop_exercise" })]);

        Assert.Single(KnowledgeDraft.Problems(faulty, Seed.TriageCases));
        Assert.Empty(KnowledgeDraft.NewProblems(KnowledgeDraft.Problems(faulty, Seed.TriageCases), KnowledgeDraft.Problems(after, Seed.TriageCases)));
    }

    private static IReadOnlyList<DraftProblem> Problems(params RowChange[] changes) => KnowledgeDraft.Problems(KnowledgeDraft.Apply(Seed.Tables, changes), Seed.TriageCases);

    private static Dictionary<string, string?> Cells(string table, string key)
    {
        KnowledgeTable t = Seed.Tables.Single(x => x.Name == table);
        return t.Columns.Zip(t.Rows.Single(r => r.Key == key).Cells).ToDictionary(p => p.First, string? (p) => p.Second);
    }
}
