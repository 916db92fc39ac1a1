namespace BackCare.Domain.Learn.Checks;

/// <summary>Counts what a check finds and keeps the first few ids.</summary>
internal sealed class Finding
{
    private const int ExamplesKept = 5;

    private readonly List<string> examples = [];

    public int Count { get; private set; }

    public void Add(string id)
    {
        Count++;
        if (examples.Count < ExamplesKept && !examples.Contains(id))
            examples.Add(id);
    }

    /// <summary>Passed when nothing was found, else a warning, or an error from <paramref name="errorShare"/> of all on.</summary>
    public DataCheck Check(string name, int of, string passed, string found, double errorShare)
    {
        CheckSeverity severity = Count == 0 ? CheckSeverity.Passed : Count >= errorShare * of ? CheckSeverity.Error : CheckSeverity.Warning;
        return new DataCheck(name, severity, Count, of, [.. examples], Count == 0 ? passed : found);
    }
}
