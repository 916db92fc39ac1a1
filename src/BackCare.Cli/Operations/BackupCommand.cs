using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using BackCare.App.Messaging;
using BackCare.App.Operations.Backups;

namespace BackCare.Cli.Operations;

/// <summary><c>backcare backup</c>: database and models in one file, while the shop serves.</summary>
internal static class BackupCommand
{
    public static Command Build()
    {
        Option<string?> database = Shop.DatabaseOption(), models = Shop.ModelsOption();
        Option<string> target = new("--to") { Required = true, HelpName = "file|folder/", Description = "Where to write it; a folder gets a file named by the time." };
        Option<string?> passphrase = new("--passphrase-file") { HelpName = "file", Description = "Seal it with the passphrase in the file's first line." };
        Option<int?> keep = new("--keep") { HelpName = "n", Description = "Keep the newest n backups of that folder and remove older ones." };
        Option<bool> verify = new("--verify") { Description = "Read it back and compare every file." };
        Option<string?> serverFile = new("--server-file") { HelpName = "path", Description = "SQL Server: where it writes its database, as the server sees it." };
        Option<bool> json = new("--json") { Description = "Print JSON." };
        Command command = new("backup", """
            Writes database, models and the list of settings into one file while the shop serves. It holds health answers: seal it, or keep it where nobody else reads.

            Example:
              backcare backup --to /var/backups/backcare/ --passphrase-file /run/secrets/backup --keep 14 --verify
            """)
        {
            target, passphrase, keep, verify, serverFile, database, models, json,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            InvocationConfiguration to = parsed.InvocationConfiguration;
            await using Shop shop = Shop.Unopened(parsed.GetValue(database), parsed.GetValue(models), to.Error);
            MakeBackup.Response made = await shop.AskAsync(
                new MakeBackup.Command(parsed.GetValue(target)!, parsed.GetValue(passphrase), parsed.GetValue(keep), parsed.GetValue(verify), parsed.GetValue(serverFile)), cancellationToken);
            if (parsed.GetValue(json))
            {
                await to.Output.WriteLineAsync(JsonSerializer.Serialize(made, BackCareJson.Default.MakeBackupResponse));
                return Root.Done;
            }

            await to.Output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
                $"{made.Path}: {made.Bytes} bytes in {made.Seconds:0.00} s; {made.Manifest.Files.Count} files of {made.Manifest.Files.Sum(f => f.Bytes)} bytes, catalogue {made.Manifest.CatalogVersion}, journal entry {made.Manifest.JournalEntry}{(made.Verified ? ", read back and sound" : "")}."));
            foreach (string old in made.Removed)
                await to.Output.WriteLineAsync($"Removed {old}.");
            return Root.Done;
        });
        return command;
    }
}
