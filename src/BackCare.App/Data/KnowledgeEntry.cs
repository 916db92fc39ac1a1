namespace BackCare.App.Data;

/// <summary>One row of one knowledge table, as text (docs/decisions/0020-knowledge-rows.md).</summary>
public sealed class KnowledgeEntry : IShelfRow
{
    /// <summary>Table it belongs to, such as <c>symptoms</c>.</summary>
    public required string Table { get; set; }

    /// <summary>Its key inside the table.</summary>
    public required string Key { get; set; }

    /// <summary>Place in the table; file order breaks ties and orders questions.</summary>
    public int Ordinal { get; set; }

    /// <summary>Cells by column as a JSON object; empty cells are left out.</summary>
    public required string Cells { get; set; }

    /// <summary>Hash of the cells that the last import brought; null for a row that an admin created.</summary>
    public string? SeedHash { get; set; }

    /// <summary>When an admin last changed it; an import leaves such a row alone.</summary>
    public DateTime? EditedUtc { get; set; }

    /// <summary>When an admin removed it; the row stays as a mark so that an import does not bring it back.</summary>
    public DateTime? RemovedUtc { get; set; }

    /// <summary>Moves with every change; a second editor is told of the first one's change by it.</summary>
    public long Version { get; set; }
}
