using BackCare.App.Data;

[assembly: AssemblyFixture(typeof(BackCare.FunctionalTests.Data.Translation.EveryQuerySite))]

namespace BackCare.FunctionalTests.Data.Translation;

/// <summary>At the end of a run: which methods of the app send a query that no test ran, and that was so not translated for SQL Server.</summary>
/// <remarks>
/// Their names are written beside the tests' assembly, to <see cref="FileName"/>. A run of a part of the tests leaves many, so only a run that is told
/// <c>BACKCARE_EVERY_QUERY=true</c> fails for them: one of all tests.
/// </remarks>
public sealed class EveryQuerySite : IDisposable
{
    public const string FileName = "queries-not-run.txt";

    /// <summary>Methods that no test of this project runs, each with the reason why its queries translate all the same.</summary>
    internal static readonly IReadOnlyDictionary<string, string> Elsewhere = new Dictionary<string, string>(StringComparer.Ordinal);

    public void Dispose()
    {
        string[] missed = [.. QuerySites.Of(typeof(Databases).Assembly).Except(ServerTranslation.Seen.Keys).Except(Elsewhere.Keys).Order(StringComparer.Ordinal)];
        File.WriteAllLines(Path.Combine(AppContext.BaseDirectory, FileName), missed);
        if (missed.Length > 0 && Environment.GetEnvironmentVariable("BACKCARE_EVERY_QUERY") is "true")
            throw new InvalidOperationException($"No test runs the queries of {string.Join(", ", missed)}, so nobody knows whether SQL Server takes them. Write one, or name the method in EveryQuerySite.Elsewhere with a reason.");
    }
}
