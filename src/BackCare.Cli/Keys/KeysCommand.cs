using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using BackCare.App.Accounts;

namespace BackCare.Cli.Keys;

/// <summary><c>backcare keys</c>: API keys of other programs.</summary>
internal static class KeysCommand
{
    public static Command Build() => new("keys", "Makes, lists, rotates and revokes API keys.") { CreateCommand.Build(), List(), Rotate(), Revoke() };

    private static Command List()
    {
        Option<string?> database = Shop.DatabaseOption();
        Option<bool> json = new("--json") { Description = "Print JSON." };
        Command command = new("list", """
            Lists every key with its last four characters, newest first.

            Example:
              backcare keys list --json
            """)
        { database, json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using Shop shop = await Shop.OpenAsync(parsed.GetValue(database), parsed.InvocationConfiguration.Error, cancellationToken);
            IReadOnlyList<GetApiKeys.Item> keys = (await shop.AskAsync(new GetApiKeys.Query(), cancellationToken)).Items;
            TextWriter output = parsed.InvocationConfiguration.Output;
            if (parsed.GetValue(json))
            {
                await output.WriteLineAsync(JsonSerializer.Serialize(
                    keys.Select(k => new { k.Id, k.Name, Scope = k.Scope.ToString(), k.LastFour, k.AllowedOrigins, k.CreatedUtc, k.CreatedBy, k.LastUsedUtc, k.RevokedUtc, k.Scopes, k.ExpiresUtc, k.RotatedUtc, k.PreviousUntilUtc, k.AllowedNetworks }), JsonText.Indented));
                return Root.Done;
            }
            foreach (GetApiKeys.Item k in keys)
            {
                string state = k.RevokedUtc is { } at ? string.Create(CultureInfo.InvariantCulture, $"revoked {at:yyyy-MM-dd}")
                    : k.ExpiresUtc is { } end ? string.Create(CultureInfo.InvariantCulture, $"until {end:yyyy-MM-dd}") : "works";
                await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{k.Id}  {k.Scope,-6} …{k.LastFour}  {state,-18} {k.Name}"));
            }
            if (keys.Count == 0) await parsed.InvocationConfiguration.Error.WriteLineAsync("There is no key yet.");
            return Root.Done;
        });
        return command;
    }

    private static Command Rotate()
    {
        Argument<string> id = new("id") { Description = "Id of the key, as 'backcare keys list' prints it." };
        Option<int> overlap = NumberOption.Of(
            "--overlap", RotateApiKey.UsualHours, n => n is >= 0 and <= RotateApiKey.MostHours, "a whole number from 0 to 720", "Hours that the old secret works on.");
        Option<string?> database = Shop.DatabaseOption();
        Command command = new("rotate", """
            Gives a key a new secret and prints it once; the old one works on for a day, or as long as --overlap says.

            Example:
              backcare keys rotate 0199f2c3d4e5f60718293a4b5c6d7e8f --overlap 48
            """)
        { id, overlap, database };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using Shop shop = await Shop.OpenAsync(parsed.GetValue(database), parsed.InvocationConfiguration.Error, cancellationToken);
            RotateApiKey.Response rotated = await shop.AskAsync(
                new RotateApiKey.Command(parsed.GetValue(id)!, parsed.GetValue(overlap), Actor.Console), cancellationToken);
            await parsed.InvocationConfiguration.Output.WriteLineAsync(rotated.Key);
            return Root.Done;
        });
        return command;
    }

    private static Command Revoke()
    {
        Argument<string> id = new("id") { Description = "Id of the key, as 'backcare keys list' prints it." };
        Option<string?> database = Shop.DatabaseOption();
        Command command = new("revoke", """
            Ends a key at once and for ever.

            Example:
              backcare keys revoke 0199f2c3d4e5f60718293a4b5c6d7e8f
            """)
        { id, database };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using Shop shop = await Shop.OpenAsync(parsed.GetValue(database), parsed.InvocationConfiguration.Error, cancellationToken);
            RevokeApiKey.Response revoked = await shop.AskAsync(new RevokeApiKey.Command(parsed.GetValue(id)!, Actor.Console), cancellationToken);
            await parsed.InvocationConfiguration.Output.WriteLineAsync($"The key '{revoked.Name}' opens nothing any more.");
            return Root.Done;
        });
        return command;
    }
}
