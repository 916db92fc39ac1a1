using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using BackCare.App.Messaging;
using BackCare.App.Operations.Backups;

namespace BackCare.Cli.Operations;

/// <summary><c>backcare restore</c>: database and models back from a backup, then a start that migrates and repeats erasures made since.</summary>
internal static class RestoreCommand
{
    public static Command Build()
    {
        Option<string?> database = Shop.DatabaseOption(), models = Shop.ModelsOption();
        Option<string> source = new("--from") { Required = true, HelpName = "file", Description = "The backup." };
        Option<string?> passphrase = new("--passphrase-file") { HelpName = "file", Description = "File whose first line is the passphrase of a sealed backup." };
        Option<bool> force = new("--force") { Description = "Replace a database that is there; it is kept aside." };
        Option<bool> check = new("--check") { Description = "Only read the backup and compare every file; change nothing." };
        Option<bool> json = new("--json") { Description = "Print JSON." };
        Command command = new("restore", """
            Brings database and models back from a backup. Refused while a host runs. Everything is compared with its hash before anything is touched; what stood there is kept aside.

            Example:
              backcare restore --from /var/backups/backcare/backcare-20261126-030000Z.backup --force
            """)
        {
            source, passphrase, force, check, database, models, json,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            InvocationConfiguration to = parsed.InvocationConfiguration;
            RestoreBackup.Response done;
            await using (Shop shop = Shop.Unopened(parsed.GetValue(database), parsed.GetValue(models), to.Error))
            {
                done = await shop.AskAsync(
                    new RestoreBackup.Command(parsed.GetValue(source)!, parsed.GetValue(passphrase), parsed.GetValue(force), parsed.GetValue(check)), cancellationToken);
            }

            if (done.Database is not null)
                await using (await Shop.OpenAsync(parsed.GetValue(database), to.Error, cancellationToken, parsed.GetValue(models))) { }
            await to.Output.WriteLineAsync(parsed.GetValue(json) ? JsonSerializer.Serialize(done, BackCareJson.Default.RestoreBackupResponse) : Told(done));
            return Root.Done;
        });
        return command;
    }

    private static string Told(RestoreBackup.Response done)
    {
        BackupManifest held = done.Manifest;
        List<string> lines =
        [
            string.Create(CultureInfo.InvariantCulture,
                $"{(done.Database is null ? "The backup is sound" : $"{done.Database} is restored")}: of {held.CreatedUtc:yyyy-MM-dd HH:mm:ss} UTC, catalogue {held.CatalogVersion}, journal entry {held.JournalEntry}, {held.Files.Count} files, in {done.Seconds:0.00} s."),
        ];
        if (done.Models.Count > 0)
            lines.Add($"Models brought back: {string.Join(", ", done.Models)}.");
        if (done.Aside is { } aside)
            lines.Add($"The database before is kept at {aside}; remove it, and its -wal and -shm, when you no longer need it: it holds health answers.");
        if (done.Next is { } next)
            lines.Add(next);
        if (done.Database is not null)
            lines.Add("Accounts, keys and passwords are as they were then: disable again what was disabled since.");
        return string.Join('\n', lines);
    }
}
