using BackCare.App.Accounts;
using BackCare.App.Data;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BackCare.App.Learn;

/// <summary>Writes changes of the champion into the audit trail. The champion itself lies in a file, so that a rollback works without the database:
/// then champion.json alone tells who did it, and the log says that the trail does not.</summary>
internal sealed partial class ChampionAudit(IServiceScopeFactory scopes, ILogger<ChampionAudit> log)
{
    public async Task RecordAsync(Actor by, string action, string? version, string detail)
    {
        try
        {
            await using AsyncServiceScope scope = scopes.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<AuditTrail>().Add(by, action, $"model:{version ?? "knowledge"}", detail);
            await scope.ServiceProvider.GetRequiredService<BackCareDb>().SaveChangesAsync(CancellationToken.None);
        }
        catch (Exception error) when (DatabaseFaults.Is(error))
        {
            NotRecorded(log, action, error.GetType().Name);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The champion changed ({Action}), but the audit trail could not be written ({Fault}); champion.json says who did it.")]
    private static partial void NotRecorded(ILogger log, string action, string fault);
}
