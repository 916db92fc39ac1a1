using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace BackCare.App.Data;

/// <summary>Production: SQL Server.</summary>
public sealed class SqlServerBackCareDb(DbContextOptions<SqlServerBackCareDb> options, TimeProvider clock) : BackCareDb(options, clock)
{
    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        Mapping.SqlServerTypes.Apply(modelBuilder);
        Mapping.SqlServerTypes.ApplyToJournal(modelBuilder);
    }
}

/// <summary>Lets dotnet-ef write SQL Server migrations; it connects to no server.</summary>
internal sealed class SqlServerDesignTime : IDesignTimeDbContextFactory<SqlServerBackCareDb>
{
    public SqlServerBackCareDb CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqlServerBackCareDb>().UseSqlServer("Server=design-time-only").Options, TimeProvider.System);
}
