namespace BackCare.App.Privacy;

/// <content>The entries.</content>
public static partial class DataRegister
{
    private const string Consent = "explicit consent (art. 9(2)(a), 6(1)(a))", Contract = "contract and legal duty (art. 6(1)(b), (c)); the link to a visitor by consent", Employment = "contract and legitimate interest (art. 6(1)(b), (f)): who works here, and who did what",
        Interest = "legitimate interest (art. 6(1)(f))";

    /// <summary>Apart, so that they are there before the tables that name them, whichever file comes first.</summary>
    private static class For
    {
        public static readonly Holding
            Lists = new("lists", "To learn which order of products serves people best", Consent, "Journal:KeepDays (365 days), or until its visitor erases it"),
            Memory = new("memory", "To fold the journal from where it was", Consent, "With the lists: dropped at every erasure and by age"),
            Marks = new("marks", "So that what was erased does not come back", "legal duty (art. 17, 5(2))", "Kept; names nobody once the rows are gone"),
            Orders = new("orders", "To show the order, and to mark reviews of buyers", Contract, "The order is the shop's; visitor and list are taken out after Journal:KeepDays"),
            Reviews = new("reviews", "To show it to other shoppers", "the author's wish (art. 6(1)(a), 9(2)(e))", "Until the author deletes it; the link to a visitor Journal:KeepDays; what was rejected Journal:KeepDays after the decision"),
            Plans = new("plans", "To show the plan when its shopper comes back", Consent, "365 days, or until it is deleted by its second link or erased"),
            Keys = new("keys", "To name and seal what is stored, apart from it", "security (art. 25, 32)", "Until nothing is named or sealed by it"),
            Staff = new("staff", "So that people of the shop can sign in", Employment, "Until an owner removes the account"),
            Session = new("sessions", "To keep somebody signed in, and to let them see and end where", "security (art. 32)", "Until signing out, Accounts:LongestHours (12 hours) at most, dropped at the next sign-in"),
            Guesses = new("guesses", "To slow down guessing at passwords and codes", "security (art. 32)", "30 days after the last try"),
            Trail = new("trail", "To answer for what was done, and to find a breach", Interest + "; accountability (art. 5(2), 33)", "Audit:KeepDays (1,095 days)"),
            Deeds = new("deeds", "To know who changed what, and to take it back", Interest, "With the thing changed; the name Audit:KeepDays where it is a change of the history"),
            Access = new("access", "To let programs and browsers in", "security (art. 32)", "Until revoked or past its date");
    }

