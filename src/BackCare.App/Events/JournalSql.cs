using BackCare.App.Data;

namespace BackCare.App.Events;

/// <summary>The journal's statements. Double quotes name columns in SQLite and SQL Server alike; lists of ids travel as one JSON parameter.</summary>
internal sealed class JournalSql
{
    public const string LockHead = """UPDATE "JournalHeads" SET "LastSequence" = "LastSequence" WHERE "Id" = 1""";

    public const string ReadHead = """SELECT "LastSequence" FROM "JournalHeads" WHERE "Id" = 1""";

    public const string MoveHead = """UPDATE "JournalHeads" SET "LastSequence" = @p0 WHERE "Id" = 1""";

    public const string InsertList = """
        INSERT INTO "ServedLists" ("Sequence", "Id", "ServedUtc", "Outcome", "VisitorId", "SessionId", "ModelName", "ModelVersion", "ShelfVersion", "SchemaHash",
            "SymptomIds", "RegionIds", "ExperimentId", "Arm", "Simulated", "Candidates", "Shown", "Packed", "Material", "ConsentVersion", "ConsentUtc")
        VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8, @p9, @p10, @p11, @p12, @p13, @p14, @p15, @p16, @p17, @p18, @p19, @p20)
        """;

    public const string InsertInteraction = """
        INSERT INTO "Interactions" ("Sequence", "EventId", "ItemIndex", "Kind", "ProductId", "ListId", "Position", "OccurredUtc", "ReceivedUtc", "VisitorId",
            "SessionId", "Quantity", "PriceMinor", "DwellMs", "Simulated")
        VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8, @p9, @p10, @p11, @p12, @p13, @p14)
        """;

    public const string AddDaily = """
        UPDATE "DailyCounts" SET "Count" = "Count" + @p4, "Pieces" = "Pieces" + @p5
        WHERE "DayUtc" = @p0 AND "ProductId" = @p1 AND "Kind" = @p2 AND "Journaled" = @p3
        """;

    public const string InsertDaily = """
        INSERT INTO "DailyCounts" ("DayUtc", "ProductId", "Kind", "Journaled", "Count", "Pieces") VALUES (@p0, @p1, @p2, @p3, @p4, @p5)
        """;

    public const string AddHourly = """
        UPDATE "HourlyOutcomes" SET "Count" = "Count" + @p3 WHERE "HourUtc" = @p0 AND "Outcome" = @p1 AND "WithinMicroseconds" = @p2
        """;

    public const string InsertHourly = """INSERT INTO "HourlyOutcomes" ("HourUtc", "Outcome", "WithinMicroseconds", "Count") VALUES (@p0, @p1, @p2, @p3)""";

    public const string HasSnapshot = """SELECT 1 FROM "ShelfSnapshots" WHERE "ShelfVersion" = @p0""";

    public const string InsertSnapshot = """INSERT INTO "ShelfSnapshots" ("ShelfVersion", "Manifest", "StoredUtc") VALUES (@p0, @p1, @p2)""";

    public const string InsertPart = """
        INSERT INTO "SnapshotParts" ("Hash", "Content") SELECT @p0, @p1 WHERE NOT EXISTS (SELECT 1 FROM "SnapshotParts" WHERE "Hash" = @p0)
        """;

    public const string InsertErasedLists = """
        INSERT INTO "ErasedLists" ("ListId", "ErasedUtc", "ByAge") SELECT "Id", @p1, @p2 FROM "ServedLists" WHERE "VisitorId" = @p0
        """;

    public const string DeleteInteractionsOfVisitor = """
        DELETE FROM "Interactions" WHERE "ListId" IN (SELECT "Id" FROM "ServedLists" WHERE "VisitorId" = @p0)
        """;

    public const string DeleteListsOfVisitor = """DELETE FROM "ServedLists" WHERE "VisitorId" = @p0""";

    public const string MoveErasedVisitor = """UPDATE "ErasedVisitors" SET "ErasedUtc" = @p1 WHERE "VisitorId" = @p0""";

    public const string InsertErasedVisitor = """INSERT INTO "ErasedVisitors" ("VisitorId", "ErasedUtc") VALUES (@p0, @p1)""";

    /// <summary>Kept statistics know visitors; hosts keep new ones soon.</summary>
    public const string DropCheckpoints = """DELETE FROM "StatisticsCheckpoints" """;

    public const string ForgetEventIds = """DELETE FROM "RecordedEvents" WHERE "ReceivedUtc" < @p0""";

    private JournalSql(string ids, string visitors, string beforeSelect, string afterSelect)
    {
        NewEventIds = $"""
            INSERT INTO "RecordedEvents" ("Id", "ReceivedUtc"){beforeSelect}
            SELECT s."Id", @p1 FROM {ids} s WHERE NOT EXISTS (SELECT 1 FROM "RecordedEvents" e WHERE e."Id" = s."Id"){afterSelect}
            """;
        JournaledLists = $"""SELECT "Id", "VisitorId", "SessionId", "Simulated", "ServedUtc" FROM "ServedLists" WHERE "Id" IN (SELECT "Id" FROM {ids} s)""";
        ErasedLists = $"""SELECT "ListId" FROM "ErasedLists" WHERE "ListId" IN (SELECT "Id" FROM {ids} s)""";
        ErasedVisitors = $"""SELECT "VisitorId", "ErasedUtc" FROM "ErasedVisitors" WHERE "VisitorId" IN (SELECT "Id" FROM {visitors} s)""";
    }

    /// <summary>Records the ids of @p0 that are new and returns them.</summary>
    public string NewEventIds { get; }

    /// <summary>The lists of @p0 that the journal holds.</summary>
    public string JournaledLists { get; }

    /// <summary>The lists of @p0 that were erased.</summary>
    public string ErasedLists { get; }

    /// <summary>The visitors of @p0 who had everything erased, and when.</summary>
    public string ErasedVisitors { get; }

    public static JournalSql Of(DatabaseProvider provider) => provider == DatabaseProvider.SqlServer
        ? new(OfServer("nvarchar(120)"), OfServer("varchar(32)"), """ OUTPUT inserted."Id" """, "")
        : new(OfFile, OfFile, "", """ RETURNING "Id" """);

    private const string OfFile = """(SELECT "value" AS "Id" FROM json_each(@p0))""";

    // The type and order of the column that is looked up: else every row of it would be converted.
    private static string OfServer(string type) => $"""(SELECT CAST("value" AS {type}) COLLATE {Data.Mapping.SqlServerTypes.Exact} AS "Id" FROM OPENJSON(@p0))""";
}
