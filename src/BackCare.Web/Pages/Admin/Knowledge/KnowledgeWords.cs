using System.Collections.Frozen;

namespace BackCare.Web.Pages.Admin.Knowledge;

/// <summary>What the desk calls the tables and columns of the knowledge base, and what it says about them.</summary>
public static class KnowledgeWords
{
    /// <param name="Title">Heading of the list.</param>
    /// <param name="One">One row, as in "Add a danger sign".</param>
    /// <param name="Help">What the rows are for, in one sentence.</param>
    /// <param name="Group">Where the overview shows it.</param>
    public sealed record TableWords(string Title, string One, string Help, string Group);

    private const string Words = "How words are understood", Safety = "Safety", Body = "The body and its chain", Evidence = "Products and evidence", Care = "Self-care", Rest = "Sources and wording";

    private static readonly FrozenDictionary<string, TableWords> Tables = new Dictionary<string, TableWords>
    {
        ["symptoms"] = new("Symptoms", "symptom", "Complaints the shop knows, with what may be behind them and what is asked first.", Words),
        ["symptom_phrases"] = new("Phrases", "phrase", "Words that shoppers use for a symptom. They are edited on the symptom’s page, or here one by one.", Words),
        ["lexicon"] = new("Synonyms", "synonym", "Words that mean the same body part, feeling, time or activity.", Words),
        ["qualifiers"] = new("Clarifying questions", "clarifying question", "Questions that tell two likely symptoms apart.", Words),
        ["redflags"] = new("Danger signs", "danger sign", "Signs that stop or limit a sale, with their question, message and what to do.", Safety),
        ["redflag_patterns"] = new("Danger-sign patterns", "pattern", "Words in free text that name a danger sign.", Safety),
        ["conditions"] = new("Conditions", "condition", "States of a shopper that limit products.", Safety),
        ["contraindications"] = new("Contraindications", "contraindication", "Categories that a condition blocks, or sends to a clinician first.", Safety),
        ["stop_rules"] = new("Stop rules", "stop rule", "When an exercise is stopped, and what then.", Safety),
        ["regions"] = new("Regions", "region", "Parts of the body from the foot up.", Body),
        ["structures"] = new("Structures", "structure", "Muscles, tendons, joints and nerves of the chain.", Body),
        ["links"] = new("Chain links", "chain link", "Which structure can load which, with what speaks for and against it.", Body),
        ["categories"] = new("Categories", "category", "Kinds of products and the group of the plan they belong to.", Evidence),
        ["evidence_rules"] = new("Evidence rules", "evidence rule", "What a kind of product is known to do for a symptom; products take their links from these.", Evidence),
        ["exercises"] = new("Exercises", "exercise", "Exercises with dose, progression and when to stop.", Care),
        ["plans"] = new("Plans", "plan", "Self-care plans for symptoms.", Care),
        ["plan_phases"] = new("Phases of plans", "phase", "Which exercises a plan has in which weeks.", Care),
        ["sources"] = new("Sources", "source", "Papers, guidelines and pages that statements rest on.", Rest),
        ["claims_wording"] = new("Claim wording", "wording rule", "Phrases that product texts must not use, and what to write instead.", Rest),
        ["regulatory"] = new("Legal rules", "legal rule", "Rules the software follows, for counsel to read.", Rest),
        ["spanish"] = new("Spanish texts", "Spanish text", "Translations of names, questions and notes, found by the English text.", Rest),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, (string Label, string Help)> Columns = new Dictionary<string, (string, string)>
    {
        ["id"] = ("Id", "Letters, digits and underscores. It stays as it is once saved."),
        ["name"] = ("Name", "As shoppers see it."),
        ["plain_name"] = ("Plain name", "What a shopper would call it."),
        ["structures.name"] = ("Anatomical name", ""),
        ["description"] = ("Description", "One sentence."),
        ["regions"] = ("Regions", "Where in the body."),
        ["region"] = ("Region", ""),
        ["chain_order"] = ("Place along the chain", "0 at the foot; a structure stands where its region does."),
        ["qualifiers"] = ("Clarifying questions", "Asked when this and another symptom are equally likely."),
        ["likely_structures"] = ("Structures that may be behind it", "Each with a weight above 0 and up to 1: how much of the complaint it may explain."),
        ["population"] = ("Who has it", ""),
        ["self_care"] = ("When products are shown", "yes: beside the danger-sign questions. after red flags answered: only once they are answered. no products: a check by a clinician, nothing is sold."),
        ["gate_red_flags"] = ("Danger signs to ask for", "Their questions, in this order."),
        ["no_gate_reason"] = ("Why no danger sign is asked for", "Only when the list above is empty."),
        ["source_ids"] = ("Sources", "What it rests on; EXPERT_OPINION when there is none better."),
        ["symptom_id"] = ("Symptom", ""),
        ["phrase"] = ("Phrase", "In a shopper’s words."),
        ["claims_wording.phrase"] = ("Phrase", "As it would stand in a product text."),
        ["lang"] = ("Language", ""),
        ["kind"] = ("Kind", ""),
        ["concept"] = ("Concept", "What the word means, such as heel or morning."),
        ["type"] = ("Type", ""),
        ["term"] = ("Word or words", "Lower case; * at the end of a word of three letters or more stands for any ending."),
        ["question"] = ("Question", "Asked as it stands."),
        ["question_es"] = ("Question in Spanish", ""),
        ["message"] = ("Message", "Shown when the sign is raised. It never states a diagnosis."),
        ["message_es"] = ("Message in Spanish", ""),
        ["group"] = ("Group", ""),
        ["concern"] = ("Concern", "What it may mean; for editors, never shown as a diagnosis."),
        ["trigger_answer"] = ("Answer that raises it", ""),
        ["urgency"] = ("How soon to be seen", "modifier sets no care level by itself."),
        ["gate"] = ("What it does", "Emergencies and same-day signs stop everything."),
        ["limit_categories"] = ("Categories it removes", "Only with the gate “limit categories”."),
        ["redflags.scope"] = ("Where it is asked", "symptom gate: where a symptom names it. global: for every report of its regions."),
        ["action_us"] = ("What to do in the US", ""),
        ["action_uk"] = ("What to do in the UK", ""),
        ["free_text_triggers"] = ("Phrases that name it", "One a line, literally as typed."),
        ["notes"] = ("Notes for editors", ""),
        ["red_flag_id"] = ("Danger sign", ""),
        ["conditions.red_flag_id"] = ("Danger sign that sets it", "None when only the shopper tells it."),
        ["pattern"] = ("Pattern", "Groups joined by & must all stand near each other; / separates alternatives; * ends a prefix. Lower case."),
        ["on_match"] = ("What a match does", "ask question: that question first. stop and confirm: no products until it is answered."),
        ["category_id"] = ("Category", ""),
        ["condition_id"] = ("Condition", ""),
        ["contraindications.level"] = ("How strict", "block removes; ask clinician shows it as not for sale; caution warns."),
        ["reason"] = ("Reason", "Shown to the shopper."),
        ["plan_group"] = ("Group of the plan", ""),
        ["categories.group"] = ("Shop group", "Foot care is never offered for a back."),
        ["key_attributes"] = ("Attributes that matter", "One a line."),
        ["regulatory_note"] = ("Legal note", ""),
        ["evidence_profile"] = ("Evidence profile", "Products with this profile take the rule over."),
        ["effect"] = ("Effect", "helps needs moderate or strong evidence; avoid takes the product off the list."),
        ["relevance"] = ("Relevance", "0 exactly when the effect is no benefit or avoid."),
        ["evidence_grade"] = ("Evidence grade", "How sure the statement is, also a negative one."),
        ["role"] = ("Role", ""),
        ["structure_id"] = ("Structure it works on", "None when it works on the symptom itself."),
        ["note"] = ("Note", "What is known and not known."),
        ["from_structure"] = ("From", "The structure whose trouble it speaks of."),
        ["to_structure"] = ("To", "The structure that is loaded."),
        ["from_dysfunction"] = ("What is wrong with it", "Such as “short or stiff calf”."),
        ["mechanism"] = ("How the load gets there", ""),
        ["strength"] = ("Strength", "Editorial weight, no effect size. Strong .60–.90, moderate .40–.80, limited .15–.40, expert opinion up to .20."),
        ["basis"] = ("Kind of study", ""),
        ["seed_claim"] = ("Claimed by the founding article", ""),
        ["seed_mentioned"] = ("Named in the founding article", ""),
        ["use"] = ("What it may do", "recommend lifts products; explain is told; educate only never ranks. Expert opinion is never recommend."),
        ["counter_evidence"] = ("What speaks against it", "Shown beside it; leave empty only when nothing was found."),
        ["counter_source_ids"] = ("Sources against it", ""),
        ["structures"] = ("Structures", "What it works on."),
        ["symptoms"] = ("Symptoms", "What it is for."),
        ["cues"] = ("How to do it", ""),
        ["sets"] = ("Sets", ""),
        ["reps"] = ("Repetitions", ""),
        ["hold_s"] = ("Hold, in seconds", "For walking and habits: the length of a bout."),
        ["times_per_day"] = ("Times a day", ""),
        ["days_per_week"] = ("Days a week", ""),
        ["progression"] = ("How it gets harder", ""),
        ["easier"] = ("Easier form", ""),
        ["stop_rules"] = ("When to stop", ""),
        ["contraindications"] = ("Conditions that speak against it", "block drops it from a plan; ask and caution warn."),
        ["equipment_categories"] = ("Products that help to do it", ""),
        ["title"] = ("Title", ""),
        ["weeks"] = ("Weeks", ""),
        ["plan_phases.weeks"] = ("Weeks", "Such as 1-4; phases follow each other."),
        ["evidence"] = ("Evidence in one sentence", ""),
        ["honest_note"] = ("Honest note", "Printed with the plan: what is not known."),
        ["plan_id"] = ("Plan", ""),
        ["goal"] = ("Goal", ""),
        ["exercises"] = ("Exercises", ""),
        ["text"] = ("Text", ""),
        ["action"] = ("What then", ""),
        ["verified"] = ("How it was seen", "searched: the paper or its abstract. secondary: second-hand. recalled: from memory."),
        ["citation"] = ("Citation", ""),
        ["url"] = ("Web address", "https://…, or n/a."),
        ["claims_wording.level"] = ("How strict", "block stops a text; review marks it."),
        ["claims_wording.scope"] = ("Where it counts", "any, or a category, group or part of their names."),
        ["replace_with"] = ("Write instead", ""),
        ["english"] = ("English text", "Exactly as its table has it."),
        ["spanish"] = ("Spanish text", "With the same numbers."),
        ["area"] = ("Area", ""),
        ["jurisdictions"] = ("Where", "One a line."),
        ["rule"] = ("Rule", ""),
        ["why_it_applies"] = ("Why it applies", ""),
        ["software_must"] = ("What the software must do", ""),
        ["priority"] = ("Priority", ""),
        ["test_idea"] = ("How to test it", ""),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Words of a table; its own name for one that has none.</summary>
    public static TableWords Of(string table) => Tables.GetValueOrDefault(table) ?? new(table, "row", "", Rest);

    /// <summary>Groups of the overview in their order.</summary>
    public static IReadOnlyList<string> Groups { get; } = [Words, Safety, Body, Evidence, Care, Rest];

    /// <summary>What a column is called.</summary>
    public static string Label(string table, string column) => Find(table, column) is { } found ? found.Label : Pages.Words.Plain(column);

    /// <summary>What an editor needs to know about it; empty when the label says it.</summary>
    public static string Help(string table, string column) => Find(table, column)?.Help ?? "";

    /// <summary>Columns that a list shows beside the id, most telling first.</summary>
    public static IReadOnlyList<string> ListColumns(string table) => table switch
    {
        "symptoms" => ["name", "regions", "self_care"],
        "symptom_phrases" => ["phrase", "symptom_id", "lang", "kind"],
        "lexicon" => ["term", "concept", "type", "lang"],
        "qualifiers" => ["question", "type"],
        "redflags" => ["concern", "urgency", "gate", "group"],
        "redflag_patterns" => ["pattern", "red_flag_id", "on_match"],
        "conditions" => ["description", "red_flag_id"],
        "contraindications" => ["category_id", "condition_id", "level", "reason"],
        "stop_rules" => ["text", "action"],
        "regions" => ["name", "chain_order"],
        "structures" => ["plain_name", "region", "type"],
        "links" => ["from_structure", "to_structure", "strength", "evidence_grade", "use"],
        "categories" => ["name", "group", "plan_group"],
        "evidence_rules" => ["evidence_profile", "symptom_id", "effect", "relevance", "evidence_grade"],
        "exercises" => ["name", "type", "evidence_grade"],
        "plans" => ["title", "weeks"],
        "plan_phases" => ["plan_id", "weeks", "goal"],
        "sources" => ["citation", "kind", "verified"],
        "claims_wording" => ["phrase", "level", "scope", "replace_with"],
        "regulatory" => ["rule", "area", "priority"],
        "spanish" => ["english", "spanish"],
        _ => [],
    };

    /// <summary>Where a row came from, in a word or two.</summary>
    public static string State(string state) => state switch
    {
        "edited" => "edited here",
        "added" => "added here",
        "removed" => "removed here",
        _ => "shipped",
    };

    /// <summary>What was done, in the past tense.</summary>
    public static string Kind(string kind) => kind switch
    {
        "create" => "Added",
        "remove" => "Removed",
        "undo" => "Taken back",
        "import" => "Imported",
        _ => "Changed",
    };

    private static (string Label, string Help)? Find(string table, string column) =>
        Columns.TryGetValue($"{table}.{column}", out (string, string) own) ? own : Columns.TryGetValue(column, out (string, string) any) ? any : null;
}
