using System.Text;

namespace BackCare.App.Privacy;

/// <summary>What a column tells of a person.</summary>
public enum DataKind
{
    /// <summary>Complaints, answers to safety questions, and what they can be inferred from: GDPR article 9.</summary>
    Health,

    /// <summary>A random name of a visitor or a visit.</summary>
    Pseudonym,

    /// <summary>Words that somebody wrote for others to read.</summary>
    PublicText,

    /// <summary>Who of the staff did something.</summary>
    Staff,

    /// <summary>Hashes and keys that open something.</summary>
    Secret,

    /// <summary>Nothing of a person by itself.</summary>
    Technical,
}

/// <summary>Why something of people is held, on which ground, and for how long.</summary>
/// <param name="Name">Short name.</param>
/// <param name="Purpose">What for, in one sentence.</param>
/// <param name="LegalBasis">Article of the GDPR; the strictest US state law asks for the same.</param>
/// <param name="Retention">When it goes.</param>
public sealed record Holding(string Name, string Purpose, string LegalBasis, string Retention);

/// <summary>One table: what it is held for, and every column that is text or bytes by what it tells. Numbers and times tell of a person only through these.</summary>
/// <param name="Name">Table.</param>
/// <param name="Holding">Why it is held; null when it holds nothing of anybody.</param>
/// <param name="Columns">Columns by kind; empty when it holds nothing of anybody.</param>
public sealed record RegisteredTable(string Name, Holding? Holding, IReadOnlyDictionary<string, DataKind> Columns);

/// <summary>The schema's tags: every table of the database, and of those about people every column with purpose, legal basis and retention. A test compares it with the model of both providers.</summary>
public static partial class DataRegister
{
    /// <summary>Every table.</summary>
    public static IReadOnlyList<RegisteredTable> Tables { get; } = [.. Personal.Concat(Impersonal.Select(name => new RegisteredTable(name, null, new Dictionary<string, DataKind>())))
        .OrderBy(table => table.Name, StringComparer.Ordinal)];

    /// <summary>Columns that hold health data, as <c>Table.Column</c>.</summary>
    public static IReadOnlyList<string> HealthColumns { get; } =
        [.. Tables.SelectMany(table => table.Columns.Where(c => c.Value == DataKind.Health).Select(c => $"{table.Name}.{c.Key}"))];

    /// <summary>The register as a Markdown table; docs/privacy.md holds it.</summary>
    public static string ToMarkdown()
    {
        var text = new StringBuilder("| table | columns | held for | legal basis | until |\n|---|---|---|---|---|\n");
        foreach (RegisteredTable table in Tables.Where(t => t.Holding is not null))
        {
            IEnumerable<string> kinds = table.Columns.Where(c => c.Value != DataKind.Technical).GroupBy(c => c.Value).OrderBy(g => g.Key)
                .Select(g => $"{Word(g.Key)}: {string.Join(", ", g.Select(c => c.Key).Order(StringComparer.Ordinal))}");
            text.Append('|').Append(' ').Append(table.Name).Append(" | ").Append(string.Join("; ", kinds)).Append(" | ").Append(table.Holding!.Purpose).Append(" | ")
                .Append(table.Holding.LegalBasis).Append(" | ").Append(table.Holding.Retention).Append(" |\n");
        }

        return text.ToString();
    }

    private static string Word(DataKind kind) => kind switch
    {
        DataKind.Health => "health",
        DataKind.Pseudonym => "pseudonym",
        DataKind.PublicText => "text for others",
        DataKind.Staff => "staff",
        DataKind.Secret => "secret",
        _ => "technical",
    };

    private static RegisteredTable Table(string name, Holding holding, params (DataKind Kind, string[] Columns)[] columns) =>
        new(name, holding, columns.SelectMany(c => c.Columns.Select(column => (column, c.Kind))).ToDictionary(c => c.column, c => c.Kind, StringComparer.Ordinal));
}
