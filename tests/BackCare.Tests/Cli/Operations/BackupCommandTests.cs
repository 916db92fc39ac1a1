using System.IO.Compression;
using System.Text.Json;
using BackCare.App.Data;
using BackCare.App.Operations.Backups;
using BackCare.Tests.App.Serving;
using Microsoft.Extensions.Configuration;

namespace BackCare.Tests.Cli.Operations;

/// <summary>Backups that are made, damaged, sealed and brought back, on a database that a start made.</summary>
public sealed class BackupCommandTests(SeededDatabase seeded) : IClassFixture<SeededDatabase>, IDisposable
{
    private readonly CommandRun command = new();
    private readonly ModelsOnDisk disk = new();

    private string Database => command.PathOf("backcare.db");

    private string Backup => command.PathOf("one.backup");

    [Fact]
    public async Task What_was_changed_after_a_backup_is_gone_after_its_restore_and_the_state_before_is_kept_aside()
    {
        seeded.CopyTo(Database);
        disk.Write("v1", "promote");
        File.WriteAllText(disk.PathOf("champion.json"), "{ \"version\": \"v1\" }");
        Directory.CreateDirectory(disk.PathOf(".partial-v9-1"));
        Assert.Equal(0, await RunAsync("backup", "--to", Backup, "--verify"));
        Assert.Contains("read back and sound", command.Output, StringComparison.Ordinal);
        SeededDatabase.Run(Database, "DELETE FROM Products");
        File.AppendAllText(disk.PathOf("v1", "model.txt"), "damage");
        disk.Write("v2", "promote");
        File.WriteAllText(disk.PathOf("champion.json"), "{ \"version\": \"v2\" }");

        Assert.Equal(1, await RunAsync("restore", "--from", Backup));
        Assert.Contains("--force", command.Error, StringComparison.Ordinal);
        Assert.Equal(0L, SeededDatabase.Read(Database, "SELECT COUNT(*) FROM Products"));
        Assert.Equal(0, await RunAsync("restore", "--from", Backup, "--force"));

        Assert.True((long)SeededDatabase.Read(Database, "SELECT COUNT(*) FROM Products")! > 100);
        string aside = Assert.Single(Directory.GetFiles(command.Folder, "backcare.db.before-*Z"));
        Assert.Equal(0L, SeededDatabase.Read(aside, "SELECT COUNT(*) FROM Products"));
        Assert.Equal("{ \"version\": \"v1\" }", disk.Champion);
        Assert.Null(disk.Store.RankerOf("v1").Refusal);
        Assert.Null(disk.Store.RankerOf("v2").Refusal);
        Assert.Equal(ModelsOnDisk.Model, File.ReadAllBytes(disk.PathOf("v1", "model.txt")));
    }

    [Fact]
    public async Task A_sealed_backup_opens_with_its_passphrase_alone_and_shows_nothing_without()
    {
        seeded.CopyTo(Database);
        string passphrase = command.Write("passphrase", "a long road with no bends\n"), other = command.Write("other", "a short road with bends\n"), weak = command.Write("weak", "short\n");
        Assert.Equal(0, await RunAsync("backup", "--to", Backup, "--passphrase-file", passphrase, "--verify"));
        Assert.Equal(-1, File.ReadAllBytes(Backup).AsSpan().IndexOf("SQLite format"u8));

        Assert.Equal(0, await RunAsync("restore", "--from", Backup, "--check", "--passphrase-file", passphrase));
        Assert.Equal(1, await RunAsync("restore", "--from", Backup, "--check", "--passphrase-file", other));
        Assert.Contains("passphrase is wrong", command.Error, StringComparison.Ordinal);
        Assert.Equal(1, await RunAsync("restore", "--from", Backup, "--check"));
        Assert.Contains("--passphrase-file", command.Error, StringComparison.Ordinal);
        Assert.Equal(1, await RunAsync("backup", "--to", command.PathOf("two.backup"), "--passphrase-file", weak));
        Assert.Contains("longer passphrase", command.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false, "cut")]
    [InlineData(false, "flip")]
    [InlineData(true, "cut")]
    [InlineData(true, "flip")]
    public async Task A_damaged_backup_is_refused_before_anything_is_touched(bool isSealed, string damage)
    {
        seeded.CopyTo(Database);
        string[] passphrase = isSealed ? ["--passphrase-file", command.Write("passphrase", "a long road with no bends")] : [];
        Assert.Equal(0, await RunAsync(["backup", "--to", Backup, .. passphrase]));
        byte[] bytes = File.ReadAllBytes(Backup);
        if (damage == "cut")
            bytes = bytes[..^70_000];
        else
            bytes[bytes.Length / 2] ^= 1;
        File.WriteAllBytes(Backup, bytes);
        byte[] before = File.ReadAllBytes(Database);

        Assert.Equal(1, await RunAsync(["restore", "--from", Backup, "--force", .. passphrase]));

        Assert.Contains("nothing was touched", command.Error, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllBytes(Database));
        Assert.DoesNotContain(Directory.GetFileSystemEntries(command.Folder), path => path.Contains(".restore-", StringComparison.Ordinal));
    }

