using System.Data.Common;
using BackCare.App.Data;

namespace BackCare.App.Accounts;

/// <summary>A key that cookies and form tokens are encrypted with, as the framework's data protection writes it.</summary>
public sealed class ProtectionKey
{
    public required string Name { get; set; }

    public required string Xml { get; set; }

    public DateTime CreatedUtc { get; set; }
}

/// <summary>Keeps those keys in the database: cookies outlive a restart and every replica reads them.</summary>
/// <remarks>The framework asks synchronously, and only when the first signed page or cookie is met; plain SQL spares it EF's model.</remarks>
public sealed class ProtectionKeys(Databases databases, TimeProvider clock)
{
    /// <summary>Every key's XML, oldest first.</summary>
    /// <exception cref="DatabaseAwayException">The database is known to be away; the framework goes on with the keys it has.</exception>
    public IReadOnlyList<string> All()
    {
        databases.Watch.ThrowIfAway();
        using DbConnection connection = databases.Connect();
        connection.Open();
        using DbCommand command = connection.CreateCommand();
        command.CommandText = """SELECT "Xml" FROM "ProtectionKeys" ORDER BY "CreatedUtc", "Name" """;
        using DbDataReader rows = command.ExecuteReader();
        List<string> all = [];
        while (rows.Read()) all.Add(rows.GetString(0));
        return all;
    }

    /// <summary>Keeps one more.</summary>
    public void Add(string name, string xml)
    {
        using DbConnection connection = databases.Connect();
        connection.Open();
        using DbCommand command = connection.CreateCommand();
        command.CommandText = """INSERT INTO "ProtectionKeys" ("Name", "Xml", "CreatedUtc") VALUES (@name, @xml, @at)""";
        command.With("@name", name).With("@xml", xml).With("@at", clock.GetUtcNow().UtcDateTime);
        command.ExecuteNonQuery();
    }
}
