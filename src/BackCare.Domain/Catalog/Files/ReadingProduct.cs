namespace BackCare.Domain.Catalog.Files;

/// <summary>One product while its rows are read.</summary>
internal sealed class ReadingProduct(FilePlan plan, FileRows rows)
{
    private readonly Dictionary<string, string> fields = new(StringComparer.Ordinal);
    private readonly List<FileProblem> problems = [.. rows.Problems];

    public FilePlan Plan => plan;

    public FileRows Rows => rows;

    public string Cell(string field) => rows.Cells.GetValueOrDefault(field, "");

    public bool HasColumn(string field) => rows.Cells.ContainsKey(field);

    public bool Has(string field) => fields.TryGetValue(field, out string? value) && value.Length > 0;

    public string? Value(string field) => fields.GetValueOrDefault(field);

    public void Set(string field, string value) => fields[field] = value;

    public void Reject(string field, string value, string problem, string remedy, int? line = null) =>
        problems.Add(new FileProblem(line ?? rows.Line, plan.Columns.ColumnOf(field), FileProblem.Short(value), problem, remedy));

    public void Warn(string field, string value, string problem, string remedy) =>
        problems.Add(new FileProblem(rows.Line, plan.Columns.ColumnOf(field), FileProblem.Short(value), problem, remedy, Blocks: false));

    public bool IsRejected => problems.Exists(p => p.Blocks);

    public FileProduct Done(string hints) => new(rows.Line, fields, hints, problems);
}
