using System.Data.Common;
using BackCare.App.Data;
using BackCare.App.Learn;
using BackCare.App.Messaging;
using MediatR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace BackCare.App.Telemetry;

/// <summary>What only the database knows, looked up on a clock of its own so that no reader of a gauge ever waits for it. Runs where telemetry is sent.</summary>
internal sealed class StoreWatch(Databases databases, IServiceScopeFactory scopes, TimeProvider clock) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10), BetweenDrifts = TimeSpan.FromMinutes(15);

    private StoreView seen = StoreView.Nothing;

    /// <summary>What was seen last.</summary>
    public StoreView Seen => Volatile.Read(ref seen);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        long? driftAt = null;
        do
        {
            await LookAsync(stoppingToken);
            if (Seen.IsReached && (driftAt is not { } at || clock.GetElapsedTime(at) >= BetweenDrifts))
            {
                driftAt = clock.GetTimestamp();
                await LookAtDriftAsync(stoppingToken);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        try
        {
            long started = clock.GetTimestamp();
            await using DbConnection connection = databases.Connect();
            await connection.OpenAsync(cancellationToken);
            (long journal, long catalog) = await HeadsAsync(connection, cancellationToken);
            TimeSpan taken = clock.GetElapsedTime(started);
            Volatile.Write(ref seen, Seen with { IsReached = true, Latency = taken, JournalHead = journal, CatalogVersion = catalog, Held = await HeldAsync(connection, cancellationToken) });
        }
        catch (Exception error) when (DatabaseFaults.Is(error))
        {
            Volatile.Write(ref seen, Seen with { IsReached = false, Latency = null });
        }
    }

    private static async Task<(long Journal, long Catalog)> HeadsAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        await using DbCommand command = connection.CreateCommand();
        command.CommandText = """SELECT (SELECT "LastSequence" FROM "JournalHeads" WHERE "Id" = 1), (SELECT "Number" FROM "CatalogVersions" WHERE "Id" = 1)""";
        await using DbDataReader row = await command.ExecuteReaderAsync(cancellationToken);
        return await row.ReadAsync(cancellationToken) ? (row.IsDBNull(0) ? 0 : row.GetInt64(0), row.IsDBNull(1) ? 0 : row.GetInt64(1)) : default;
    }

    private async Task<IReadOnlyDictionary<string, bool>> HeldAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        DateTime now = clock.GetUtcNow().UtcDateTime;
        var held = new Dictionary<string, bool>(StringComparer.Ordinal);
        await using DbCommand command = connection.CreateCommand();
        command.CommandText = """SELECT "Name", "Owner", "ExpiresUtc" FROM "Leases" ORDER BY "Name" """;
        await using DbDataReader rows = await command.ExecuteReaderAsync(cancellationToken);
        while (await rows.ReadAsync(cancellationToken))
            held[rows.GetString(0)] = rows.GetString(1).Length > 0 && rows.GetDateTime(2) > now;
        return held;
    }

    private async Task LookAtDriftAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using AsyncServiceScope scope = scopes.CreateAsyncScope();
            Answer<GetDrift.Response> answer = await scope.ServiceProvider.GetRequiredService<IMediator>().Send(new GetDrift.Query(500), cancellationToken);
            if (answer.Refusal is null)
                Volatile.Write(ref seen, Seen with { Drift = answer.Value.Report?.WorstByGroup().ToDictionary(g => g.Key.ToString().ToLowerInvariant(), g => g.Value) ?? [] });
        }
        catch (Exception error) when (DatabaseFaults.Is(error))
        {
            // The gauge keeps what was seen last; that the database is away is told by another.
        }
    }
}

/// <summary>The database as it was seen last.</summary>
/// <param name="IsReached">It answered.</param>
/// <param name="Latency">How long it took to connect and read two rows; null when it did not answer.</param>
/// <param name="JournalHead">Number of the newest journal entry.</param>
/// <param name="CatalogVersion">Version of the catalogue in it.</param>
/// <param name="Held">Every lease and whether somebody holds it.</param>
/// <param name="Drift">Largest PSI of each group of inputs.</param>
internal sealed record StoreView(
    bool IsReached, TimeSpan? Latency, long JournalHead, long CatalogVersion, IReadOnlyDictionary<string, bool> Held, IReadOnlyDictionary<string, double> Drift)
{
    public static StoreView Nothing { get; } = new(false, null, 0, 0, new Dictionary<string, bool>(), new Dictionary<string, double>());
}
