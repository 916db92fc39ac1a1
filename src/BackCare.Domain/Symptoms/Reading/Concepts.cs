namespace BackCare.Domain.Symptoms.Reading;

/// <summary>What kind of thing a concept is; the type column of the lexicon.</summary>
internal enum ConceptKind
{
    Body,
    Sensation,
    Timing,
    Activity,
    Context,
    Person,
    Condition,

    /// <summary>Steers the reading: negation, contrast, joining words.</summary>
    Function,

    /// <summary>States a qualifier; the concept is the qualifier's id.</summary>
    Qualifier,

    /// <summary>About something the shop does not link: other body parts, orders, shipping.</summary>
    Other,
}

/// <summary>The part that a function word plays.</summary>
internal enum FunctionRole
{
    None,

    /// <summary>Denies what follows.</summary>
    Negation,

    /// <summary>Looks like a negation and is none: "won't go away", "not only", "no puedo".</summary>
    NotNegation,

    /// <summary>Denies its whole clause: "is fine", "no me duele".</summary>
    Denial,

    /// <summary>Ends a negation and starts a new part: but, pero.</summary>
    Contrast,

    /// <summary>Starts a new part: and, also, y.</summary>
    Join,

    /// <summary>Hides the body part inside it: "come back".</summary>
    NotBody,

    /// <summary>"can't feel", "no siento": a lost feeling, or a negation when a complaint follows ("can't feel any pain").</summary>
    FeelLoss,

    /// <summary>Continues a denied list: or, ni.</summary>
    Or,
}

/// <summary>A concept of the lexicon.</summary>
internal sealed record Concept(int Index, string Id, ConceptKind Kind, FunctionRole Role);

/// <summary>The lexicon's concepts, attached to the expressions that name them.</summary>
internal sealed class Lexicon
{
    private readonly Dictionary<(string, ConceptKind), Concept> byName = [];
    private readonly List<Concept> concepts = [];
    private readonly List<List<Concept>> ofTerm = [];

    public Lexicon(IReadOnlyList<LexiconTerm> rows, TermIndex terms)
    {
        foreach (LexiconTerm row in rows)
        {
            if (!Enum.TryParse(row.Type, ignoreCase: true, out ConceptKind kind))
                continue;
            int term = terms.Add(row.Term);
            if (term < 0)
                continue;
            while (ofTerm.Count <= term)
                ofTerm.Add([]);
            Concept concept = Get(row.Concept, kind);
            if (!ofTerm[term].Contains(concept))
                ofTerm[term].Add(concept);
        }
    }

    /// <summary>All concepts.</summary>
    public IReadOnlyList<Concept> Concepts => concepts;

    /// <summary>Concepts that an expression names; none for expressions of danger signs only.</summary>
    public List<Concept> Of(int term) => term < ofTerm.Count ? ofTerm[term] : [];

    private Concept Get(string id, ConceptKind kind)
    {
        if (byName.TryGetValue((id, kind), out Concept? known))
            return known;
        FunctionRole role = kind == ConceptKind.Function && Enum.TryParse(id.Replace("_", "", StringComparison.Ordinal), true, out FunctionRole parsed)
            ? parsed
            : FunctionRole.None;
        var concept = new Concept(concepts.Count, id, kind, role);
        concepts.Add(concept);
        byName[(id, kind)] = concept;
        return concept;
    }
}