    private static RegisteredTable[] Personal =>
    [
        Table("ServedLists", For.Lists, (DataKind.Health, ["Packed", "Material", "SymptomIds", "RegionIds", "Outcome"]), (DataKind.Pseudonym, ["VisitorId", "SessionId"]),
            (DataKind.Technical, ["Id", "ModelName", "ModelVersion", "ShelfVersion", "SchemaHash", "ExperimentId", "Arm", "ConsentVersion"])),
        Table("Interactions", For.Lists, (DataKind.Health, ["ProductId", "Kind"]), (DataKind.Pseudonym, ["VisitorId", "SessionId"]), (DataKind.Technical, ["EventId", "ListId"])),
        Table("StatisticsCheckpoints", For.Memory, (DataKind.Health, ["Content"]), (DataKind.Technical, ["Key", "Hash"])),
        Table("ErasedLists", For.Marks, (DataKind.Technical, ["ListId"])),
        Table("ErasedVisitors", For.Marks, (DataKind.Pseudonym, ["VisitorId"])),
        Table("Orders", For.Orders, (DataKind.Pseudonym, ["VisitorId"]), (DataKind.Secret, ["TokenHash"]), (DataKind.Technical, ["Id", "ExternalId", "Currency"])),
        Table("OrderLines", For.Orders, (DataKind.Health, ["ProductId", "Name", "Size", "ListId"]), (DataKind.Technical, ["OrderId"])),
        Table("Reviews", For.Reviews, (DataKind.PublicText, ["Title", "Text", "AuthorName", "Appeal"]), (DataKind.Pseudonym, ["VisitorId"]), (DataKind.Staff, ["DecidedBy", "ReasonNote"]),
            (DataKind.Secret, ["EditKeyHash"]), (DataKind.Technical, ["Id", "Topic", "TopicKey", "Language", "OrderId", "State", "Reason"])),
        Table("ReviewEvents", For.Reviews, (DataKind.Staff, ["By"]), (DataKind.Technical, ["ReviewId", "Step", "Reason"])),
        Table("ReviewReports", For.Reviews, (DataKind.Technical, ["ReviewId", "Reason"])),
        Table("KeptPlans", For.Plans, (DataKind.Health, ["Plan"]), (DataKind.Pseudonym, ["VisitorId"]), (DataKind.Secret, ["Id", "DeleteHash"]), (DataKind.Technical, ["Language", "ConsentVersion"])),
        Table("PrivacyKeys", For.Keys, (DataKind.Secret, ["Secret"])),
        Table("Accounts", For.Staff, (DataKind.Staff, ["Id", "UserName", "NormalizedUserName", "Email", "NormalizedEmail", "Role"]), (DataKind.Secret, ["PasswordHash", "SecurityStamp", "ConcurrencyStamp", "AuthenticatorSecret"])),
        Table("Passkeys", For.Staff, (DataKind.Staff, ["UserId"]), (DataKind.Technical, ["CredentialId"])),
        Table("RecoveryCodes", For.Staff, (DataKind.Staff, ["AccountId"]), (DataKind.Secret, ["Hash"])),
        Table("LinkedIdentities", For.Staff, (DataKind.Staff, ["AccountId", "Id"]), (DataKind.Technical, ["Issuer"])),
        Table("Sessions", For.Session, (DataKind.Staff, ["AccountId", "Device"]), (DataKind.Secret, ["Id", "Stamp"]), (DataKind.Technical, ["Factors"])),
        Table("SignInTries", For.Guesses, (DataKind.Staff, ["AccountId", "Key"])),
        Table("AuditEntries", For.Trail, (DataKind.Staff, ["ActorId", "ActorName"]), (DataKind.Technical, ["Action", "Target", "Detail", "Result", "RequestId"])),
        Table("Changes", For.Deeds, (DataKind.Staff, ["ActorId", "ActorName"]), (DataKind.Technical, ["Subject", "Key", "Kind", "Before", "After", "BatchId"])),
        Table("KnowledgeProposals", For.Deeds, (DataKind.Staff, ["ProposedBy", "ProposedById", "DecidedBy", "DecidedById"]),
            (DataKind.Technical, ["Id", "Reason", "State", "Rows", "KnowledgeHash", "Cases", "CasesHash", "DecisionReason"])),
        Table("Imports", For.Deeds, (DataKind.Staff, ["RequestedBy", "CancelRequestedBy"]),
            (DataKind.Technical, ["Id", "FileName", "State", "Encoding", "Delimiter", "Format", "DecimalSign", "Currency", "Fingerprint", "Header", "Fields", "Examples", "FirstProblems",
                "Differences", "Stage", "Failure", "Process"])),
        Table("TrainingRuns", For.Deeds, (DataKind.Staff, ["RequestedBy", "CancelRequestedBy"]),
            (DataKind.Technical, ["Id", "Model", "State", "Trainer", "Process", "Stage", "Version", "Verdict", "Checks", "Failure", "Log"])),
        Table("Experiments", For.Deeds, (DataKind.Staff, ["StartedBy", "StoppedBy"]),
            (DataKind.Technical, ["Id", "Name", "Kind", "Goal", "ControlModel", "TreatmentModel", "StopReason", "RunningOn"])),
        Table("Writes", For.Access, (DataKind.Technical, ["Id", "RequestHash", "ContentType", "ETag", "Body", "Location"])),
        Table("ApiKeys", For.Access, (DataKind.Staff, ["CreatedBy"]), (DataKind.Secret, ["Hash", "LastFour", "PreviousHash"]),
            (DataKind.Technical, ["Id", "Name", "Scope", "Scopes", "AllowedOrigins", "AllowedNetworks"])),
        Table("OwnerCodes", For.Access, (DataKind.Secret, ["Hash"])),
        Table("ProtectionKeys", For.Access, (DataKind.Secret, ["Xml"]), (DataKind.Technical, ["Name"])),
    ];

    /// <summary>Catalogue, knowledge, counts without a visitor, and the program's own book-keeping.</summary>
    private static string[] Impersonal =>
    [
        "CatalogVersions", "ColumnChoices", "DailyCounts", "EvidenceOverrides", "ExperimentTallies", "HourlyOutcomes", "ImportParts", "JournalHeads", "Knowledge", "Leases", "Pictures",
        "ProductPictures", "Products", "RecordedEvents", "Rules", "ShelfSnapshots", "SnapshotParts", "StagedProducts", "StagedVariants", "Suggestions", "UnmetNeeds", "Variants",
    ];
}
