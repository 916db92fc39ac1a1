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
        Option<string?> database = Shop.DatabaseOption();
        Option<bool> json = new("--json") { Description = "Print JSON." };
        Command command = new("create", """
            Makes a key and prints it once; only its hash is stored. Send it as 'Authorization: Bearer bck_…'.

            Example:
              backcare keys create --name "nightly training" --scope admin
            """)
        { name, scope, origins, database, json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using Shop shop = await Shop.OpenAsync(parsed.GetValue(database), parsed.InvocationConfiguration.Error, cancellationToken);
            ApiKeyScope opens = parsed.GetValue(scope) == "public" ? ApiKeyScope.Public : ApiKeyScope.Admin;
            CreateApiKey.Response made = await shop.AskAsync(
                new CreateApiKey.Command(parsed.GetValue(name)!, opens, parsed.GetValue(origins) ?? [], Actor.Console), cancellationToken);
            TextWriter output = parsed.InvocationConfiguration.Output;
            if (parsed.GetValue(json))
                await output.WriteLineAsync(JsonSerializer.Serialize(new { made.Id, made.Name, Scope = made.Scope.ToString(), made.Key, made.AllowedOrigins }, JsonText.Indented));
            else
                await output.WriteLineAsync(made.Key);
            return Root.Done;
        });
        return command;
    }
}
