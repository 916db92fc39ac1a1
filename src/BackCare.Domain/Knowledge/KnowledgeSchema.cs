using System.Collections.Frozen;

namespace BackCare.Domain.Knowledge;

/// <summary>How a cell names rows of another table.</summary>
public enum ReferenceForm
{
    /// <summary>One id, or nothing.</summary>
    One,

    /// <summary>Ids separated by <c>|</c>.</summary>
    List,

    /// <summary>Pairs such as <c>structure:0.7</c>, separated by <c>|</c>; the id stands before the colon.</summary>
    Pairs,
}

/// <summary>A column that names rows of another table.</summary>
/// <param name="Column">The column.</param>
/// <param name="Table">The table named.</param>
/// <param name="Form">How.</param>
public sealed record KnowledgeReference(string Column, string Table, ReferenceForm Form);

/// <summary>The shape of one table.</summary>
/// <param name="Name">Table name.</param>
/// <param name="File">File it comes from.</param>
/// <param name="Columns">Columns that must be there, in order; the first is the key.</param>
/// <param name="References">Columns that name rows of other tables.</param>
public sealed record KnowledgeTableShape(string Name, string File, IReadOnlyList<string> Columns, IReadOnlyList<KnowledgeReference> References)
{
    /// <summary>Columns that may be there.</summary>
    public IReadOnlyList<string> OptionalColumns { get; init; } = [];
}

/// <summary>Every table of the knowledge base with its columns and references (knowledge README, section 1).</summary>
public static class KnowledgeSchema
{
    /// <summary>The table of the demo catalogue; its rows become products and not knowledge entries.</summary>
    public const string Products = "products";

    /// <summary>Every table, those named by others first.</summary>
    public static IReadOnlyList<KnowledgeTableShape> Tables { get; } =
    [
        Csv("sources", "id,kind,verified,citation,url"),
        Csv("regions", "id,name,chain_order"),
        Csv("structures", "id,name,plain_name,region,chain_order,type,seed_mentioned,note,source_ids", One("region", "regions"), Sources),
        Csv("links",
            "id,from_structure,to_structure,from_dysfunction,mechanism,strength,evidence_grade,basis,seed_claim,use,source_ids,counter_evidence,counter_source_ids",
            One("from_structure", "structures"), One("to_structure", "structures"), Sources, List("counter_source_ids", "sources")),
        Csv("qualifiers", "id,question,type"),
        Csv("categories", "id,name,group,plan_group,description,key_attributes,regulatory_note"),
        Csv("redflags",
            "id,group,concern,question,trigger_answer,urgency,gate,limit_categories,regions,scope,message,question_es,message_es,action_us,action_uk,free_text_triggers,source_ids,notes",
            List("limit_categories", "categories"), List("regions", "regions"), Sources),
        Csv("redflag_patterns", "id,red_flag_id,pattern,on_match", One("red_flag_id", "redflags")),
        Csv("symptoms", "id,name,description,regions,qualifiers,likely_structures,population,self_care,gate_red_flags,source_ids",
            List("regions", "regions"), List("qualifiers", "qualifiers"), new("likely_structures", "structures", ReferenceForm.Pairs),
            List("gate_red_flags", "redflags"), Sources) with
        { OptionalColumns = ["no_gate_reason"] },
        Csv("symptom_phrases", "id,symptom_id,phrase,lang,kind", One("symptom_id", "symptoms")),
        Csv("conditions", "id,description,red_flag_id", One("red_flag_id", "redflags")),
        Csv("contraindications", "id,category_id,condition_id,level,reason,source_ids",
            One("category_id", "categories"), One("condition_id", "conditions"), Sources),
        Csv("evidence_rules", "id,evidence_profile,symptom_id,effect,relevance,evidence_grade,role,structure_id,source_ids,note",
            One("symptom_id", "symptoms"), One("structure_id", "structures"), Sources),
        Csv("stop_rules", "id,text,action"),
        Csv("exercises",
            "id,name,type,structures,symptoms,cues,sets,reps,hold_s,times_per_day,days_per_week,progression,easier,stop_rules,contraindications,evidence_grade,source_ids,seed_mentioned,equipment_categories",
            List("structures", "structures"), List("symptoms", "symptoms"), List("stop_rules", "stop_rules"),
            new("contraindications", "conditions", ReferenceForm.Pairs), Sources, List("equipment_categories", "categories")),
        Csv("regulatory", "id,area,jurisdictions,rule,why_it_applies,software_must,priority,test_idea,source_ids", Sources),
        Csv("claims_wording", "id,phrase,level,scope,replace_with,source_ids", Sources),
        Csv("lexicon", "id,concept,type,term,lang"),
        Csv("spanish", "id,english,spanish"),
        Csv(Products,
            "id,sku,name,brand,maker,brand_status,category_id,evidence_profile,regions,sizes,arch_height,firmness,activity,weight_max_kg,material,latex_free,price_usd_draft,price_basis,note,source_ids",
            One("category_id", "categories"), List("regions", "regions"), Sources),
        Yaml("plans", "id,title,weeks,evidence,honest_note,symptoms,source_ids", List("symptoms", "symptoms"), Sources),
        Yaml("plan_phases", "id,plan_id,weeks,goal,exercises", One("plan_id", "plans"), List("exercises", "exercises")),
    ];

    /// <summary>The same by name.</summary>
    public static FrozenDictionary<string, KnowledgeTableShape> ByName { get; } = Tables.ToFrozenDictionary(t => t.Name, StringComparer.Ordinal);

    /// <summary>The files, each once.</summary>
    public static IReadOnlyList<string> Files { get; } = [.. Tables.Select(t => t.File).Distinct(StringComparer.Ordinal)];

    private static KnowledgeReference Sources => List("source_ids", "sources");

    private static KnowledgeTableShape Csv(string name, string columns, params KnowledgeReference[] references) =>
        new(name, name + ".csv", columns.Split(','), references);

    private static KnowledgeTableShape Yaml(string name, string columns, params KnowledgeReference[] references) =>
        new(name, "plans.yaml", columns.Split(','), references);

    private static KnowledgeReference One(string column, string table) => new(column, table, ReferenceForm.One);

    private static KnowledgeReference List(string column, string table) => new(column, table, ReferenceForm.List);
}
