using BackCare.App.Knowledge;
using BackCare.Domain.Knowledge;

namespace BackCare.Tests.Domain.Knowledge;

public sealed class KnowledgeCheckTests
{
    private static readonly KnowledgeFiles Seed = KnowledgeFolder.Load(KnowledgeFolder.Seed);

    /// <summary>One broken cell each: table, key of the row, column, what is written into it, the column that is named, a part of the problem.</summary>
    public static TheoryData<string, string, string, string, string, string> BrokenCells => new()
    {
        // References
        { "structures", "soleus", "region", "shank", "region", "names no row of regions.csv" },
        { "links", "L001", "from_structure", "no_such", "from_structure", "names no row of structures.csv" },
        { "links", "L001", "to_structure", "no_such", "to_structure", "names no row of structures.csv" },
        { "links", "L003", "counter_source_ids", "IRVING_2007|NOBODY_1999", "counter_source_ids", "names no row of sources.csv" },
        { "links", "L001", "source_ids", "RADFORD_2006|RADFORD_2006", "source_ids", "is named more than once" },
        { "symptoms", "calf_tight", "regions", "lower_leg|shank", "regions", "names no row of regions.csv" },
        { "symptoms", "calf_tight", "qualifiers", "when_it_rains", "qualifiers", "names no row of qualifiers.csv" },
        { "symptoms", "calf_tight", "likely_structures", "gastrocnemius:0.9|solius:0.6", "likely_structures", "names no row of structures.csv" },
        { "symptoms", "calf_tight", "gate_red_flags", "rf_dvt|rf_nothing", "gate_red_flags", "names no row of redflags.csv" },
        { "symptom_phrases", "heel_pain_first_step_01", "symptom_id", "heel_pain", "symptom_id", "names no row of symptoms.csv" },
        { "redflags", "rf_under_16", "limit_categories", "night_splints|splints", "limit_categories", "names no row of categories.csv" },
        { "redflag_patterns", "RP001", "red_flag_id", "rf_bladder", "red_flag_id", "names no row of redflags.csv" },
        { "conditions", "pregnancy", "red_flag_id", "rf_baby", "red_flag_id", "names no row of redflags.csv" },
        { "contraindications", "CI001", "category_id", "heel_cup", "category_id", "names no row of categories.csv" },
        { "contraindications", "CI001", "condition_id", "diabetes", "condition_id", "names no row of conditions.csv" },
        { "evidence_rules", "EV0001", "symptom_id", "heel_pain", "symptom_id", "names no row of symptoms.csv" },
        { "evidence_rules", "EV0001", "structure_id", "heel", "structure_id", "names no row of structures.csv" },
        { "evidence_rules", "EV0001", "source_ids", "NOBODY_1999", "source_ids", "names no row of sources.csv" },
        { "exercises", "ex_glute_bridge", "stop_rules", "sr_sharp_pain|sr_no", "stop_rules", "names no row of stop_rules.csv" },
        { "exercises", "ex_glute_bridge", "contraindications", "bad_mood:block", "contraindications", "names no row of conditions.csv" },
        { "exercises", "ex_glute_bridge", "equipment_categories", "mats", "equipment_categories", "names no row of categories.csv" },
        { "products", "house_slant_board", "category_id", "boards", "category_id", "names no row of categories.csv" },
        { "products", "house_slant_board", "evidence_profile", "board", "evidence_profile", "has no evidence rule" },
        { "plans", "plan_heel", "symptoms", "heel_pain_first_step|heel", "symptoms", "names no row of symptoms.csv" },
        { "plan_phases", "plan_heel_01", "exercises", "ex_nothing", "exercises", "names no row of exercises.csv" },
        { "regulatory", "RQ01", "source_ids", "GDPR|DSGVO", "source_ids", "names no row of sources.csv" },
        { "claims_wording", "CL001", "source_ids", "NOBODY_1999", "source_ids", "names no row of sources.csv" },

        // Values
        { "links", "L001", "strength", "lots", "strength", "is not a number in range" },
        { "links", "L001", "use", "suggest", "use", "is not a known value" },
        { "symptoms", "calf_tight", "likely_structures", "gastrocnemius:1.2", "likely_structures", "has no weight above 0 and up to 1" },
        { "symptoms", "calf_tight", "regions", "lower_leg||foot", "regions", "has an empty item" },
        { "symptoms", "calf_tight", "population", "grown_up", "population", "is not a known value" },
        { "products", "house_slant_board", "price_usd_draft", "12,50", "price_usd_draft", "is not a price" },
        { "products", "house_slant_board", "latex_free", "maybe", "latex_free", "is not yes, no or unknown" },
        { "exercises", "ex_glute_bridge", "sets", "2.5", "sets", "is not a whole number" },
        { "exercises", "ex_glute_bridge", "contraindications", "pregnancy:never", "contraindications", "has no known level" },
        { "sources", "SAHAR_2007", "url", "doi:10.1002", "url", "is not a web address" },
        { "symptom_phrases", "heel_pain_first_step_01", "phrase", "heel pain ", "phrase", "starts or ends with a space" },
        { "symptom_phrases", "heel_pain_first_step_01", "phrase", "heel\npain", "phrase", "holds a line break" },
        { "symptom_phrases", "heel_pain_first_step_01", "lang", "de", "lang", "is not a known value" },
        { "symptom_phrases", "heel_pain_first_step_01", "kind", "funny", "kind", "is not a known value" },
        { "symptom_phrases", "heel_pain_first_step_02", "id", "heel pain 2", "id", "is not an id" },
        { "symptom_phrases", "heel_pain_first_step_02", "id", "heel_pain_first_step_01", "id", "stands in line 2 already" },

        // Evidence
        { "evidence_rules", "EV0001", "relevance", "0", "relevance", "is 0 although the effect is may_help" },
        { "evidence_rules", "EV0001", "effect", "no_benefit", "relevance", "is not 0 although the effect is no_benefit" },
        { "evidence_rules", "EV0001", "effect", "avoid", "role", "does not fit the effect avoid" },
        { "evidence_rules", "EV0001", "role", "not_recommended", "role", "does not fit the effect may_help" },
        { "evidence_rules", "EV0002", "symptom_id", "heel_pain_first_step", "symptom_id", "has a rule of this profile in line 2 already" },
        { "evidence_rules", "EV0001", "source_ids", "", "source_ids", "is empty" },
        { "evidence_rules", "EV0001", "symptom_id", "sciatica_leg_pain", "effect", "foot care helps a low-back" },
        { "evidence_rules", "EV0001", "symptom_id", "si_joint_pain", "effect", "foot care helps a low-back" },
        { "evidence_rules", "EV0001", "symptom_id", "buttock_pain_sitting", "effect", "foot care helps a low-back" },
        { "evidence_rules", "EV0001", "symptom_id", "foot_numb_tingle", "symptom_id", "nothing is sold for" },

        // The chain
        { "links", "L001", "strength", "0.95", "strength", "is outside the band of moderate" },
        { "links", "L001", "strength", "0.35", "strength", "is outside the band of moderate" },
        { "links", "L001", "evidence_grade", "strong", "", "" },
        { "links", "L001", "evidence_grade", "expert_opinion", "use", "rests on expert opinion alone" },
        { "links", "L001", "use", "educate_only", "strength", "is above 0.25 for educate_only" },
        { "links", "L001", "to_structure", "gastrocnemius", "to_structure", "is the structure that the link starts from" },
        { "links", "L002", "from_structure", "gastrocnemius", "to_structure", "in line 2 already" },
        { "regions", "ankle", "chain_order", "0", "chain_order", "is the place of line 2 already" },
        { "structures", "soleus", "chain_order", "5", "chain_order", "is not the place of its region, 2" },

        // Safety
        { "redflags", "rf_ces_bladder", "gate", "advise", "gate", "must be stop_all for emergency_now" },
        { "redflags", "rf_under_16", "limit_categories", "", "limit_categories", "is empty although the gate is limit_categories" },
        { "redflags", "rf_ces_bladder", "limit_categories", "heel_cups", "limit_categories", "has no effect" },
        { "redflags", "rf_recent_surgery", "regions", "", "regions", "is empty although the gate is stop_region" },
        { "redflags", "rf_ces_bladder", "trigger_answer", "sometimes", "trigger_answer", "is neither yes nor no" },
        { "redflags", "rf_ces_bladder", "message", "", "message", "is empty" },
        { "redflag_patterns", "RP001", "pattern", "pee/ & can't", "pattern", "has an empty group or alternative" },
        { "redflag_patterns", "RP001", "pattern", "pee / bladder & can't", "pattern", "has a space beside '/'" },
        { "redflag_patterns", "RP001", "pattern", "p*e & can't", "pattern", "has '*' that does not end a word" },
        { "redflag_patterns", "RP001", "pattern", "Pee & can't", "pattern", "has capital letters" },
        { "contraindications", "CI002", "category_id", "heel_cups", "condition_id", "is stated for this category in line 2 already" },

        // Symptoms and words
        { "symptoms", "calf_tight", "gate_red_flags", "", "gate_red_flags", "is empty and no reason is stated" },
        { "symptoms", "calf_tight", "likely_structures", "", "likely_structures", "is empty" },
        { "symptom_phrases", "heel_pain_first_step_02", "phrase", "Heel hurts when I get out of bed!", "phrase", "stands in line 2 already" },
        { "symptom_phrases", "calf_tight_01", "phrase", "heel hurts when i get out of bed", "phrase", "stands for heel_pain_first_step in line 2 already" },
        { "symptom_phrases", "calf_tight_01", "phrase", "my heals hert in the moring", "phrase", "is a text of triage_cases.csv" },
        { "lexicon", "LX0001", "term", "he*el", "term", "at most one '*'" },
        { "lexicon", "LX0001", "term", "Heel*", "term", "has capital letters" },
        { "lexicon", "LX0002", "term", "heel*", "term", "stands for this concept in line 2 already" },
        { "lexicon", "LX0002", "type", "sensation", "type", "is body for this concept in line 2" },

        // Plans, catalogue, wording
        { "plan_phases", "plan_heel_02", "weeks", "6-12", "weeks", "does not start with week 5" },
        { "plan_phases", "plan_heel_02", "weeks", "later", "weeks", "is not a span of weeks" },
        { "plans", "plan_heel", "weeks", "10", "weeks", "is not the last week of its phases, 12" },
        { "exercises", "ex_glute_bridge", "type", "magic", "type", "is not a known value" },
        { "exercises", "ex_glute_bridge", "stop_rules", "", "stop_rules", "is empty" },
        { "stop_rules", "sr_sharp_pain", "action", "shout", "action", "is not a known value" },
        { "products", "house_slant_board", "regions", "", "regions", "is empty" },
        { "products", "house_slant_board", "sku", "BC-0001", "sku", "is the SKU of line 2 already" },
        { "products", "house_slant_board", "firmness", "squishy", "firmness", "is not a known value" },
        { "claims_wording", "CL002", "phrase", "Cures", "", "" },
    };

