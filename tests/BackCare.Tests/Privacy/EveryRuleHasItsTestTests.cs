using System.Text.RegularExpressions;

namespace BackCare.Tests.Privacy;

/// <summary>Every rule of the knowledge base that software must keep names the tests that show it: <c>[Trait("Rule", "RQ02")]</c>.</summary>
public sealed partial class EveryRuleHasItsTestTests
{
    private static readonly string Table = Path.Combine(Repository.Root, "src", "BackCare.App", "Data", "Seed", "Knowledge", "regulatory.csv");

    private static readonly ILookup<string, string> Tests = Directory.EnumerateFiles(Path.Combine(Repository.Root, "tests"), "*.cs", SearchOption.AllDirectories)
        .Where(path => !path.Contains("/bin/", StringComparison.Ordinal) && !path.Contains("/obj/", StringComparison.Ordinal))
        .SelectMany(path => Traits(File.ReadAllLines(path)).Select(found => (found.Rule, Test: $"{Path.GetFileNameWithoutExtension(path)}.{found.Test}")))
        .ToLookup(found => found.Rule, found => found.Test, StringComparer.Ordinal);

    public static TheoryData<string, string> Rules => [.. Rows().Where(row => row.Priority == "must").Select(row => (row.Id, row.Rule))];

    [Theory]
    [MemberData(nameof(Rules))]
    public void A_rule_that_must_be_kept_has_a_test(string id, string rule) => Assert.True(
        Tests[id].Any(), $"No test says that it shows {id} ({rule}). Write one and put [Trait(\"Rule\", \"{id}\")] on it.");

    [Fact]
    public void No_test_names_a_rule_that_is_not_there() => Assert.Equal([], Tests.Select(group => group.Key).Except(Rows().Select(row => row.Id)));

    [Fact]
    public void The_rules_are_those_that_were_asked_for() => Assert.Equal(26, Rows().Count(row => row.Priority == "must"));

    [Fact]
    public void The_privacy_page_lists_every_rule_with_its_tests()
    {
        string page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "privacy.md"));

        Assert.Equal([], Rows().Where(row => row.Priority == "must").Select(row => row.Id).Where(id => !page.Contains($"| {id} |", StringComparison.Ordinal)));
    }

    /// <summary>Rules by the test or the class that they stand on; only what really is a test counts.</summary>
    private static IEnumerable<(string Rule, string Test)> Traits(string[] lines)
    {
        for (int i = 0; i < lines.Length; i++)
        {
            if (Trait().Match(lines[i]) is not { Success: true } trait)
                continue;
            string[] around = [.. lines.Skip(Math.Max(0, i - 8)).Take(20)];
            string name = lines.Skip(i).Select(line => Method().Match(line)).First(m => m.Success).Groups[1].Value;
            if (around.Any(line => line.TrimStart().StartsWith("[Fact", StringComparison.Ordinal) || line.TrimStart().StartsWith("[Theory", StringComparison.Ordinal)))
                yield return (trait.Groups[1].Value, name);
        }
    }

    private static IEnumerable<(string Id, string Rule, string Priority)> Rows() => File.ReadLines(Table).Skip(1).Where(line => line.Length > 0).Select(line =>
    {
        string[] cells = [.. Cell().Matches(line).Select(m => m.Groups[1].Success ? m.Groups[1].Value.Replace("\"\"", "\"", StringComparison.Ordinal) : m.Groups[2].Value)];
        return (cells[0], cells[3], cells[6]);
    });

    [GeneratedRegex("""\[Trait\("Rule", "(RQ\d\d)"\)\]""")]
    private static partial Regex Trait();

    [GeneratedRegex(@"public (?:static |sealed |partial |async |abstract )*(?:Task|void|class|IEnumerable<\w+>) (\w+)")]
    private static partial Regex Method();

    [GeneratedRegex("(?:^|,)(?:\"((?:[^\"]|\"\")*)\"|([^,]*))")]
    private static partial Regex Cell();
}
