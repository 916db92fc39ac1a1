using System.Text;
using BackCare.App.Knowledge;
using BackCare.Domain.Knowledge;

namespace BackCare.Tests.App.Knowledge;

public sealed class KnowledgeFolderTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("backcare-knowledge-").FullName;

    public KnowledgeFolderTests()
    {
        foreach (string file in Directory.EnumerateFiles(KnowledgeFolder.Seed))
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
    }

    [Fact]
    public void A_byte_order_mark_is_named() =>
        AssertOnly(Changed("regions.csv", bytes => [.. Encoding.UTF8.Preamble, .. bytes]), "regions.csv", 1, "byte order mark");

    [Fact]
    public void Carriage_returns_are_named_with_the_first_line()
    {
        string text = File.ReadAllText(Path.Combine(folder, "regions.csv"));
        int second = text.IndexOf('\n') + 1;

        AssertOnly(Changed("regions.csv", _ => Encoding.UTF8.GetBytes(text[..second] + text[second..].Replace("\n", "\r\n", StringComparison.Ordinal))), "regions.csv", 2, "carriage return");
    }

    [Fact]
    public void Bytes_that_are_no_utf8_are_named_with_their_line() =>
        AssertOnly(Changed("stop_rules.csv", bytes => Replaced(bytes, "Stop if pain", [.. "Stop if p"u8, 0xE1, .. "in"u8])), "stop_rules.csv", 4, "not valid UTF-8");

    [Fact]
    public void A_quote_that_is_never_closed_is_named_where_it_opens() =>
        Assert.Contains(Changed("regions.csv", bytes => Replaced(bytes, "hip,\"Hip, glutes and piriformis\"", "hip,\"Hip, glutes and piriformis"u8.ToArray())),
            p => p is { File: "regions.csv", Line: 7 } && p.Problem.Contains("never closed", StringComparison.Ordinal));

    [Fact]
    public void A_quote_inside_a_plain_cell_is_named() =>
        AssertOnly(Changed("regions.csv", bytes => Replaced(bytes, "ankle,Ankle", "ankle,An\"kle"u8.ToArray())), "regions.csv", 3, "quote inside a cell");

    [Fact]
    public void Broken_yaml_is_named_with_its_line() =>
        Assert.Contains(Changed("plans.yaml", bytes => Replaced(bytes, "    title: \"First-step heel pain\"", "   title: [\"First-step heel pain\""u8.ToArray())),
            p => p.File == "plans.yaml" && p.Line is >= 20 and <= 24 && p.Problem.Contains("not valid YAML", StringComparison.Ordinal));

    [Fact]
    public void An_unknown_key_in_a_plan_is_named() =>
        AssertOnly(Changed("plans.yaml", bytes => Replaced(bytes, "    title: \"First-step heel pain\"", "    titel: \"First-step heel pain\""u8.ToArray())),
            "plans.yaml", 21, "is not a known key");

    [Fact]
    public void A_row_keeps_its_line_after_a_cell_that_spans_lines()
    {
        File.WriteAllText(Path.Combine(folder, "two.csv"), "id,text\na,\"one\ntwo\"\nb,three\n");

        Assert.Equal([2, 4], KnowledgeFolder.ReadCsv("two", Path.Combine(folder, "two.csv")).Rows.Select(r => r.Line));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static void AssertOnly(IReadOnlyList<KnowledgeProblem> problems, string file, int line, string problem)
    {
        KnowledgeProblem first = problems[0];
        Assert.Equal((file, line), (first.File, first.Line));
        Assert.Contains(problem, first.Problem, StringComparison.Ordinal);
    }

    private static byte[] Replaced(byte[] bytes, string text, byte[] with)
    {
        int at = bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(text));
        Assert.True(at >= 0, $"'{text}' is not in the file.");
        return [.. bytes[..at], .. with, .. bytes[(at + Encoding.UTF8.GetByteCount(text))..]];
    }

    private IReadOnlyList<KnowledgeProblem> Changed(string file, Func<byte[], byte[]> change)
    {
        string path = Path.Combine(folder, file);
        File.WriteAllBytes(path, change(File.ReadAllBytes(path)));
        return KnowledgeFolder.Load(folder).Problems;
    }
}
