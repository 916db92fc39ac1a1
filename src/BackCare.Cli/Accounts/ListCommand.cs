using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using BackCare.App.Accounts;

namespace BackCare.Cli.Accounts;

/// <summary><c>backcare accounts list</c>: every account with its role and state.</summary>
internal static class ListCommand
{
    private const int PageSize = 200;

    public static Command Build()
    {
        Option<string?> search = new("--search") { HelpName = "text", Description = "Part of an e-mail address." };
        Option<string?> database = Shop.DatabaseOption();
        Option<bool> json = new("--json") { Description = "Print JSON." };
        Command command = new("list", """
            Lists accounts by e-mail address.

            Example:
              backcare accounts list --search example.org
            """)
        { search, database, json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using Shop shop = await Shop.OpenAsync(parsed.GetValue(database), parsed.InvocationConfiguration.Error, cancellationToken);
            List<GetAccounts.Item> all = [];
            for (int page = 1; ; page++)
            {
                GetAccounts.Response found = await shop.AskAsync(new GetAccounts.Query(parsed.GetValue(search), Page: page, PageSize: PageSize), cancellationToken);
                all.AddRange(found.Items);
                if (all.Count >= found.Total || found.Items.Count == 0) break;
            }
            TextWriter output = parsed.InvocationConfiguration.Output;
            if (parsed.GetValue(json))
            {
                await output.WriteLineAsync(JsonSerializer.Serialize(
                    all.Select(a => new { a.Id, a.Email, Role = a.Role.ToString(), a.State, a.CreatedUtc, a.DisabledUtc, a.RestsUntilUtc }), JsonText.Indented));
                return Root.Done;
            }
            foreach (GetAccounts.Item a in all)
                await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{a.Email,-40} {a.Role,-8} {a.State,-20} since {a.CreatedUtc:yyyy-MM-dd}"));
            if (all.Count == 0) await parsed.InvocationConfiguration.Error.WriteLineAsync("No account matches.");
            return Root.Done;
        });
        return command;
    }
}
