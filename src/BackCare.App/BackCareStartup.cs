using System.Data.Common;
using BackCare.App.Accounts;
using BackCare.App.Data;
using BackCare.App.Events.Spool;
using BackCare.App.Knowledge;
using BackCare.App.Learn;
using BackCare.App.Messaging;
using BackCare.App.Orders;
using BackCare.App.Privacy;
using BackCare.App.Rules;
using BackCare.App.Serving;
using BackCare.App.Telemetry;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace BackCare.App;

/// <summary>What start-up did.</summary>
/// <param name="Refusal">Why the shop cannot start; null when it can.</param>
/// <param name="Notes">What an operator should know, one sentence each.</param>
/// <param name="Migrated">True when the database was created or brought up to date.</param>
/// <param name="Imported">True when the knowledge that ships with the program was imported.</param>
public sealed record StartupReport(string? Refusal, IReadOnlyList<string> Notes, bool Migrated, bool Imported);

/// <summary>Makes the shop ready: creates or migrates the database, imports the shipped knowledge, loads the shelf and the champion.</summary>
/// <remarks>A second start writes nothing.</remarks>
public sealed class BackCareStartup(IServiceProvider services) : IDisposable
{
    private DatabaseInUse? inUse;

    /// <summary>Prepares the shop; everything that is already in place is left alone.</summary>
    public async Task<StartupReport> PrepareAsync(CancellationToken cancellationToken = default)
    {
        DatabaseSettingsReading reading = services.GetRequiredService<DatabaseSettingsReading>();
        if ((reading.Refusal ?? services.GetRequiredService<ServingSettingsReading>().Refusal
            ?? TrainingSchedule.Read(services.GetRequiredService<IConfiguration>()).Refusal ?? JournalKeeping.Read(services.GetRequiredService<IConfiguration>()).Refusal
            ?? SpoolSettings.Read(services.GetRequiredService<IConfiguration>(), reading.Required).Refusal ?? Databases.MissingParts(reading.Required.Provider)) is { } refusal)
            return new StartupReport(refusal, [], false, false);

        IConfiguration configuration = services.GetRequiredService<IConfiguration>();
        if ((CheckoutSettings.ProblemOf(configuration) ?? ShopTime.ProblemOf(configuration) ?? AccountSettings.ProblemOf(configuration) ?? OidcSettings.ProblemOf(configuration)
            ?? TelemetrySettings.Read(configuration).Refusal) is { } problem)
            return new StartupReport(problem, [], false, false);

        Databases databases = services.GetRequiredService<Databases>();
        try
        {
            inUse ??= DatabaseInUse.Share(databases.Settings);
        }
        catch (IOException)
        {
            return new StartupReport(DatabaseInUse.BeingRestored, [], false, false);
        }

        // Beside the database, which needs nothing of it: reading a forest and compiling what scores it would else come on top of every start.
        Task champion = Task.Run(services.GetRequiredService<ModelHost>().Refresh, cancellationToken);
        List<string> notes = reading.Required.Note is { } note ? [note] : [];
        CatalogState? found;
        bool migrated;
        CatalogState state;
        try
        {
            found = await FindStateAsync(databases, cancellationToken);
            migrated = found is null || string.CompareOrdinal(found.LastMigration, databases.LatestMigration) < 0;
            if (migrated && !databases.Settings.MigrateAtStart)
                return new StartupReport(Behind(found, databases), notes, false, false);
            state = migrated ? await MigrateAsync(databases, cancellationToken) : found!;
            await services.GetRequiredService<PrivacyKeys>().LoadAsync(cancellationToken);
            if (await ReapplyErasuresAsync(cancellationToken) is { } reapplied)
                notes.Add(reapplied);
        }
        catch (Exception fault) when (DatabaseFaults.IsAway(fault))
        {
            await champion.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return new StartupReport(DatabaseTrouble.StartRefusal(fault, reading.Required), notes, false, false);
        }

        bool imported = await ImportShippedAsync(state, notes, cancellationToken);
        ShelfHost shelves = services.GetRequiredService<ShelfHost>();
        await shelves.RefreshAsync(cancellationToken);
        await champion;
        if (services.GetRequiredService<ModelHost>().Refused is { } refused)
            notes.Add(refused);
        return new StartupReport(
            shelves.Current is null ? "The database holds no catalogue that can be served; the log says why." : null, notes, migrated, imported);
    }

    public void Dispose() => inUse?.Dispose();

    /// <summary>Where the database stands; null when it is missing or has no tables yet.</summary>
    private static async Task<CatalogState?> FindStateAsync(Databases databases, CancellationToken cancellationToken)
    {
        if (databases.IsMissing())
            return null;
        try
        {
            return await ReadStateAsync(databases, cancellationToken);
        }
        catch (DbException fault) when (!DatabaseFaults.IsAway(fault) || DatabaseFaults.IsMissing(fault))
        {
            // No database or no tables: migrating makes them, or fails with the real reason.
            return null;
        }
    }

    private static async Task<CatalogState> ReadStateAsync(Databases databases, CancellationToken cancellationToken)
    {
        await using CatalogReader catalog = await CatalogReader.OpenAsync(databases, cancellationToken);
        return await catalog.StateAsync(cancellationToken);
    }

    private static string Behind(CatalogState? found, Databases databases) =>
        $"The database {(found is null ? "cannot be read or has no tables yet" : $"ends at migration {found.LastMigration}")}, this program needs {databases.LatestMigration}, and Database:MigrateAtStart is false. "
        + "Run 'backcare migrate' with a login that may change tables, or set Database:MigrateAtStart to true.";

    private static async Task<CatalogState> MigrateAsync(Databases databases, CancellationToken cancellationToken)
    {
        await databases.MakeMissingAsync(cancellationToken);
        await using (BackCareDb db = databases.Open())
            await db.Database.MigrateAsync(cancellationToken);
        return await ReadStateAsync(databases, cancellationToken);
    }

    /// <summary>What was erased since a backup that was restored goes again, before anything is served; null when there is nothing to tell.</summary>
    private async Task<string?> ReapplyErasuresAsync(CancellationToken cancellationToken)
    {
        await using AsyncServiceScope scope = services.CreateAsyncScope();
        Answer<ReapplyErasures.Response> answer = await scope.ServiceProvider.GetRequiredService<IMediator>().Send(new ReapplyErasures.Command(), cancellationToken);
        return answer.Refusal is null && answer.Value is { Visitors: > 0 } done
            ? FormattableString.Invariant($"The database is older than {done.Visitors} erasures that visitors asked for; they were done again: {done.Lists} lists, {done.Interactions} interactions and {done.Others} orders, reviews and plans.")
            : null;
    }

    /// <summary>Imports the shipped knowledge into an empty database, and again when a newer program ships newer knowledge.</summary>
    private async Task<bool> ImportShippedAsync(CatalogState state, List<string> notes, CancellationToken cancellationToken)
    {
        if (state.Number > 0 && (state.ShippedSeedHash is null || state.ShippedSeedHash == KnowledgeFolder.HashOf(KnowledgeFolder.Seed)))
            return false;

        await using AsyncServiceScope scope = services.CreateAsyncScope();
        Answer<ImportKnowledge.Response> answer = await scope.ServiceProvider.GetRequiredService<IMediator>().Send(new ImportKnowledge.Command(), cancellationToken);
        string? problem = answer.Refusal?.Reason ?? (answer.Value.Problems is [var first, ..] ? first.ToString() : null);
        if (problem is not null)
            notes.Add($"The knowledge that ships with this program was not imported: {problem} Run 'backcare knowledge check' for the whole list.");
        return problem is null;
    }
}