    [Fact]
    public async Task While_a_host_works_with_the_database_a_restore_is_refused()
    {
        seeded.CopyTo(Database);
        Assert.Equal(0, await RunAsync("backup", "--to", Backup));
        DatabaseSettings settings = DatabaseSettings.Read(new ConfigurationBuilder().AddInMemoryCollection([new("ConnectionStrings:BackCare", $"Data Source={Database}")]).Build()).Required;
        using (DatabaseInUse.Share(settings))
        using (DatabaseInUse.Share(settings))
        {
            Assert.Equal(1, await RunAsync("restore", "--from", Backup, "--force"));
            Assert.Contains("stop it first", command.Error, StringComparison.Ordinal);
        }

        using (DatabaseInUse.Own(settings))
            Assert.Throws<IOException>(() => DatabaseInUse.Share(settings));
        Assert.Equal(0, await RunAsync("restore", "--from", Backup, "--force"));
    }

    [Fact]
    public async Task A_backup_of_a_newer_program_or_another_engine_or_with_a_path_outside_is_refused()
    {
        seeded.CopyTo(Database);
        SeededDatabase.Run(Database, "INSERT INTO __EFMigrationsHistory VALUES ('29990101000000_FromTheFuture', '10.0')");
        Assert.Equal(0, await RunAsync("backup", "--to", Backup));
        Assert.Equal(1, await RunAsync("restore", "--from", Backup, "--check"));
        Assert.Contains("newer program", command.Error, StringComparison.Ordinal);

        Rewrite(manifest => manifest with { LastMigration = null, Provider = "SqlServer" });
        Assert.Equal(1, await RunAsync("restore", "--from", Backup, "--check"));
        Assert.Contains("the settings say Sqlite", command.Error, StringComparison.Ordinal);

        Rewrite(manifest => manifest with { Provider = "Sqlite", Files = [new BackupPart("../escaped", 1, "00")] });
        Assert.Equal(1, await RunAsync("restore", "--from", Backup, "--check"));
        Assert.Contains("outside of the backup", command.Error, StringComparison.Ordinal);
        Assert.Equal(1, await RunAsync("restore", "--from", command.Write("text", "no backup at all"), "--check"));
    }

    [Fact]
    public async Task Only_the_newest_backups_of_the_folder_are_kept_and_other_files_are_left_alone()
    {
        seeded.CopyTo(Database);
        string folder = Directory.CreateDirectory(command.PathOf("kept")).FullName;
        foreach (string name in new[] { "backcare-20200101-000000Z.backup", "backcare-20210101-000000Z.backup", "notes.txt", "backcare-20200101.backup" })
            File.WriteAllText(Path.Combine(folder, name), "x");

        Assert.Equal(0, await RunAsync("backup", "--to", folder, "--keep", "2", "--json"));

        Assert.Equal(["backcare-20200101-000000Z.backup"], JsonDocument.Parse(command.Output).RootElement.GetProperty("removed").EnumerateArray().Select(r => r.GetString()));
        Assert.Equal(4, Directory.GetFiles(folder).Length);
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Directory.GetFiles(folder, "backcare-2*Z.backup").Max(StringComparer.Ordinal)!));
    }

    [Fact]
    public async Task A_damaged_database_is_not_backed_up_and_a_missing_one_is_told()
    {
        Assert.Equal(1, await RunAsync("backup", "--to", Backup));
        Assert.Contains("There is no database to back up", command.Error, StringComparison.Ordinal);
        seeded.CopyTo(Database);
        using (FileStream file = File.OpenWrite(Database))
        {
            file.Position = file.Length - 8 * 4_096;
            file.Write(Enumerable.Repeat((byte)0xA5, 4 * 4_096).ToArray());
        }

        Assert.Equal(1, await RunAsync("backup", "--to", Backup));
        Assert.Contains("The database is damaged", command.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(Backup));
    }

    [Fact]
    public void Names_and_paths_are_quoted_in_what_sql_server_is_asked()
    {
        Assert.Equal(
            ["BACKUP DATABASE [sh]]op] TO DISK = N'/b/o''ne.bak' WITH COPY_ONLY, CHECKSUM, INIT, FORMAT", "RESTORE VERIFYONLY FROM DISK = N'/b/o''ne.bak' WITH CHECKSUM"],
            DatabaseCopy.SqlServerStatements("sh]op", "/b/o'ne.bak"));
        Assert.Contains("RESTORE DATABASE [shop] FROM DISK = N'/b.bak' WITH REPLACE, CHECKSUM", DatabaseCopy.SqlServerRestore("shop", "/b.bak"), StringComparison.Ordinal);
    }

    public void Dispose()
    {
        command.Dispose();
        disk.Dispose();
    }

    private Task<int> RunAsync(params string[] args) => command.Run([.. args, "--database", Database, "--models", disk.Folder]);

    private void Rewrite(Func<BackupManifest, BackupManifest> change)
    {
        using ZipArchive zip = ZipFile.Open(Backup, ZipArchiveMode.Update);
        ZipArchiveEntry entry = zip.GetEntry(BackupManifest.Name)!;
        BackupManifest manifest;
        using (Stream json = entry.Open())
            manifest = BackupManifest.Read(json)!;
        entry.Delete();
        using Stream written = zip.CreateEntry(BackupManifest.Name).Open();
        written.Write(change(manifest).ToJson());
    }
}
