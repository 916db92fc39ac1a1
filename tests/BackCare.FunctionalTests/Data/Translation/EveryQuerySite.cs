using BackCare.App.Data;

[assembly: AssemblyFixture(typeof(BackCare.FunctionalTests.Data.Translation.EveryQuerySite))]

namespace BackCare.FunctionalTests.Data.Translation;

/// <summary>At the end of a whole run: every method of the app that sends a query was run by some test, and so translated for SQL Server.</summary>
/// <remarks>A run of a part of the tests tells nothing, so only CI, which runs them all, looks.</remarks>
public sealed class EveryQuerySite : IDisposable
{
    /// <summary>Methods that no test of this project runs, each with the reason why its queries translate all the same.</summary>
    internal static readonly IReadOnlyDictionary<string, string> Elsewhere = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Methods of the app that send a query and were not seen to.</summary>
    internal static string[] Missed => [.. QuerySites.Of(typeof(Databases).Assembly).Except(ServerTranslation.Seen.Keys).Except(Elsewhere.Keys).Order(StringComparer.Ordinal)];

    public void Dispose()
    {
        if (Environment.GetEnvironmentVariable("CI") is not "true")
            return;
        string[] missed = Missed;
        if (missed.Length > 0)
            throw new InvalidOperationException($"No test runs the queries of {string.Join(", ", missed)}, so nobody knows whether SQL Server takes them. Write one, or name the method in EveryQuerySite.Elsewhere with a reason.");
    }
}
