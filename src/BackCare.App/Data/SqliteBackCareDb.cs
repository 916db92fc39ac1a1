using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace BackCare.App.Data;

/// <summary>The embedded default: a clone runs with no server.</summary>
public sealed class SqliteBackCareDb(DbContextOptions<SqliteBackCareDb> options, TimeProvider clock) : BackCareDb(options, clock);

/// <summary>Lets dotnet-ef write SQLite migrations; it opens no database.</summary>
internal sealed class SqliteDesignTime : IDesignTimeDbContextFactory<SqliteBackCareDb>
{
    public SqliteBackCareDb CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqliteBackCareDb>().UseSqlite("Data Source=:memory:").Options, TimeProvider.System);
}