    [Fact]
    public void The_seed_keeps_every_rule()
    {
        Assert.Empty(Seed.Problems);
        Assert.Empty(KnowledgeCheck.Run(Seed.Tables, Seed.TriageCases));
    }

    [Theory]
    [MemberData(nameof(BrokenCells))]
    public void A_broken_cell_is_named_by_file_line_and_column(string table, string key, string column, string value, string named, string problem)
    {
        (IReadOnlyList<KnowledgeTable> tables, KnowledgeRow row) = SeedTables.With(Seed.Tables, table, key, column, value);
        IReadOnlyList<KnowledgeProblem> found = KnowledgeCheck.Run(tables, Seed.TriageCases);

        if (problem.Length == 0)
            Assert.Empty(found);
        else
            Assert.Contains(found, p => p.File == KnowledgeSchema.ByName[table].File && p.Line == row.Line && p.Column == named && p.Problem.Contains(problem, StringComparison.Ordinal) && p.Remedy.Length > 0);
    }

    [Fact]
    public void Helps_needs_moderate_evidence()
    {
        KnowledgeRow helps = Seed.Tables.Single(t => t.Name == "evidence_rules").Rows.First(r => r.Cells[3] == "helps");
        (IReadOnlyList<KnowledgeTable> tables, _) = SeedTables.With(Seed.Tables, "evidence_rules", helps.Key, "evidence_grade", "limited");

        KnowledgeProblem only = Assert.Single(KnowledgeCheck.Run(tables));
        Assert.Equal(("evidence_rules.csv", helps.Line, "evidence_grade", "limited"), (only.File, only.Line, only.Column, only.Value));
    }

