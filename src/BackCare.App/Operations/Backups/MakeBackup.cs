using System.Data.Common;
using BackCare.App.Data;
using BackCare.App.Messaging;
using BackCare.App.Serving;
using FluentValidation;
using MediatR;
using Microsoft.Extensions.Configuration;

namespace BackCare.App.Operations.Backups;

/// <summary>Writes database, models and which settings were set into one file, while the shop serves.</summary>
public static class MakeBackup
{
    /// <param name="To">A file, or a folder that gets one named by the time.</param>
    /// <param name="PassphraseFile">File with the passphrase that seals it; null leaves it open.</param>
    /// <param name="Keep">Backups of that folder to keep, the newest first; null keeps all.</param>
    /// <param name="Verify">Read it back afterwards and compare every file.</param>
    /// <param name="ServerFile">Where SQL Server shall write its database, as the server sees it.</param>
    public sealed record Command(string To, string? PassphraseFile = null, int? Keep = null, bool Verify = false, string? ServerFile = null) : IRequest<Answer<Response>>;

    /// <param name="Path">The file.</param>
    /// <param name="Bytes">Its length.</param>
    /// <param name="Seconds">Time it took.</param>
    /// <param name="Verified">It was read back.</param>
    /// <param name="Manifest">What is in it.</param>
    /// <param name="Removed">Older backups that were removed.</param>
    public sealed record Response(string Path, long Bytes, double Seconds, bool Verified, BackupManifest Manifest, IReadOnlyList<string> Removed);

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(c => c.To).NotEmpty().WithMessage("to must name a file or a folder.");
            RuleFor(c => c.Keep).InclusiveBetween(1, 10_000).When(c => c.Keep is not null).WithMessage("keep must be a number from 1 to 10000.");
        }
    }

    internal sealed class Handler(Databases databases, ModelStore store, IConfiguration configuration, TimeProvider clock) : IRequestHandler<Command, Answer<Response>>
    {
        public async Task<Answer<Response>> Handle(Command command, CancellationToken cancellationToken)
        {
            long started = clock.GetTimestamp();
            DateTime now = clock.GetUtcNow().UtcDateTime;
            if (databases.IsMissing())
                return new Refusal(RefusalKind.NotFound, "There is no database to back up yet; start the host once, or name it (--database, ConnectionStrings:BackCare).");
            if (databases.Settings.Provider == DatabaseProvider.SqlServer && command.ServerFile is null)
                return new Refusal(RefusalKind.Invalid, "SQL Server writes its database itself: say where, as the server sees it (--server-file /var/opt/mssql/backup/backcare.bak).");
            Answer<string> target = BackupNames.Target(command.To, now);
            Answer<string>? passphrase = command.PassphraseFile is { } file ? BackupNames.Passphrase(file) : null;
            if ((target.Refusal ?? passphrase?.Refusal) is { } refusal)
                return refusal;
            string staging = Directory.CreateDirectory($"{target.Value}.{Environment.ProcessId}.staging").FullName;
            try
            {
                Answer<BackupManifest> written = await WriteAsync(command, target.Value, passphrase?.Value, staging, now, cancellationToken);
                if (written.Refusal is { } unsound)
                    return unsound;
                if (command.Verify && BackupArchive.Unpack(target.Value, passphrase?.Value, Directory.CreateDirectory(Path.Combine(staging, "read")).FullName).Problem is { } problem)
                    return new Refusal(RefusalKind.Unmet, $"The backup was written and could not be read back: {problem}");
                IReadOnlyList<string> removed = command.Keep is { } keep ? BackupNames.Prune(Path.GetDirectoryName(target.Value)!, keep) : [];
                return new Response(target.Value, new FileInfo(target.Value).Length, clock.GetElapsedTime(started).TotalSeconds, command.Verify, written.Value, removed);
            }
            finally
            {
                Directory.Delete(staging, recursive: true);
            }
        }

        private async Task<Answer<BackupManifest>> WriteAsync(Command command, string target, string? passphrase, string staging, DateTime now, CancellationToken cancellationToken)
        {
            List<(string Name, string File)> files = ModelFiles(staging);
            (string? LastMigration, long CatalogVersion, long JournalEntry) heads;
            if (databases.Settings.Provider == DatabaseProvider.Sqlite)
            {
                string copy = Path.Combine(staging, "backcare.db");
                if (await DatabaseCopy.OfSqliteAsync(databases, copy, cancellationToken) is { } damage)
                    return new Refusal(RefusalKind.Unmet, $"The database is damaged ({damage}), so no backup was written. Run 'backcare doctor', and restore the last good backup.");
                heads = await DatabaseCopy.HeadsAsync(copy, cancellationToken);
                files.Insert(0, (BackupManifest.Database, copy));
            }
            else
            {
                await DatabaseCopy.OfSqlServerAsync(databases, command.ServerFile!, cancellationToken);
                await using DbConnection connection = databases.Connect();
                await connection.OpenAsync(cancellationToken);
                heads = await DatabaseCopy.HeadsAsync(connection, cancellationToken);
            }

            return BackupArchive.Write(target, files, passphrase, parts => new BackupManifest(
                BackupManifest.CurrentFormat, now, typeof(MakeBackup).Assembly.GetName().Version!.ToString(), databases.Settings.Provider.ToString(), heads.LastMigration, heads.CatalogVersion,
                heads.JournalEntry, command.ServerFile, store.Champion().File?.Version, KnownSettings.ToTell(configuration), parts));
        }

        /// <summary>The champion file and whole versions, in this order, so that the champion is among them; what is half-written, locks and what others keep in that folder stay out.</summary>
        private List<(string Name, string File)> ModelFiles(string staging)
        {
            List<(string Name, string File)> files = [];
            if (Path.Combine(store.Folder, ChampionFile.Name) is var champion && File.Exists(champion))
            {
                File.Copy(champion, Path.Combine(staging, ChampionFile.Name));
                files.Add((BackupManifest.Models + ChampionFile.Name, Path.Combine(staging, ChampionFile.Name)));
            }

            foreach (StoredModel model in store.List().OrderBy(m => m.Version, StringComparer.Ordinal))
                files.AddRange(Directory.EnumerateFiles(Path.Combine(store.Folder, model.Version)).Order(StringComparer.Ordinal).Select(path => ($"{BackupManifest.Models}{model.Version}/{Path.GetFileName(path)}", path)));
            return files;
        }
    }
}
