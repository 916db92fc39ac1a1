using BackCare.Domain.Anatomy;
using BackCare.Domain.Catalog;
using BackCare.Domain.Catalog.Files;
using BackCare.Domain.Explain;
using BackCare.Domain.Plans;
using BackCare.Domain.Safety;
using BackCare.Domain.Symptoms;

namespace BackCare.Domain.Knowledge;

/// <summary>Turns tables of text into typed rows and notes every cell that is not what its column holds.</summary>
public static class KnowledgeReader
{
    /// <summary>Stands for a source that has no page.</summary>
    internal const string NoUrl = "n/a";

    // What a product's row keeps has known lengths, wherever it comes from.
    private static readonly string[] ProductTexts =
    [
        ProductFields.Id, ProductFields.Sku, ProductFields.Name, ProductFields.Brand, ProductFields.Maker, ProductFields.BrandStatus, ProductFields.CategoryId,
        ProductFields.EvidenceProfile, ProductFields.Regions, ProductFields.Sizes, ProductFields.ArchHeight, ProductFields.Firmness, ProductFields.Activities,
        ProductFields.Material, ProductFields.PriceBasis, ProductFields.Note, ProductFields.SourceIds,
    ];

    /// <summary>Reads all tables. The rows are usable only when no problem is returned.</summary>
    public static (KnowledgeRows Rows, IReadOnlyList<KnowledgeProblem> Problems) Read(IReadOnlyList<KnowledgeTable> tables)
    {
        ArgumentNullException.ThrowIfNull(tables);
        var problems = new List<KnowledgeProblem>();
        var source = new TableSource(tables, problems);
        var phases = source.Read("plan_phases", r => (Plan: r.Required("plan_id"), Phase: ReadPhase(r)));
        var rows = new KnowledgeRows
        {
            Regions = source.Read("regions", r => new BodyRegion(r.Required("id"), r.Required("name"), (int)r.Number("chain_order", 0, 100))),
            Structures = source.Read("structures", ReadStructure),
            Links = source.Read("links", ReadLink),
            Qualifiers = source.Read("qualifiers", r => new Qualifier(r.Required("id"), r.Required("question"), r.Required("type"))),
            Symptoms = source.Read("symptoms", ReadSymptom),
            Phrases = source.Read("symptom_phrases", r =>
                new SymptomPhrase(r.Required("id"), r.Required("symptom_id"), r.Required("phrase"), r.Required("lang"), r.Required("kind"))),
            Lexicon = source.Read("lexicon", r =>
                new LexiconTerm(r.Required("id"), r.Required("concept"), r.Required("type"), r.Required("term"), r.Required("lang"))),
            Translations = source.Read("spanish", r => new Translation(r.Required("id"), r.Required("english"), r.Required("spanish"))),
            RedFlags = source.Read("redflags", ReadRedFlag),
            RedFlagPatterns = source.Read("redflag_patterns", r =>
                new RedFlagPattern(r.Required("id"), r.Required("red_flag_id"), r.Required("pattern"), r.Choice<OnMatch>("on_match"))),
            Conditions = source.Read("conditions", r => new Condition(r.Required("id"), r.Required("description"), r.Optional("red_flag_id"))),
            Contraindications = source.Read("contraindications", r => new Contraindication(
                r.Required("id"), r.Required("category_id"), r.Required("condition_id"), r.Choice<ContraindicationLevel>("level"),
                r.Required("reason"), r.List("source_ids"))),
            Categories = source.Read("categories", r => new Category(
                r.Required("id"), r.Required("name"), r.Required("group"), r.Choice<PlanGroup>("plan_group"), r.Required("description"),
                r.List("key_attributes"), r.Text("regulatory_note"))),
            EvidenceRules = source.Read("evidence_rules", ReadEvidenceRule),
            Exercises = source.Read("exercises", ReadExercise),
            Plans = source.Read("plans", r => ReadPlan(r, phases)),
            StopRules = source.Read("stop_rules", r => new StopRule(r.Required("id"), r.Required("text"), r.Required("action"))),
            ClaimWordings = source.Read("claims_wording", ReadClaimWording),
            Sources = source.Read("sources", r => new Source(
                r.Required("id"), r.Required("kind"), r.Choice<SourceVerification>("verified"), r.Required("citation"),
                r.Text("url") is NoUrl ? "" : r.Text("url"))),
            Products = source.Read("products", ReadProduct),
        };
        return (rows, problems);
    }

    private static Structure ReadStructure(RowReader r) => new(
        r.Required("id"), r.Required("name"), r.Required("plain_name"), r.Required("region"), (int)r.Number("chain_order", 0, 100), r.Required("type"),
        r.Flag("seed_mentioned"), r.Text("note"), r.List("source_ids"));

    private static ChainLink ReadLink(RowReader r) => new(
        r.Required("id"), r.Required("from_structure"), r.Required("to_structure"), r.Required("from_dysfunction"), r.Required("mechanism"),
        r.Number("strength", 0.01, 1), r.Choice<EvidenceGrade>("evidence_grade"), r.Text("basis"), r.Flag("seed_claim"), r.Choice<LinkUse>("use"),
        r.List("source_ids"), r.Text("counter_evidence"), r.List("counter_source_ids"));

