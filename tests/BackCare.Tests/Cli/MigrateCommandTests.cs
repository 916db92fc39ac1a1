using Microsoft.Data.Sqlite;

namespace BackCare.Tests.Cli;

public sealed class MigrateCommandTests : IDisposable
{
    private readonly CommandRun command = new();

    private string Database => command.PathOf("backcare.db");

    [Fact]
    public async Task What_is_to_be_done_is_told_without_doing_it_then_done_once()
    {
        Assert.Equal(1, await command.Run("migrate", "--check", "--database", Database));
        Assert.StartsWith("to apply: 20261122083852_Initial", command.Output, StringComparison.Ordinal);
        Assert.False(File.Exists(Database));

        Assert.Equal(0, await command.Run("migrate", "--database", Database));
        Assert.EndsWith("; the database is up to date.", command.Output.TrimEnd(), StringComparison.Ordinal);

        Assert.Equal(0, await command.Run("migrate", "--check", "--database", Database));
        Assert.StartsWith("The Sqlite database is up to date: ", command.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_migration_that_this_program_does_not_know_is_told()
    {
        await command.Run("migrate", "--database", Database);
        await using (var connection = new SqliteConnection($"Data Source={Database}"))
        {
            await connection.OpenAsync(TestContext.Current.CancellationToken);
            await using SqliteCommand insert = connection.CreateCommand();
            insert.CommandText = """INSERT INTO "__EFMigrationsHistory" VALUES ('29990101000000_Later', '99')""";
            await insert.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }

        Assert.Equal(0, await command.Run("migrate", "--check", "--database", Database));
        Assert.StartsWith("The database has 1 migration of a newer program: 29990101000000_Later.", command.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_script_is_printed_or_written_and_leaves_the_database_alone()
    {
        Assert.Equal(0, await command.Run("migrate", "--script", "--database", Database));
        Assert.Contains("CREATE TABLE \"Knowledge\"", command.Output, StringComparison.Ordinal);

        Assert.Equal(0, await command.Run("migrate", "--script", "--from", "Imports", "--output", command.PathOf("next.sql"), "--database", Database));
        Assert.Contains("run it once on a database that has Imports.", command.Output, StringComparison.Ordinal);
        Assert.Contains("IX_ErasedVisitors_ErasedUtc", await File.ReadAllTextAsync(command.PathOf("next.sql"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.False(File.Exists(Database));
    }

    [Theory]
    [InlineData("--from and --output go with --script.", "--output", "x.sql")]
    [InlineData("Choose --check or --script.", "--check", "--script")]
    public async Task What_does_not_go_together_is_wrong_usage(string said, params string[] options)
    {
        Assert.Equal(2, await command.Run(["migrate", .. options]));
        Assert.Contains(said, command.Error, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        command.Dispose();
    }
}
