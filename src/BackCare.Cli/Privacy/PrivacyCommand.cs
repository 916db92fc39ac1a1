using System.CommandLine;
using System.Globalization;
using BackCare.App.Accounts;
using BackCare.App.Privacy;

namespace BackCare.Cli.Privacy;

/// <summary><c>backcare privacy</c>: what is held of people, who was affected, keys, and what is too old.</summary>
internal static class PrivacyCommand
{
    public static Command Build() => new("privacy", "Says what is held of people and who was affected by a breach; rotates keys; erases what is too old.")
    {
        BreachReportCommand.Build(), EraseOld(), Register(), RotateKey(),
    };

    private static Command Register()
    {
        Command command = new("register", """
            Prints every table about people with its columns, purpose, legal basis and retention, as Markdown.

            Example:
              backcare privacy register > register.md
            """);
        command.SetAction(static async (parsed, cancellationToken) =>
        {
            await parsed.InvocationConfiguration.Output.WriteAsync(DataRegister.ToMarkdown().AsMemory(), cancellationToken);
            return Root.Done;
        });
        return command;
    }

    private static Command RotateKey()
    {
        Option<string?> database = Shop.DatabaseOption();
        Command command = new("rotate-key", """
            Adds a key for pseudonyms and sealed fields; ten minutes later it takes over on every host. Older data stays readable until it ages out, and its key goes with it.

            Example:
              backcare privacy rotate-key --database backcare.db
            """)
        { database };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using Shop shop = await Shop.OpenAsync(parsed.GetValue(database), parsed.InvocationConfiguration.Error, cancellationToken);
            RotatePrivacyKey.Response made = await shop.AskAsync(new RotatePrivacyKey.Command(Actor.Console), cancellationToken);
            await parsed.InvocationConfiguration.Output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
                $"Key {made.KeyId} takes over at {made.ActiveFromUtc:yyyy-MM-dd HH:mm:ss} UTC. What hosts remember of visitors begins anew then."));
            return Root.Done;
        });
        return command;
    }

    private static Command EraseOld()
    {
        Option<string?> database = Shop.DatabaseOption();
        Command command = new("erase-old", """
            Erases what is older than Journal:KeepDays and Audit:KeepDays now; hosts do it once a day by themselves.

            Example:
              backcare privacy erase-old --database backcare.db
            """)
        { database };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using Shop shop = await Shop.OpenAsync(parsed.GetValue(database), parsed.InvocationConfiguration.Error, cancellationToken);
            EraseByAge.Response erased = await shop.AskAsync(new EraseByAge.Command(), cancellationToken);
            AgedRows.Counts rows = erased.Rows;
            await parsed.InvocationConfiguration.Output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
                $"Erased: {erased.Lists} lists, {erased.Interactions} interactions, {erased.Snapshots} catalogue versions, {rows.Plans} plans, {rows.Rejected} rejected reviews, {rows.Audit} audit entries, {rows.Keys} keys. Taken out: {rows.Unlinked} links of orders and reviews, {rows.Names} names."));
            return Root.Done;
        });
        return command;
    }
}