    private static Symptom ReadSymptom(RowReader r) => new(
        r.Required("id"), r.Required("name"), r.Required("description"), r.List("regions"), r.List("qualifiers"), r.Weights("likely_structures"),
        r.Required("population"), r.Choice<SelfCare>("self_care"), r.List("gate_red_flags"), r.List("source_ids"));

    private static RedFlag ReadRedFlag(RowReader r)
    {
        if (r.Text("trigger_answer") is not ("yes" or "no"))
            r.Note("trigger_answer", r.Text("trigger_answer"), "is neither yes nor no", "Write the answer that raises the danger sign");
        return new RedFlag(
            r.Required("id"), r.Required("group"), r.Required("concern"), r.Required("question"), r.Text("trigger_answer"), r.Choice<Urgency>("urgency"),
            r.Choice<Gate>("gate"), r.List("limit_categories"), r.List("regions"), r.Choice<RedFlagScope>("scope"), r.Required("message"),
            r.Required("question_es"), r.Required("message_es"), r.Required("action_us"), r.Required("action_uk"), r.List("free_text_triggers"),
            r.List("source_ids"), r.Text("notes"));
    }

    private static EvidenceRule ReadEvidenceRule(RowReader r) => new(
        r.Required("id"), r.Required("evidence_profile"), r.Required("symptom_id"), r.Choice<Effect>("effect"), r.Number("relevance", 0, 1),
        r.Choice<EvidenceGrade>("evidence_grade"), r.Choice<EvidenceRole>("role"), r.Optional("structure_id"), r.List("source_ids"), r.Text("note"));

    private static Exercise ReadExercise(RowReader r) => new(
        r.Required("id"), r.Required("name"), r.Required("type"), r.List("structures"), r.List("symptoms"), r.Required("cues"),
        r.OptionalWhole("sets", 1, 20), r.OptionalWhole("reps", 1, 500), r.OptionalWhole("hold_s", 0, 7200), r.OptionalNumber("times_per_day", 0, 50),
        r.OptionalNumber("days_per_week", 0, 7), r.Text("progression"), r.Text("easier"), r.List("stop_rules"), r.Limits("contraindications"),
        r.Choice<EvidenceGrade>("evidence_grade"), r.List("source_ids"), r.Flag("seed_mentioned"), r.List("equipment_categories"));

    private static PlanPhase ReadPhase(RowReader r) => new(r.Required("weeks"), r.Required("goal"), r.List("exercises"));

    private static PlanTemplate ReadPlan(RowReader r, IReadOnlyList<(string Plan, PlanPhase Phase)> phases)
    {
        string id = r.Required("id");
        PlanPhase[] own = [.. phases.Where(p => p.Plan == id).Select(p => p.Phase)];
        if (own.Length == 0)
            r.Note("id", id, "has no phase", "Add a phase with weeks, goal and exercises");
        return new PlanTemplate(id, r.Required("title"), (int)r.Number("weeks", 1, 104), r.Required("evidence"), r.Required("honest_note"),
            r.List("symptoms"), r.List("source_ids"), own);
    }

    private static ClaimWording ReadClaimWording(RowReader r)
    {
        if (r.Text("level") is not ("block" or "review"))
            r.Note("level", r.Text("level"), "is neither block nor review", "Write block or review");
        return new ClaimWording(
            r.Required("id"), r.Required("phrase"), r.Text("level") == "block", r.Required("scope"), r.Text("replace_with"), r.List("source_ids"));
    }

    private static Product ReadProduct(RowReader r)
    {
        if (r.Text("latex_free") is not ("yes" or "no" or "unknown"))
            r.Note("latex_free", r.Text("latex_free"), "is not yes, no or unknown", "Write yes, no or unknown");
        foreach (string column in ProductTexts.Where(c => r.Text(c).Length > ProductLimits.Longest(c)))
            r.Note(column, FileProblem.Short(r.Text(column)), FormattableString.Invariant($"is longer than {ProductLimits.Longest(column)} letters"), "Shorten it");
        return new Product
        {
            Id = r.Required("id"),
            Sku = r.Required("sku"),
            Name = r.Required("name"),
            Brand = r.Required("brand"),
            Maker = r.Text("maker"),
            BrandStatus = r.Text("brand_status"),
            CategoryId = r.Required("category_id"),
            EvidenceProfile = r.Required("evidence_profile"),
            Regions = r.List("regions"),
            Sizes = r.Text("sizes"),
            ArchHeight = r.Text("arch_height"),
            Firmness = r.Text("firmness"),
            Activities = r.List("activity"),
            WeightMaxKg = r.OptionalWhole("weight_max_kg", 1, 500),
            Material = r.Text("material"),
            LatexFree = r.Text("latex_free") switch { "yes" => true, "no" => false, _ => null },
            Price = new Money(r.Minor("price_usd_draft"), "USD"),
            PriceBasis = r.Text("price_basis"),
            Note = r.Text("note"),
            SourceIds = r.List("source_ids"),
        };
    }
}
