namespace BackCare.App.Accounts;

/// <summary>One thing that an API key may be allowed to do.</summary>
/// <param name="Name">Area and verb, such as <c>catalog:write</c>.</param>
/// <param name="What">What people read beside it.</param>
/// <param name="Role">The least role of a person who may do the same.</param>
public sealed record KeyScope(string Name, string What, AccountRole Role);

/// <summary>Every scope of a key. Each endpoint of the API that is not open to everybody names the one it needs; one that names none is closed to keys.</summary>
public static class KeyScopes
{
    public const string CatalogRead = "catalog:read";
    public const string CatalogWrite = "catalog:write";
    public const string KnowledgeRead = "knowledge:read";
    public const string KnowledgeWrite = "knowledge:write";
    public const string RulesRead = "rules:read";
    public const string RulesWrite = "rules:write";
    public const string ReviewsRead = "reviews:read";
    public const string ReviewsWrite = "reviews:write";
    public const string DeskRead = "desk:read";
    public const string EventsRead = "events:read";
    public const string AuditRead = "audit:read";
    public const string HealthRead = "health:read";
    public const string ModelsRead = "models:read";
    public const string ModelsTrain = "models:train";
    public const string ModelsPromote = "models:promote";
    public const string ExperimentsRead = "experiments:read";
    public const string ExperimentsWrite = "experiments:write";
    public const string KeysRead = "keys:read";
    public const string KeysWrite = "keys:write";

    /// <summary>Every scope in the order of the pages.</summary>
    public static IReadOnlyList<KeyScope> All { get; } =
    [
        new(CatalogRead, "read products, pictures, imports and exports", AccountRole.Admin),
        new(CatalogWrite, "change products, upload pictures, run imports", AccountRole.Admin),
        new(KnowledgeRead, "read the knowledge base and proposals", AccountRole.Admin),
        new(KnowledgeWrite, "change the knowledge base", AccountRole.Admin),
        new(RulesRead, "read rules and try them", AccountRole.Admin),
        new(RulesWrite, "change rules", AccountRole.Admin),
        new(ReviewsRead, "read reviews that wait", AccountRole.Admin),
        new(ReviewsWrite, "show reviews or keep them back", AccountRole.Admin),
        new(DeskRead, "read what needs attention", AccountRole.Admin),
        new(EventsRead, "read the state of the event journal", AccountRole.Analyst),
        new(AuditRead, "read the audit trail", AccountRole.Admin),
        new(HealthRead, "read every finding about the host", AccountRole.Admin),
        new(ModelsRead, "read models, runs and training data", AccountRole.Analyst),
        new(ModelsTrain, "start and stop training", AccountRole.Analyst),
        new(ModelsPromote, "promote and roll back models", AccountRole.Analyst),
        new(ExperimentsRead, "read experiments", AccountRole.Analyst),
        new(ExperimentsWrite, "start and stop experiments", AccountRole.Analyst),
        new(KeysRead, "list keys", AccountRole.Admin),
        new(KeysWrite, "make, rotate and revoke keys that open no more than this one", AccountRole.Admin),
    ];

    /// <summary>The scope of that name; null when there is none.</summary>
    public static KeyScope? Find(string name) => All.FirstOrDefault(s => s.Name == name);

    /// <summary>The role of a key: the least one that may do all it may.</summary>
    public static AccountRole RoleOf(IReadOnlyCollection<string> scopes) => scopes.Select(s => Find(s)?.Role ?? AccountRole.Shopper).DefaultIfEmpty(AccountRole.Shopper).Max();
}
