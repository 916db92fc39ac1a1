using System.Data;
using System.Data.Common;
using System.Runtime.CompilerServices;
using BackCare.App.Data;
using BackCare.App.Serving;
using BackCare.Domain.Learn;
using BackCare.Domain.Learn.Experiments;
using BackCare.Domain.Recommend;

namespace BackCare.App.Learn.Experiments;

/// <summary>Reads an experiment's lists and what was chosen on them, out of the journal, in the order in which they were served.</summary>
public sealed class ExperimentReader(Databases databases, JournalReader journal)
{
    /// <summary>True when only simulated lists are part of the experiment; one real list makes every simulated one not count.</summary>
    public async Task<bool> IsSimulatedAsync(string experimentId, CancellationToken cancellationToken)
    {
        await using DbConnection connection = databases.Connect();
        await connection.OpenAsync(cancellationToken);
        await using DbCommand command = connection.CreateCommand();
        command.CommandText = """
            SELECT COALESCE(SUM(CASE WHEN "Simulated" = @yes THEN 1 ELSE 0 END), 0), COUNT(*) FROM "ServedLists" WHERE "ExperimentId" = @id AND "Candidates" > 0
            """;
        command.With("@id", experimentId).With("@yes", true);
        await using DbDataReader row = await command.ExecuteReaderAsync(cancellationToken);
        await row.ReadAsync(cancellationToken);
        return Convert.ToInt64(row.GetValue(0), null) is var simulated && simulated > 0 && simulated == Convert.ToInt64(row.GetValue(1), null);
    }

    /// <summary>Lists that showed products, each with its successes.</summary>
    public async IAsyncEnumerable<ExperimentRow> RowsAsync(Experiment experiment, bool simulated, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(experiment);
        await using DbConnection connection = databases.Connect();
        await connection.OpenAsync(cancellationToken);
        await using DbCommand command = connection.CreateCommand();
        command.CommandText = $"""
            SELECT l."Id", l."ServedUtc", l."VisitorId", l."Arm", i."Position", i."ProductId", i."OccurredUtc"
            FROM "ServedLists" l LEFT JOIN "Interactions" i ON i."ListId" = l."Id" AND i."Kind" IN ({KindsOf(experiment.Goal)})
            WHERE l."ExperimentId" = @id AND l."Candidates" > 0 AND l."Simulated" = @simulated AND l."VisitorId" IS NOT NULL AND l."Arm" IS NOT NULL
            ORDER BY l."Sequence", i."Sequence"
            """;
        command.With("@id", experiment.Id).With("@simulated", simulated);
        await using DbDataReader row = await command.ExecuteReaderAsync(cancellationToken);
        while (await row.ReadAsync(cancellationToken))
        {
            string list = row.GetString(0);
            int? position = await row.IsDBNullAsync(4, cancellationToken) ? null : row.GetInt32(4);
            if (position is null && experiment.Kind == ExperimentKind.Interleaving && !await row.IsDBNullAsync(5, cancellationToken))
                position = await PlaceAsync(list, row.GetString(5), cancellationToken);
            yield return new ExperimentRow(
                list, Utc(row, 1), row.GetString(2), row.GetString(3), position, await row.IsDBNullAsync(6, cancellationToken) ? null : Utc(row, 6));
        }
    }

    /// <summary>The goal or more: who buys a product has also chosen it.</summary>
    private static string KindsOf(ExperimentGoal goal) => string.Join(", ", (goal switch
    {
        ExperimentGoal.Click => new[] { InteractionKind.Click, InteractionKind.AddToCart, InteractionKind.Purchase },
        ExperimentGoal.AddToCart => [InteractionKind.AddToCart, InteractionKind.Purchase],
        ExperimentGoal.Purchase => [InteractionKind.Purchase],
        _ => throw new ArgumentOutOfRangeException(nameof(goal)),
    }).Select(kind => $"'{kind}'"));

    /// <summary>Where the product stood, for an event that did not say.</summary>
    private async Task<int?> PlaceAsync(string listId, string productId, CancellationToken cancellationToken)
    {
        if (await journal.FindAsync(listId, cancellationToken) is not { } list) return null;
        foreach (ShownItem shown in list.Scored.Shown)
        {
            if (list.Scored.ProductIds[shown.Candidate] == productId) return shown.Position;
        }
        return null;
    }

    private static DateTime Utc(DbDataReader row, int column) => DateTime.SpecifyKind(row.GetDateTime(column), DateTimeKind.Utc);
}
