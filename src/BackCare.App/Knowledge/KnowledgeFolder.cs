using BackCare.Domain.Knowledge;
using CsvHelper;

namespace BackCare.App.Knowledge;

/// <summary>Reads a folder of knowledge files (CSV tables and <c>plans.yaml</c>) into tables of text.</summary>
public static class KnowledgeFolder
{
    /// <summary>CSV files read as tables; triage cases are test data and no table.</summary>
    public static IReadOnlyList<string> TableNames { get; } =
    [
        "sources", "regions", "structures", "links", "qualifiers", "symptoms", "symptom_phrases", "redflags", "redflag_patterns", "conditions",
        "contraindications", "categories", "products", "evidence_rules", "exercises", "stop_rules", "regulatory", "claims_wording", "lexicon",
    ];

    /// <summary>The folder that ships with the program.</summary>
    public static string Seed => Path.Combine(AppContext.BaseDirectory, "Seed", "Knowledge");

    /// <summary>Reads every table of the folder that exists; a missing one is left to the check to report.</summary>
    public static IReadOnlyList<KnowledgeTable> Read(string folder)
    {
        var tables = new List<KnowledgeTable>();
        foreach (string name in TableNames)
        {
            string path = Path.Combine(folder, name + ".csv");
            if (File.Exists(path))
                tables.Add(ReadCsv(name, path));
        }

        string plans = Path.Combine(folder, "plans.yaml");
        if (File.Exists(plans))
            tables.AddRange(PlansYaml.Read(plans));
        return tables;
    }

    /// <summary>Reads one CSV file; quoted cells may span lines and the row keeps the line that it starts on.</summary>
    public static KnowledgeTable ReadCsv(string name, string path)
    {
        using var csv = CsvReader.FromFile(path, new CsvReaderOptions { TrackLineNumbers = true });
        var rows = new List<KnowledgeRow>();
        string[] columns = [.. csv.Headers];
        while (csv.Read())
            rows.Add(new KnowledgeRow((int)csv.LineNumber, [.. Enumerable.Range(0, csv.FieldCount).Select(csv.GetString)]));
        return new KnowledgeTable(name, Path.GetFileName(path), columns, rows);
    }
}
