using System.CommandLine;
using BackCare.App.Data.Schema;

namespace BackCare.Cli.Migrate;

/// <summary><c>backcare migrate</c>: creates the database or brings its schema up to date, or says what would be done.</summary>
internal static class MigrateCommand
{
    public static Command Build()
    {
        Option<bool> check = new("--check") { Description = "Change nothing; the exit code is 1 when something is to be done." };
        Option<bool> script = new("--script") { Description = "Print the SQL instead, for somebody who applies it by hand; asks no database. SQL Server's may be run on a database of any age." };
        Option<string?> from = new("--from") { HelpName = "migration", Description = "With --script: the migration that the database has; without it the script begins with an empty database." };
        Option<string?> output = new("--output") { HelpName = "file", Description = "With --script: write it to a file, whole or not at all." };
        Option<string?> database = Shop.DatabaseOption();
        Command command = new("migrate", """
            Creates the database where there is none, and applies the migrations that it lacks. Hosts that start at the same time wait for each other.
            Web hosts do the same when they start, unless Database:MigrateAtStart is false.

            Examples:
              backcare migrate --check
              backcare migrate --script --output deploy.sql
            """)
        { check, script, from, output, database };
        command.Validators.Add(result =>
        {
            if (!result.GetValue(script) && (result.GetValue(from) is not null || result.GetValue(output) is not null))
                result.AddError("--from and --output go with --script.");
            if (result.GetValue(script) && result.GetValue(check))
                result.AddError("Choose --check or --script.");
        });
        command.SetAction(async (parsed, cancellationToken) =>
        {
            TextWriter told = parsed.InvocationConfiguration.Output;
            await using Shop shop = Shop.Unprepared(parsed.GetValue(database), parsed.InvocationConfiguration.Error);
            return parsed.GetValue(script)
                ? await ScriptAsync(shop, parsed.GetValue(from), parsed.GetValue(output), told, cancellationToken)
                : await MigrateAsync(shop, parsed.GetValue(check), told, cancellationToken);
        });
        return command;
    }

    private static async Task<int> ScriptAsync(Shop shop, string? from, string? output, TextWriter told, CancellationToken cancellationToken)
    {
        GetMigrationScript.Response made = await shop.AskAsync(new GetMigrationScript.Query(from), cancellationToken);
        if (output is null)
        {
            await told.WriteLineAsync(made.Script);
            return Root.Done;
        }

        AtomicFile.Write(output, writer => writer.Write(made.Script));
        await told.WriteLineAsync(made.Idempotent
            ? $"Wrote {output}; it may be run on a database of any age, again too."
            : $"Wrote {output}; run it once on {(from is null ? "an empty database" : $"a database that has {from}")}.");
        return Root.Done;
    }

    private static async Task<int> MigrateAsync(Shop shop, bool check, TextWriter told, CancellationToken cancellationToken)
    {
        GetMigrations.Response found = await shop.AskAsync(new GetMigrations.Query(), cancellationToken);
        if (found.Unknown.Count > 0)
            await told.WriteLineAsync($"The database has {Counted(found.Unknown.Count)} of a newer program: {string.Join(", ", found.Unknown)}.");
        if (found.Pending.Count == 0)
        {
            await told.WriteLineAsync($"The {found.Provider} database is up to date: {Counted(found.Applied.Count)} applied.");
            return Root.Done;
        }

        foreach (string pending in found.Pending)
            await told.WriteLineAsync($"to apply: {pending}");
        if (check)
            return Root.Refused;
        MigrateDatabase.Response done = await shop.AskAsync(new MigrateDatabase.Command(), cancellationToken);
        await told.WriteLineAsync($"Applied {Counted(done.Applied.Count)}; the database is up to date.");
        return Root.Done;
    }

    private static string Counted(int migrations) => migrations == 1 ? "1 migration" : FormattableString.Invariant($"{migrations} migrations");
}
