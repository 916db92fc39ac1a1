using System.Security.Cryptography;
using BackCare.Domain.Knowledge;
using CsvHelper;

namespace BackCare.App.Knowledge;

/// <summary>A folder of knowledge files as it was read.</summary>
/// <param name="Tables">Tables that could be read, in the order of <see cref="KnowledgeSchema.Tables"/>.</param>
/// <param name="TriageCases">Test texts that must not be used as phrases; null when the folder has none.</param>
/// <param name="Problems">What is wrong with the files themselves: encoding, quoting, YAML.</param>
/// <param name="Hash">Tells one state of the folder from another; 64 hex digits.</param>
public sealed record KnowledgeFiles(
    IReadOnlyList<KnowledgeTable> Tables, KnowledgeTable? TriageCases, IReadOnlyList<KnowledgeProblem> Problems, string Hash);

/// <summary>Reads a folder of knowledge files (CSV tables and <c>plans.yaml</c>) into tables of text.</summary>
public static class KnowledgeFolder
{
    private const string Triage = "triage_cases";

    private static readonly CsvReaderOptions Csv = new() { TrackLineNumbers = true };

    /// <summary>The folder that ships with the program.</summary>
    public static string Seed => Path.Combine(AppContext.BaseDirectory, "Seed", "Knowledge");

    /// <summary>Reads every table of the folder that exists; a missing one is left to the check to report.</summary>
    public static IReadOnlyList<KnowledgeTable> Read(string folder) => Load(folder).Tables;

    /// <summary>Tells one state of the folder from another without reading any meaning; 64 hex digits.</summary>
    public static string HashOf(string folder)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (string path in KnowledgeSchema.Files.Select(file => Path.Combine(folder, file)).Where(File.Exists))
            hash.AppendData(File.ReadAllBytes(path));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>Reads the folder with all that is wrong with its files.</summary>
    public static KnowledgeFiles Load(string folder)
    {
        var tables = new List<KnowledgeTable>();
        var problems = new List<KnowledgeProblem>();
        foreach (string file in KnowledgeSchema.Files)
        {
            if (ReadBytes(folder, file, problems) is not { } bytes)
                continue;
            if (file.EndsWith(".csv", StringComparison.Ordinal))
                tables.Add(ReadCsv(Path.GetFileNameWithoutExtension(file), file, bytes, problems));
            else
                tables.AddRange(PlansYaml.Read(file, bytes, problems));
        }

        KnowledgeTable? triage = ReadBytes(folder, Triage + ".csv", problems) is { } cases ? ReadCsv(Triage, Triage + ".csv", cases, problems) : null;
        return new KnowledgeFiles(tables, triage, problems, HashOf(folder));
    }

    /// <summary>Reads one CSV file; quoted cells may span lines and the row keeps the line that it starts on.</summary>
    public static KnowledgeTable ReadCsv(string name, string path) => ReadCsv(name, Path.GetFileName(path), File.ReadAllBytes(path), []);

    private static KnowledgeTable ReadCsv(string name, string file, byte[] bytes, List<KnowledgeProblem> problems)
    {
        using CsvReader csv = CsvReader.Create(bytes, Csv with { OnMalformedRecord = record => problems.Add(Malformed(file, record)) });
        var rows = new List<KnowledgeRow>();
        string[] columns = [.. csv.Headers];
        while (csv.Read())
            rows.Add(new KnowledgeRow((int)csv.LineNumber, [.. Enumerable.Range(0, csv.FieldCount).Select(csv.GetString)]));
        return new KnowledgeTable(name, file, columns, rows);
    }

    private static KnowledgeProblem Malformed(string file, CsvMalformedRecord record) => record.Reason switch
    {
        CsvMalformedReason.UnterminatedQuote =>
            new(file, (int)record.LineNumber, "", "", "has a quote that is never closed", "Close the cell with a quote"),
        CsvMalformedReason.TextAfterClosingQuote =>
            new(file, (int)record.LineNumber, "", "", "has text after a closing quote", "Put the whole cell in quotes and double the quotes inside"),
        _ => new(file, (int)record.LineNumber, "", "", "has a quote inside a cell without quotes", "Put the whole cell in quotes and double the quotes inside"),
    };

    private static byte[]? ReadBytes(string folder, string file, List<KnowledgeProblem> problems)
    {
        string path = Path.Combine(folder, file);
        if (!File.Exists(path))
            return null;
        byte[] bytes = File.ReadAllBytes(path);
        problems.AddRange(FileBytes.Check(file, bytes));
        return bytes;
    }
}
