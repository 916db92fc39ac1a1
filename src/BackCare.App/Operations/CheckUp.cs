using BackCare.App.Accounts;
using BackCare.App.Data;
using BackCare.App.Learn;
using BackCare.App.Messaging;
using BackCare.App.Serving;
using BackCare.Ranking.Training;
using MediatR;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace BackCare.App.Operations;

/// <summary>Looks at everything that can be wrong with an installation, changes nothing, and says what to do about what it finds.</summary>
public static class CheckUp
{
    /// <param name="Serving">Ask the host that runs in this process, too.</param>
    /// <param name="Deep">Also read every page of an embedded database, every model version and the shipped knowledge.</param>
    /// <param name="Urls">Addresses that a host would listen on, as <c>ASPNETCORE_URLS</c> has them; looked at only where no host runs in this process.</param>
    public sealed record Query(bool Serving, bool Deep, string? Urls = null) : IRequest<Answer<Response>>;

    /// <param name="Level">The worst of all findings.</param>
    /// <param name="Findings">In the order in which to read them.</param>
    /// <param name="AtUtc">When.</param>
    public sealed record Response(FindingLevel Level, IReadOnlyList<Finding> Findings, DateTime AtUtc);

    internal sealed class Handler(IServiceProvider services) : IRequestHandler<Query, Answer<Response>>
    {
        private readonly TimeProvider clock = services.GetRequiredService<TimeProvider>();
        private readonly IConfiguration configuration = services.GetRequiredService<IConfiguration>();

        public async Task<Answer<Response>> Handle(Query query, CancellationToken cancellationToken)
        {
            List<Finding> findings = [.. SettingsCheck.Run(configuration)];
            DatabaseSettings? settings = DatabaseSettings.Read(configuration).Settings;
            if (query.Serving)
                findings.AddRange(Resolve<ServingCheck>().Run());
            if (settings is not null)
                findings.AddRange(await DatabaseAsync(query.Deep, cancellationToken));
            ModelStore store = services.GetRequiredService<ModelStore>();
            findings.AddRange(Disk.Run(settings, store.Folder));
            findings.AddRange(new ModelsCheck(store, clock).Run(query.Deep));
            findings.AddRange(ClockCheck.Run(configuration, clock));
            findings.AddRange(PartsCheck.Run(services.GetRequiredService<TrainerCatalog>(), settings));
            if (query.Deep)
                findings.Add(PartsCheck.Knowledge());
            if (!query.Serving)
                findings.AddRange(await AddressCheck.RunAsync(query.Urls, cancellationToken));
            return new Response(findings.Max(f => f.Level), findings, clock.GetUtcNow().UtcDateTime);
        }

        /// <summary>The database, and what only a database that answers and is of this version can tell.</summary>
        private async Task<IReadOnlyList<Finding>> DatabaseAsync(bool deep, CancellationToken cancellationToken)
        {
            Databases databases;
            try
            {
                databases = services.GetRequiredService<Databases>();
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
            {
                return [Finding.Fail("database", "folder", $"The folder of the database cannot be made: {fault.Message.ReplaceLineEndings(" ")}", "Let this user make it, or name another place (ConnectionStrings:BackCare).")];
            }

            List<Finding> findings = [.. await new DatabaseCheck(databases, clock).RunAsync(deep, cancellationToken)];
            if (databases.IsMissing() || findings.Exists(f => f is { Level: FindingLevel.Fail } or { Name: "migrations", Level: FindingLevel.Warn }))
                return findings;
            try
            {
                findings.Add(KeysCheck.Run(services.GetRequiredService<ProtectionKeys>(), clock));
                findings.AddRange(await new JobsCheck(databases, TrainingSchedule.Read(configuration).Schedule, clock).RunAsync(cancellationToken));
                findings.Add(await ClockCheck.RunAsync(databases, clock, cancellationToken));
            }
            catch (Exception fault) when (DatabaseFaults.Is(fault))
            {
                findings.Add(Finding.Fail("database", "tables", $"A table cannot be read: {fault.GetType().Name}.", "Run 'backcare doctor' for its integrity; restore the last good backup if it is damaged."));
            }

            return findings;
        }

        private T Resolve<T>() => ActivatorUtilities.CreateInstance<T>(services);
    }
}
