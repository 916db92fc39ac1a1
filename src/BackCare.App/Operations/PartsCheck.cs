using BackCare.App.Data;
using BackCare.App.Knowledge;
using BackCare.App.Messaging;
using BackCare.Ranking.Training;

namespace BackCare.App.Operations;

/// <summary>Which parts this build has, and whether the knowledge that ships with it is whole.</summary>
internal static class PartsCheck
{
    public static IEnumerable<Finding> Run(TrainerCatalog trainers, DatabaseSettings? database)
    {
        TrainerListing[] absent = [.. trainers.All.Where(listing => trainers.Available.All(trainer => trainer.Name != listing.Name))];
        yield return Finding.Ok("parts", "trainers", absent.Length == 0
            ? $"Every trainer is in this build: {string.Join(", ", trainers.All.Select(t => t.Name))}."
            : $"In this build: {string.Join(", ", trainers.Available.Select(t => t.Name))}. Left out: {string.Join(", ", absent.Select(t => t.Name))} ({absent[0].WhyAbsent}).");
        yield return Databases.MissingParts(DatabaseProvider.SqlServer) is not { } missing ? Finding.Ok("parts", "SQL Server", "The client is in this build.")
            : database?.Provider == DatabaseProvider.SqlServer ? Finding.Fail("parts", "SQL Server", missing, "Build against a full NuGet source, or set Database:Provider to Sqlite.")
            : Finding.Ok("parts", "SQL Server", "The client is not whole in this build; SQLite needs nothing of it.");
    }

    /// <summary>The knowledge files beside the program.</summary>
    public static Finding Knowledge()
    {
        Answer<CheckKnowledge.Response> answer = CheckKnowledge.Check(new CheckKnowledge.Query());
        return answer.Match(
            check => check.Problems.Count == 0
                ? Finding.Ok("knowledge", "shipped", $"{check.Rows} rows, every rule holds.")
                : Finding.Fail("knowledge", "shipped", $"{check.Problems.Count} problems; the first: {check.Problems[0]}", "'backcare knowledge check' lists all. Install the program again if you did not change its files."),
            refusal => Finding.Fail("knowledge", "shipped", refusal.Reason, "Install the program again: its folder Seed is missing."));
    }
}
