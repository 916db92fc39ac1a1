using System.CommandLine;
using System.Text.Json;
using BackCare.App.Accounts;

namespace BackCare.Cli.Keys;

/// <summary><c>backcare keys create</c>: a key, printed once.</summary>
internal static class CreateCommand
{
    public static Command Build()
    {
        Option<string> name = new("--name") { HelpName = "text", Description = "Where the key is used.", Required = true };
        Option<string> scope = new("--scope") { HelpName = "public|admin", Description = "What the key opens.", DefaultValueFactory = static _ => "admin" };
        scope.AcceptOnlyFromAmong("public", "admin");
        Option<string[]> origins = new("--origin") { HelpName = "origin", Description = "Origin whose pages use a public key, such as https://shop.example; may be repeated." };
        Option<string[]> can = new("--can") { HelpName = "scope", Description = "What an admin key may do, such as catalog:write; may be repeated. Without it: everything that an admin may." };
        can.AcceptOnlyFromAmong([.. KeyScopes.All.Select(s => s.Name)]);
        Option<string[]> from = new("--from") { HelpName = "network", Description = "Address or network that the key works from, such as 10.0.0.0/8; may be repeated." };
        Option<int> days = NumberOption.Of("--days", 0, n => n is >= 0 and <= 3650, "a whole number from 0 to 3650", "Days until the key ends by itself; 0 for never.");
        Option<string?> database = Shop.DatabaseOption();
        Option<bool> json = new("--json") { Description = "Print JSON." };
        Command command = new("create", """
            Makes a key and prints it once; only its hash is stored. Send it as 'Authorization: Bearer bck_…'.

            Example:
              backcare keys create --name "nightly training" --scope admin --can models:read --can models:train --days 365
            """)
        { name, scope, origins, can, from, days, database, json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using Shop shop = await Shop.OpenAsync(parsed.GetValue(database), parsed.InvocationConfiguration.Error, cancellationToken);
            ApiKeyScope opens = parsed.GetValue(scope) == "public" ? ApiKeyScope.Public : ApiKeyScope.Admin;
            var terms = new KeyTerms(
                parsed.GetValue(can) is { Length: > 0 } named ? named : null,
                parsed.GetValue(days) is > 0 and var count ? TimeProvider.System.GetUtcNow().UtcDateTime.AddDays(count) : null,
                parsed.GetValue(from));
            CreateApiKey.Response made = await shop.AskAsync(
                new CreateApiKey.Command(parsed.GetValue(name)!, opens, parsed.GetValue(origins) ?? [], Actor.Console, terms), cancellationToken);
            TextWriter output = parsed.InvocationConfiguration.Output;
            if (parsed.GetValue(json))
                await output.WriteLineAsync(JsonSerializer.Serialize(new { made.Id, made.Name, Scope = made.Scope.ToString(), made.Key, made.AllowedOrigins, made.Scopes, made.ExpiresUtc, made.AllowedNetworks }, JsonText.Indented));
            else
                await output.WriteLineAsync(made.Key);
            return Root.Done;
        });
        return command;
    }
}