    [Fact]
    public void A_symptom_without_a_phrase_is_named()
    {
        IReadOnlyList<KnowledgeTable> tables = SeedTables.Without(Seed.Tables, "symptom_phrases", row => row.Cells[1] == "bunion_pain");

        KnowledgeProblem only = Assert.Single(KnowledgeCheck.Run(tables));
        Assert.Equal(("symptoms.csv", "id", "bunion_pain"), (only.File, only.Column, only.Value));
    }

    [Fact]
    public void A_symptom_may_state_why_it_has_no_gate()
    {
        (IReadOnlyList<KnowledgeTable> tables, _) = SeedTables.With(Seed.Tables, "symptoms", "calf_tight", "gate_red_flags", "");
        KnowledgeTable symptoms = tables.Single(t => t.Name == "symptoms");
        KnowledgeTable reasoned = symptoms with
        {
            Columns = [.. symptoms.Columns, "no_gate_reason"],
            Rows = [.. symptoms.Rows.Select(r => r with { Cells = [.. r.Cells, r.Key == "calf_tight" ? "Harmless" : ""] })],
        };

        Assert.Empty(KnowledgeCheck.Run([.. tables.Select(t => t.Name == "symptoms" ? reasoned : t)]));
    }

    [Fact]
    public void A_danger_sign_that_nothing_can_meet_is_named()
    {
        IReadOnlyList<KnowledgeTable> tables = SeedTables.Without(Seed.Tables, "redflag_patterns", row => row.Cells[1] == "rf_eye_injury");
        (tables, _) = SeedTables.With(tables, "redflags", "rf_eye_injury", "free_text_triggers", "");
        (tables, KnowledgeRow flag) = SeedTables.With(tables, "redflags", "rf_eye_injury", "scope", "symptom_gate");

        KnowledgeProblem only = Assert.Single(KnowledgeCheck.Run(tables));
        Assert.Equal(("redflags.csv", flag.Line, "id"), (only.File, only.Line, only.Column));
    }

