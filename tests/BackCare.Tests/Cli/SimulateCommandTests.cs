using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace BackCare.Tests.Cli;

public sealed class SimulateCommandTests : IDisposable
{
    private readonly CommandRun command = new();
    private readonly string folder = Directory.CreateTempSubdirectory("simulate").FullName;

    private string Database => Path.Combine(folder, "shop.db");

    [Fact]
    public async Task Simulated_visits_are_in_the_journal_marked_and_a_second_run_with_other_seed_adds_to_them()
    {
        Assert.Equal(0, await command.Run("simulate", "--sessions", "40", "--seed", "1", "--json", "--database", Database));

        JsonElement done = JsonDocument.Parse(command.Output).RootElement;
        Assert.Equal(["sessions", "events"], done.EnumerateObject().Select(p => p.Name));
        Assert.Equal(40, done.GetProperty("sessions").GetInt32());
        Assert.Equal(done.GetProperty("events").GetInt64(), Count("SELECT COUNT(*) FROM Interactions WHERE Simulated = 1"));
        Assert.Equal(0, Count("SELECT COUNT(*) FROM ServedLists WHERE Simulated = 0"));
        long lists = Count("SELECT COUNT(*) FROM ServedLists");
        Assert.InRange(lists, 30, 40);

        Assert.Equal(0, await command.Run("simulate", "--sessions", "10", "--seed", "2", "--database", Database));
        Assert.InRange(Count("SELECT COUNT(*) FROM ServedLists") - lists, 5, 10);
    }

    [Fact]
    public async Task The_catalogue_is_filled_up_with_simulated_products_and_cleared_of_them_again()
    {
        Assert.Equal(0, await command.Run("simulate", "products", "--count", "300", "--json", "--database", Database));
        Assert.Equal("{\"added\":300,\"removed\":0,\"simulated\":300}", command.Output.Trim());
        Assert.Equal(0, await command.Run("simulate", "products", "--count", "120", "--json", "--database", Database));
        Assert.Equal("{\"added\":0,\"removed\":180,\"simulated\":120}", command.Output.Trim());
        Assert.Equal(120, Count("SELECT COUNT(*) FROM Products WHERE Id LIKE 'sim!_%' ESCAPE '!' AND Note LIKE '%Simulated%'"));
    }

    [Theory]
    [InlineData("--sessions", "0", "--sessions is '0'")]
    [InlineData("--examination-power", "-1", "--examination-power is '-1'")]
    [InlineData("--url", "somewhere", "--url is 'somewhere'")]
    public async Task A_wrong_option_is_said_with_its_value(string option, string value, string said)
    {
        Assert.Equal(2, await command.Run("simulate", option, value, "--database", Database));
        Assert.Contains(said, command.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_where_nobody_answers_ends_with_one_sentence()
    {
        Assert.Equal(1, await command.Run("simulate", "--sessions", "1", "--url", "http://127.0.0.1:9", "--database", Database));
        Assert.Contains("does not answer", command.Error, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        command.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private long Count(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Database}");
        connection.Open();
        using SqliteCommand query = connection.CreateCommand();
        query.CommandText = sql;
        return (long)query.ExecuteScalar()!;
    }
}
