using System.CommandLine;
using BackCare.Cli;

namespace BackCare.Tests.Cli;

public sealed class RootTests : IDisposable
{
    private readonly CommandRun command = new();

    [Theory]
    [InlineData]
    [InlineData("walk")]
    [InlineData("off-policy")]
    [InlineData("off-policy", "--log")]
    [InlineData("off-policy", "--log", "log.csv", "--clip", "much")]
    [InlineData("off-policy", "--log", "log.csv", "--resamples", "5")]
    [InlineData("off-policy", "--log", "log.csv", "--shout")]
    public async Task Wrong_usage_exits_with_two_and_says_where_to_read_on(params string[] args)
    {
        Assert.Equal(2, await command.Run(args));
        Assert.Contains("--help", command.Error, StringComparison.Ordinal);
        Assert.Equal("", command.Output);
    }

    [Fact]
    public async Task Every_verb_has_help_with_an_example()
    {
        foreach (string[] path in Leaves(Root.Build(), []))
        {
            Assert.Equal(0, await command.Run([.. path, "--help"]));
            Assert.Contains("backcare " + string.Join(' ', path) + " ", command.Output[command.Output.IndexOf("Example", StringComparison.Ordinal)..], StringComparison.Ordinal);
        }
    }

    public void Dispose() => command.Dispose();

    private static IEnumerable<string[]> Leaves(Command parent, string[] path) => parent.Subcommands.Count == 0
        ? [path]
        : parent.Subcommands.SelectMany(child => Leaves(child, [.. path, child.Name]));
}
