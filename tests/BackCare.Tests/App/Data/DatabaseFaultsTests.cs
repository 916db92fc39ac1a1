using BackCare.App.Data;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace BackCare.Tests.App.Data;

public sealed class DatabaseFaultsTests
{
    public static TheoryData<Exception> OfADatabase =>
    [
        new SqliteException("database is locked", 5),
        new DbUpdateException("An error occurred while saving the entity changes."),

        // As EF passes on what it takes for a passing fault of SQL Server, and as SqlClient speaks of a pool that is used up.
        new InvalidOperationException("An exception has been raised that is likely due to a transient failure.", new TimeoutException()),
        new InvalidOperationException("Timeout expired. The timeout period elapsed prior to obtaining a connection from the pool."),
    ];

    [Theory]
    [MemberData(nameof(OfADatabase), DisableDiscoveryEnumeration = true)]
    public void A_database_that_is_away_or_busy_is_told_from_the_rest_also_where_EF_wraps_what_it_says(Exception fault) => Assert.True(DatabaseFaults.Is(fault));

    [Fact]
    public void A_bug_and_the_end_of_the_host_are_no_faults_of_the_database()
    {
        Assert.False(DatabaseFaults.Is(new ArgumentException("a bug")));
        Assert.False(DatabaseFaults.Is(new OperationCanceledException()));
    }
}
