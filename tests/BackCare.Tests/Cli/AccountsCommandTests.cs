using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace BackCare.Tests.Cli;

public sealed class AccountsCommandTests : IDisposable
{
    private readonly CommandRun command = new();

    private string Database => command.PathOf("backcare.db");

    [Fact]
    public async Task An_owner_is_made_listed_and_kept_and_a_key_is_printed_once()
    {
        Assert.Equal(0, await command.Run("accounts", "create", "--email", "ana@example.org", "--role", "owner", "--json", "--database", Database));
        JsonElement made = JsonDocument.Parse(command.Output).RootElement;
        Assert.Equal(("Owner", 20), (made.GetProperty("role").GetString(), made.GetProperty("temporaryPassword").GetString()!.Length));

        Assert.Equal(0, await command.Run("accounts", "list", "--json", "--database", Database));
        JsonElement listed = JsonDocument.Parse(command.Output).RootElement.EnumerateArray().Single();
        Assert.Equal(("ana@example.org", "must change password"), (listed.GetProperty("email").GetString(), listed.GetProperty("state").GetString()));

        Assert.Equal(1, await command.Run("accounts", "disable", "--email", "ana@example.org", "--database", Database));
        Assert.Contains("This is the last owner who can sign in.", command.Error, StringComparison.Ordinal);
        Assert.Equal(1, await command.Run("accounts", "create", "--email", "ANA@example.org", "--role", "Analyst", "--database", Database));
        Assert.Contains("There is an account with this e-mail address.", command.Error, StringComparison.Ordinal);

        Assert.Equal(0, await command.Run("keys", "create", "--name", "nightly", "--database", Database));
        string key = command.Output.Trim();
        Assert.Equal(0, await command.Run("keys", "list", "--database", Database));
        Assert.Contains($"…{key[^4..]}", command.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(key, command.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("accounts", "create", "--email", "ana@example.org", "--role", "boss")]
    [InlineData("accounts", "create", "--email", "ana@example.org", "--role", "3")]
    [InlineData("accounts", "create", "--role", "Owner")]
    [InlineData("keys", "create", "--name", "x", "--scope", "root")]
    public async Task Wrong_usage_exits_with_2(params string[] args) => Assert.Equal(2, await command.Run(args));

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        command.Dispose();
    }
}
