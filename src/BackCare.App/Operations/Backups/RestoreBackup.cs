using BackCare.App.Data;
using BackCare.App.Messaging;
using BackCare.App.Serving;
using FluentValidation;
using MediatR;
using Microsoft.Data.Sqlite;

namespace BackCare.App.Operations.Backups;

/// <summary>Brings database and models back from a backup: everything is unpacked and compared first, then put in place at once, with what stood there kept aside.</summary>
/// <remarks>Nothing else may work with the database meanwhile. The start that follows migrates it and does erasures since the backup again.</remarks>
public static class RestoreBackup
{
    /// <param name="From">The backup.</param>
    /// <param name="PassphraseFile">File with the passphrase; null when the backup is not sealed.</param>
    /// <param name="Force">Replace a database that is there; it is kept aside.</param>
    /// <param name="CheckOnly">Unpack and compare, and put nothing in place.</param>
    public sealed record Command(string From, string? PassphraseFile = null, bool Force = false, bool CheckOnly = false) : IRequest<Answer<Response>>;

    /// <param name="Manifest">What the backup holds.</param>
    /// <param name="Database">Where the database is; null when it was not restored.</param>
    /// <param name="Aside">Where the one before is kept; null when there was none.</param>
    /// <param name="Models">Model versions that were brought back.</param>
    /// <param name="Next">What is left to do; null when nothing is.</param>
    /// <param name="Seconds">Time it took.</param>
    public sealed record Response(BackupManifest Manifest, string? Database, string? Aside, IReadOnlyList<string> Models, string? Next, double Seconds);

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(c => c.From).NotEmpty().WithMessage("from must name a backup.");
    }

    internal sealed class Handler(Databases databases, ModelStore store, TimeProvider clock) : IRequestHandler<Command, Answer<Response>>
    {
        private static readonly string[] Companions = ["", "-wal", "-shm"];

        public async Task<Answer<Response>> Handle(Command command, CancellationToken cancellationToken)
        {
            long started = clock.GetTimestamp();
            if (!File.Exists(command.From))
                return new Refusal(RefusalKind.NotFound, $"There is no file {command.From}.");
            Answer<string>? passphrase = command.PassphraseFile is { } file ? BackupNames.Passphrase(file) : null;
            if (passphrase?.Refusal is { } unusable)
                return unusable;
            string staging = Directory.CreateDirectory(Path.Combine(StagingRoot(), $".restore-{Environment.ProcessId}")).FullName;
            try
            {
                (BackupManifest? manifest, string? problem) = BackupArchive.Unpack(command.From, passphrase?.Value, staging);
                if ((problem ?? await UnfitAsync(manifest!, staging, cancellationToken)) is { } unfit)
                    return new Refusal(RefusalKind.Unmet, unfit);
                if (command.CheckOnly)
                    return new Response(manifest!, null, null, [], null, clock.GetElapsedTime(started).TotalSeconds);
                Answer<Response> placed = Place(manifest!, staging, command.Force);
                return placed.Match<Answer<Response>>(done => done with { Seconds = clock.GetElapsedTime(started).TotalSeconds }, refusal => refusal);
            }
            finally
            {
                Directory.Delete(staging, recursive: true);
            }
        }

        /// <summary>Beside what is replaced, so that putting it in place is a rename.</summary>
        private string StagingRoot() => databases.Settings.Provider == DatabaseProvider.Sqlite ? Path.GetDirectoryName(DatabaseFile())! : Directory.CreateDirectory(store.Folder).FullName;

        private string DatabaseFile() => Path.GetFullPath(new SqliteConnectionStringBuilder(databases.Settings.ConnectionString).DataSource);

        private async Task<string?> UnfitAsync(BackupManifest manifest, string staging, CancellationToken cancellationToken)
        {
            if (!string.Equals(manifest.Provider, databases.Settings.Provider.ToString(), StringComparison.Ordinal))
                return $"The backup is of {manifest.Provider} and the settings say {databases.Settings.Provider}: restore it where Database:Provider is {manifest.Provider}.";
            if (manifest.LastMigration is { } last && string.CompareOrdinal(last, databases.LatestMigration) > 0)
                return $"The backup was written by a newer program ({manifest.Program}): its database stands at {last}, this program knows {databases.LatestMigration}. Restore it with that program or a later one.";
            if (manifest.Provider != nameof(DatabaseProvider.Sqlite))
                return null;
            string database = Path.Combine(staging, BackupManifest.Database);
            return !File.Exists(database) ? "The backup holds no database."
                : await DatabaseCopy.DamageAsync(database, cancellationToken) is { } damage ? $"The database in the backup is damaged ({damage}); nothing was touched. Use another backup." : null;
        }

        private Answer<Response> Place(BackupManifest manifest, string staging, bool force)
        {
            if (manifest.ServerFile is { } serverFile)
            {
                string name = new Microsoft.Data.SqlClient.SqlConnectionStringBuilder(databases.Settings.ConnectionString).InitialCatalog;
                return new Response(manifest, null, null, PlaceModels(staging), $"Stop every host, then let the server bring its database back: {DatabaseCopy.SqlServerRestore(name, serverFile)}", 0);
            }

            using DatabaseInUse? alone = DatabaseInUse.Own(databases.Settings);
            if (alone is null)
                return new Refusal(RefusalKind.Conflict, "A host or another command works with this database: stop it first. Nothing was touched.");
            string database = DatabaseFile();
            if (File.Exists(database) && !force)
                return new Refusal(RefusalKind.Conflict, $"{database} is there already: say --force to replace it; it is then kept aside. Nothing was touched.");
            // A pooled connection would go on with the file that is set aside.
            SqliteConnection.ClearAllPools();
            string? aside = SetAside(database);
            try
            {
                File.Move(Path.Combine(staging, BackupManifest.Database), database);
                if (aside is not null && !OperatingSystem.IsWindows())
                    File.SetUnixFileMode(database, File.GetUnixFileMode(aside));
            }
            catch
            {
                if (aside is not null)
                    Rename(aside, database);
                throw;
            }

            return new Response(manifest, database, aside, PlaceModels(staging), null, 0);
        }

        /// <summary>Renames the database with its write-ahead log, which belongs to it.</summary>
        private string? SetAside(string database)
        {
            if (!File.Exists(database))
            {
                // A log without its database belongs to nobody; left there it would be read into the restored one.
                foreach (string companion in Companions)
                    File.Delete(database + companion);
                return null;
            }

            string aside = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{database}.before-{clock.GetUtcNow().UtcDateTime:yyyyMMdd-HHmmss}Z");
            Rename(database, aside);
            return aside;
        }

        private static void Rename(string from, string to)
        {
            foreach (string companion in Companions.Where(companion => File.Exists(from + companion)))
                File.Move(from + companion, to + companion);
        }

        /// <summary>Brings back versions that are missing or damaged, and the champion; versions made since stay, since a version never changes.</summary>
        private List<string> PlaceModels(string staging)
        {
            string source = Path.Combine(staging, BackupManifest.Models);
            List<string> placed = [];
            if (!Directory.Exists(source))
                return placed;
            Directory.CreateDirectory(store.Folder);
            string suffix = string.Create(System.Globalization.CultureInfo.InvariantCulture, $".before-{clock.GetUtcNow().UtcDateTime:yyyyMMdd-HHmmss}Z");
            foreach (string folder in Directory.EnumerateDirectories(source).Order(StringComparer.Ordinal))
            {
                string home = Path.Combine(store.Folder, Path.GetFileName(folder));
                if (Same(folder, home))
                    continue;
                if (Directory.Exists(home))
                    Directory.Move(home, Path.Combine(store.Folder, "." + Path.GetFileName(folder) + suffix));
                Copy(folder, home);
                placed.Add(Path.GetFileName(folder));
            }

            string champion = Path.Combine(source, ChampionFile.Name), serving = Path.Combine(store.Folder, ChampionFile.Name);
            if (File.Exists(champion))
                File.Copy(champion, serving, overwrite: true);
            return placed;
        }

        private static bool Same(string folder, string home) => Directory.Exists(home)
            && Directory.EnumerateFiles(folder).All(path => Path.Combine(home, Path.GetFileName(path)) is var there && File.Exists(there) && File.ReadAllBytes(path).AsSpan().SequenceEqual(File.ReadAllBytes(there)));

        /// <summary>The models folder may be another volume, so the files are copied to a folder that gets its name at the end.</summary>
        private static void Copy(string folder, string home)
        {
            string partial = Path.Combine(Path.GetDirectoryName(home)!, $".partial-{Path.GetFileName(home)}-{Environment.ProcessId}");
            Directory.CreateDirectory(partial);
            foreach (string path in Directory.EnumerateFiles(folder))
                DurableFile.Write(Path.Combine(partial, Path.GetFileName(path)), File.ReadAllBytes(path));
            Directory.Move(partial, home);
        }
    }
}
