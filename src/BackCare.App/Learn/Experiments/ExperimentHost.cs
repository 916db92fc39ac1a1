using System.Collections.Concurrent;
using System.Data.Common;
using BackCare.App.Data;
using BackCare.App.Serving;
using BackCare.Domain.Arrange;
using BackCare.Domain.Learn.Experiments;
using BackCare.Domain.Recommend;
using BackCare.Domain.Scoring;
using Microsoft.Extensions.Logging;

namespace BackCare.App.Learn.Experiments;

/// <summary>Holds the experiment that runs on what is served, as an immutable object in memory, and chooses each request's policy from it.</summary>
/// <remarks>Only requests with consent and a visitor take part. When an arm's model cannot be loaded, nothing is part of the experiment on this host, and its page says so.</remarks>
public sealed partial class ExperimentHost(Databases databases, ModelStore store, ILogger<ExperimentHost> log)
{
    private readonly ConcurrentDictionary<(string ExperimentId, string Arm), ArmTally> tallies = new();
    private Running? running;

    /// <summary>Why the running experiment does not run here; null when it does or there is none.</summary>
    public string? Refused { get; private set; }

    /// <summary>True while an experiment runs on what this host serves.</summary>
    public bool IsRunning => Volatile.Read(ref running) is not null;

    /// <summary>The policy of one request.</summary>
    /// <param name="today">What would serve without an experiment.</param>
    /// <param name="visitor">Pseudonym of a visitor who consented; null for everybody else.</param>
    /// <param name="listId">The recommendation id.</param>
    public ExperimentChoice Choose(ServingPolicy today, string? visitor, string listId)
    {
        ArgumentNullException.ThrowIfNull(today);
        if (visitor is null || Volatile.Read(ref running) is not { } now) return new ExperimentChoice(today);
        if (Assignment.IsTreated(now.Id, visitor, now.Share) is not { } treated) return new ExperimentChoice(today) { ExperimentId = now.Id };
        if (now.Kind == ExperimentKind.Interleaving)
        {
            var draft = new TeamDraftRanker(now.Control.Ranker ?? today.Ranker, now.Treatment.Ranker ?? today.Ranker, Assignment.DrawOf(now.Id, listId));
            return new ExperimentChoice(today with { Ranker = draft, Exploration = ExplorationSettings.Off }) { ExperimentId = now.Id, Arm = ExperimentArms.Interleaved, Draft = draft };
        }
        Side side = treated ? now.Treatment : now.Control;
        ServingPolicy policy = today with
        {
            Ranker = side.Ranker ?? today.Ranker,
            Exploration = today.Exploration with { Budget = side.Arm.Budget ?? today.Exploration.Budget, Temperature = side.Arm.Temperature ?? today.Exploration.Temperature },
        };
        return new ExperimentChoice(policy) { ExperimentId = now.Id, Arm = treated ? Experiment.TreatmentArm : Experiment.ControlArm };
    }

    /// <summary>Counts one answer for the guardrails, when an experiment runs and the request consented.</summary>
    public void Count(ExperimentChoice choice, OutcomeKind outcome, TimeSpan taken)
    {
        ArgumentNullException.ThrowIfNull(choice);
        if (choice.ExperimentId is not { } id) return;
        var one = new ArmTally(
            1, outcome == OutcomeKind.Referral ? 1 : 0, outcome == OutcomeKind.Nothing ? 1 : 0, taken.TotalMilliseconds > Guardrail.SlowMs ? 1 : 0);
        tallies.AddOrUpdate((id, choice.Arm?.TrimEnd(':') ?? ExperimentChoice.Outside), one, (_, before) => before + one);
    }

    /// <summary>Looks which experiment runs, and loads its models when it is another one.</summary>
    public async Task RefreshAsync(CancellationToken cancellationToken = default)
    {
        Experiment? stored = await ReadRunningAsync(cancellationToken);
        if (stored?.Id == Volatile.Read(ref running)?.Id) return;
        Refused = null;
        Running? next = null;
        if (stored is not null)
        {
            (Side? control, string? refused) = Load(stored.Control);
            (Side? treatment, string? alsoRefused) = Load(stored.Treatment);
            Refused = refused ?? alsoRefused;
            if (control is not null && treatment is not null) next = new Running(stored.Id, stored.Kind, stored.Share, control, treatment);
            if (Refused is { } why) NotRunning(log, stored.Id, why);
            else Runs(log, stored.Id);
        }
        Volatile.Write(ref running, next);
    }

    /// <summary>Adds what was counted to the database.</summary>
    public async Task FlushAsync(CancellationToken cancellationToken = default)
    {
        if (tallies.IsEmpty) return;
        await using DbConnection connection = databases.Connect();
        await connection.OpenAsync(cancellationToken);
        foreach ((string ExperimentId, string Arm) key in tallies.Keys)
        {
            if (!tallies.TryRemove(key, out ArmTally taken)) continue;
            try
            {
                await AddAsync(connection, key, taken, cancellationToken);
            }
            catch (Exception fault) when (DatabaseFaults.Is(fault))
            {
                tallies.AddOrUpdate(key, taken, (_, others) => others + taken);
                throw;
            }
        }
    }

