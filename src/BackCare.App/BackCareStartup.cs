using BackCare.App.Data;
using BackCare.App.Knowledge;
using BackCare.App.Messaging;
using BackCare.App.Serving;
using MediatR;
using Microsoft.EntityFrameworkCore;
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
public sealed class BackCareStartup(IServiceProvider services)
{
    /// <summary>Prepares the shop; everything that is already in place is left alone.</summary>
    public async Task<StartupReport> PrepareAsync(CancellationToken cancellationToken = default)
    {
        DatabaseSettingsReading reading = services.GetRequiredService<DatabaseSettingsReading>();
        if ((reading.Refusal ?? Databases.MissingParts(reading.Required.Provider)) is { } refusal)
            return new StartupReport(refusal, [], false, false);

        List<string> notes = reading.Required.Note is { } note ? [note] : [];
        bool migrated = await MigrateAsync(cancellationToken);
        bool imported = await ImportShippedAsync(notes, cancellationToken);
        services.GetRequiredService<ModelHost>().Refresh();
        ShelfHost shelves = services.GetRequiredService<ShelfHost>();
        await shelves.RefreshAsync(cancellationToken);
        if (services.GetRequiredService<ModelHost>().Refused is { } refused)
            notes.Add(refused);
        return new StartupReport(
            shelves.Current is null ? "The database holds no catalogue that can be served; the log says why." : null, notes, migrated, imported);
    }

    private async Task<bool> MigrateAsync(CancellationToken cancellationToken)
    {
        await using BackCareDb db = services.GetRequiredService<Databases>().Open();
        if (!(await db.Database.GetPendingMigrationsAsync(cancellationToken)).Any())
            return false;
        await db.Database.MigrateAsync(cancellationToken);
        return true;
    }

    /// <summary>Imports the shipped knowledge into an empty database, and again when a newer program ships newer knowledge.</summary>
    private async Task<bool> ImportShippedAsync(List<string> notes, CancellationToken cancellationToken)
    {
        await using AsyncServiceScope scope = services.CreateAsyncScope();
        CatalogVersion version = await scope.ServiceProvider.GetRequiredService<BackCareDb>().CatalogVersions.AsNoTracking()
            .SingleAsync(v => v.Id == CatalogVersion.OnlyId, cancellationToken);
        if (version.Number > 0 && (version.ShippedSeedHash is null || version.ShippedSeedHash == KnowledgeFolder.HashOf(KnowledgeFolder.Seed)))
            return false;

        Answer<ImportKnowledge.Response> answer = await scope.ServiceProvider.GetRequiredService<IMediator>().Send(new ImportKnowledge.Command(), cancellationToken);
        string? problem = answer.Refusal?.Reason ?? (answer.Value.Problems is [var first, ..] ? first.ToString() : null);
        if (problem is not null)
            notes.Add($"The knowledge that ships with this program was not imported: {problem} Run 'backcare knowledge check' for the whole list.");
        return problem is null;
    }
}
