namespace BackCare.Domain.Knowledge;

/// <summary>One table of the knowledge base as text, before it means anything.</summary>
/// <param name="Name">Table name, such as <c>symptoms</c>.</param>
/// <param name="File">File it came from, such as <c>symptoms.csv</c>.</param>
/// <param name="Columns">Column names in order; the first is the key.</param>
/// <param name="Rows">Rows in file order.</param>
public sealed record KnowledgeTable(string Name, string File, IReadOnlyList<string> Columns, IReadOnlyList<KnowledgeRow> Rows);

/// <summary>One row as text.</summary>
/// <param name="Line">Line of the file that the row starts on, 1-based.</param>
/// <param name="Cells">One cell per column.</param>
public sealed record KnowledgeRow(int Line, IReadOnlyList<string> Cells)
{
    /// <summary>The row's key.</summary>
    public string Key => Cells.Count > 0 ? Cells[0] : "";
}

/// <summary>Something wrong in a knowledge file.</summary>
/// <param name="File">The file.</param>
/// <param name="Line">Line, 1-based; 0 when the whole file is meant.</param>
/// <param name="Column">Column name; empty when the whole row is meant.</param>
/// <param name="Value">The value found.</param>
/// <param name="Problem">What is wrong with it.</param>
/// <param name="Remedy">What to do.</param>
public sealed record KnowledgeProblem(string File, int Line, string Column, string Value, string Problem, string Remedy)
{
    /// <inheritdoc/>
    public override string ToString() =>
        $"{File}:{Line}{(Column.Length > 0 ? $" [{Column}]" : "")}{(Value.Length > 0 ? $" '{Value}'" : "")}: {Problem}. {Remedy}.";
}
