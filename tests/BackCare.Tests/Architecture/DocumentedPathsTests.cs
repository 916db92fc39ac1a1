using System.Text.RegularExpressions;

namespace BackCare.Tests.Architecture;

/// <summary>What the documents point at exists.</summary>
public sealed partial class DocumentedPathsTests
{
    [Theory]
    [InlineData("docs/accounts.md")]
    [InlineData("docs/admin.md")]
    [InlineData("docs/flow.md")]
    [InlineData("docs/glossary.md")]
    [InlineData("docs/operations.md")]
    [InlineData("docs/safety.md")]
    [InlineData("docs/security.md")]
    [InlineData("docs/linking.md")]
    [InlineData("README.md")]
    public void Every_path_in_a_document_exists(string document)
    {
        string text = File.ReadAllText(Path.Combine(Repository.Root, document));
        IReadOnlyList<string> paths = [.. PathInText().Matches(text).Select(match => match.Groups[1].Value.TrimEnd('/')).Distinct()];

        Assert.NotEmpty(paths);
        Assert.All(paths, path => Assert.True(Path.Exists(Path.Combine(Repository.Root, path)), $"{document} names {path}, which does not exist."));
    }

    [GeneratedRegex(@"[`(]((?:src|tests|docs|models|eng|\.ci)/[^`)\s<>*…]*)[`)]", RegexOptions.CultureInvariant)]
    private static partial Regex PathInText();
}