    /// <summary>Mixes again what an interleaved list was served with; for replays.</summary>
    /// <param name="version">Version of the list's ranker, whose name is <see cref="TeamDraftRanker.Mix"/>.</param>
    /// <param name="experimentId">The list's experiment.</param>
    /// <param name="listId">The list.</param>
    public (IRanker? Ranker, string? Refused) Remix(string version, string experimentId, string listId)
    {
        if (TeamDraftRanker.ReadVersion(version) is not { } mixed) return (null, $"'{version}' names no two models.");
        (IRanker? control, string? refused) = RankerOf(mixed.Control);
        (IRanker? treatment, string? alsoRefused) = RankerOf(mixed.Treatment);
        return control is not null && treatment is not null
            ? (new TeamDraftRanker(control, treatment, Assignment.DrawOf(experimentId, listId)), null)
            : (null, refused ?? alsoRefused);
    }

    /// <summary>The ranker of an arm; null stands for whichever is champion.</summary>
    internal (IRanker? Ranker, string? Refused) RankerOf(string model) => model switch
    {
        ExperimentArm.Champion => (null, null),
        ExperimentArm.Knowledge => (new KnowledgeRanker(), null),
        _ => store.RankerOf(model),
    };

    private (Side? Side, string? Refused) Load(ExperimentArm arm)
    {
        (IRanker? ranker, string? refused) = RankerOf(arm.Model);
        return refused is null ? (new Side(arm, ranker), null) : (null, refused);
    }

    private async Task<Experiment?> ReadRunningAsync(CancellationToken cancellationToken)
    {
        await using DbConnection connection = databases.Connect();
        await connection.OpenAsync(cancellationToken);
        await using DbCommand command = connection.CreateCommand();
        command.CommandText = """
            SELECT "Id", "Kind", "ControlModel", "ControlBudget", "ControlTemperature", "TreatmentModel", "TreatmentBudget", "TreatmentTemperature", "Share", "Goal",
                "WindowMinutes", "Alpha", "StartedUtc"
            FROM "Experiments" WHERE "RunningOn" = @surface
            """;
        command.With("@surface", StoredExperiment.Recommendations);
        await using DbDataReader row = await command.ExecuteReaderAsync(cancellationToken);
        if (!await row.ReadAsync(cancellationToken)) return null;
        return new Experiment(
            row.GetString(0), Enum.Parse<ExperimentKind>(row.GetString(1)), new ExperimentArm(row.GetString(2), Number(3), Number(4)),
            new ExperimentArm(row.GetString(5), Number(6), Number(7)), row.GetDouble(8), Enum.Parse<ExperimentGoal>(row.GetString(9)),
            TimeSpan.FromMinutes(row.GetInt32(10)), row.GetDouble(11), DateTime.SpecifyKind(row.GetDateTime(12), DateTimeKind.Utc), null);

        double? Number(int column) => row.IsDBNull(column) ? null : row.GetDouble(column);
    }

    private static async Task AddAsync(DbConnection connection, (string ExperimentId, string Arm) key, ArmTally taken, CancellationToken cancellationToken)
    {
        const string Update = """
            UPDATE "ExperimentTallies" SET "Requests" = "Requests" + @requests, "Referrals" = "Referrals" + @referrals, "Abstentions" = "Abstentions" + @abstentions,
                "Slow" = "Slow" + @slow WHERE "ExperimentId" = @id AND "Arm" = @arm
            """;
        const string Insert = """
            INSERT INTO "ExperimentTallies" ("ExperimentId", "Arm", "Requests", "Referrals", "Abstentions", "Slow")
            SELECT @id, @arm, 0, 0, 0, 0 WHERE NOT EXISTS (SELECT 1 FROM "ExperimentTallies" WHERE "ExperimentId" = @id AND "Arm" = @arm)
            """;
        foreach (string sql in new[] { Insert, Update })
        {
            await using DbCommand command = connection.CreateCommand();
            command.CommandText = sql;
            command.With("@id", key.ExperimentId).With("@arm", key.Arm);
            if (sql == Update) command.With("@requests", taken.Requests).With("@referrals", taken.Referrals).With("@abstentions", taken.Abstentions).With("@slow", taken.Slow);
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Experiment {Id} does not run on this host: {Reason}")]
    private static partial void NotRunning(ILogger log, string id, string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "Experiment {Id} runs.")]
    private static partial void Runs(ILogger log, string id);

    private sealed record Side(ExperimentArm Arm, IRanker? Ranker);

    private sealed record Running(string Id, ExperimentKind Kind, double Share, Side Control, Side Treatment);
}

/// <summary>The policy of one request, and what the list says of it.</summary>
/// <param name="Policy">What serves.</param>
public sealed record ExperimentChoice(ServingPolicy Policy)
{
    /// <summary>Arm of requests that consented and take no part.</summary>
    public const string Outside = "outside";

    /// <summary>The experiment that runs; null when none does.</summary>
    public string? ExperimentId { get; init; }

    /// <summary>The arm; null when the request takes no part.</summary>
    public string? Arm { get; init; }

    internal TeamDraftRanker? Draft { get; init; }

    /// <summary>The arm that the served list records: for an interleaved list also whose pick stood where.</summary>
    public string? ArmOf(ScoredList? scored) => Draft is not { } draft ? Arm
        : ExperimentArms.OfTeams((scored?.Shown ?? []).Select(shown => draft.Treated[shown.Candidate]));

    /// <summary>The experiment that the served list records; null when the request takes no part.</summary>
    public string? RecordedId => Arm is null ? null : ExperimentId;
}
