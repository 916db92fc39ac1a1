using BackCare.App.Data;
using Microsoft.EntityFrameworkCore;

namespace BackCare.FunctionalTests.Data;

public sealed class MigrationTests
{
    [Fact]
    public void Sqlite_migrations_are_up_to_date_with_the_model()
    {
        using var db = new SqliteBackCareDb(new DbContextOptionsBuilder<SqliteBackCareDb>().UseSqlite("Data Source=:memory:").Options, TimeProvider.System);

        Assert.False(db.Database.HasPendingModelChanges());
        Assert.NotEmpty(db.Database.GetMigrations());
    }

    [Fact]
    public void Sql_server_migrations_are_up_to_date_with_the_model()
    {
        using var db = new SqlServerBackCareDb(new DbContextOptionsBuilder<SqlServerBackCareDb>().UseSqlServer("Server=none").Options, TimeProvider.System);

        Assert.False(db.Database.HasPendingModelChanges());
        Assert.NotEmpty(db.Database.GetMigrations());
    }

    [Fact]
    public void Sql_server_migrations_script_without_a_server()
    {
        using var db = new SqlServerBackCareDb(new DbContextOptionsBuilder<SqlServerBackCareDb>().UseSqlServer("Server=none").Options, TimeProvider.System);

        Assert.Contains("CREATE TABLE [Knowledge]", db.Database.GenerateCreateScript(), StringComparison.Ordinal);
    }
}