    [Fact]
    public void A_missing_file_is_said_once()
    {
        foreach (KnowledgeTableShape shape in KnowledgeSchema.Tables.Where(s => s.Name is "regulatory" or "stop_rules" or "qualifiers"))
        {
            KnowledgeTable[] tables = [.. Seed.Tables.Where(t => t.Name != shape.Name)];
            Assert.Equal(new KnowledgeProblem(shape.File, 0, "", "", "is missing", "Put the file beside the others"), Assert.Single(KnowledgeCheck.Run(tables)));
        }
    }

    [Fact]
    public void A_missing_column_is_said_once_and_not_for_every_row()
    {
        KnowledgeTable lexicon = Seed.Tables.Single(t => t.Name == "lexicon");
        KnowledgeTable cut = lexicon with { Columns = lexicon.Columns.Take(4).ToList(), Rows = [.. lexicon.Rows.Select(r => r with { Cells = [.. r.Cells.Take(4)] })] };

        KnowledgeProblem only = Assert.Single(KnowledgeCheck.Run([.. Seed.Tables.Select(t => t.Name == "lexicon" ? cut : t)]));
        Assert.Equal(("lexicon.csv", 1, "lang", "is a missing column"), (only.File, only.Line, only.Column, only.Problem));
    }

    [Fact]
    public void An_unknown_column_is_named()
    {
        KnowledgeTable regions = Seed.Tables.Single(t => t.Name == "regions");
        KnowledgeTable wide = regions with { Columns = [.. regions.Columns, "colour"], Rows = [.. regions.Rows.Select(r => r with { Cells = [.. r.Cells, "red"] })] };

        KnowledgeProblem only = Assert.Single(KnowledgeCheck.Run([.. Seed.Tables.Select(t => t.Name == "regions" ? wide : t)]));
        Assert.Equal(("regions.csv", 1, "colour"), (only.File, only.Line, only.Column));
    }

    [Fact]
    public void A_row_with_a_wrong_number_of_cells_is_said_once()
    {
        KnowledgeTable structures = Seed.Tables.Single(t => t.Name == "structures");
        KnowledgeRow torn = structures.Rows[4];
        KnowledgeTable with = structures with { Rows = [.. structures.Rows.Select(r => r == torn ? r with { Cells = [.. r.Cells, "more"] } : r)] };

        KnowledgeProblem only = Assert.Single(KnowledgeCheck.Run([.. Seed.Tables.Select(t => t.Name == "structures" ? with : t)]));
        Assert.Equal((torn.Line, torn.Key, "has 10 cells where the header has 9"), (only.Line, only.Value, only.Problem));
    }

    [Fact]
    public void Many_problems_are_reported_at_once_in_the_order_of_files_and_lines()
    {
        (IReadOnlyList<KnowledgeTable> tables, _) = SeedTables.With(Seed.Tables, "links", "L001", "strength", "0.95");
        (tables, _) = SeedTables.With(tables, "links", "L004", "use", "suggest");
        (tables, _) = SeedTables.With(tables, "categories", "heel_cups", "plan_group", "hope");

        Assert.Equal(["categories.csv", "links.csv", "links.csv"], KnowledgeCheck.Run(tables).Select(p => p.File));
    }

    [Fact]
    public void Back_symptoms_are_those_of_the_low_back_sciatica_and_the_si_joint()
    {
        var tables = new BackCare.Domain.Knowledge.Checks.CheckedTables(Seed.Tables);

        Assert.Equal(
            [
                "back_pain_runner", "buttock_pain_sitting", "foot_numb_tingle", "low_back_pain_acute_lift", "low_back_pain_general", "low_back_pain_sitting",
                "low_back_pain_standing", "low_back_stiff_morning", "pelvic_girdle_pain_pregnancy", "sciatica_leg_pain", "si_joint_pain", "weak_core_posture",
            ],
            BackCare.Domain.Knowledge.Checks.EvidenceRules.BackSymptoms(tables).Order(StringComparer.Ordinal));
    }
}
