using BackCare.App.Data;
using Microsoft.Data.Sqlite;

namespace BackCare.Tests.App.Data;

public class DatabaseWatchTests
{
    [Fact]
    public void One_failure_is_not_told_two_in_a_row_are_and_an_answer_ends_it()
    {
        var watch = new DatabaseWatch(TimeProvider.System);
        var fault = new SqliteException("", 14);

        watch.Failed(fault);
        Assert.Null(watch.Degraded);
        watch.ThrowIfAway();
        watch.Failed(fault);

        Assert.Contains("SQLite error 14, the file cannot be opened", watch.Degraded, StringComparison.Ordinal);
        Assert.Throws<DatabaseAwayException>(watch.ThrowIfAway);
        watch.Answered();
        Assert.Null(watch.AwaySinceUtc);
    }

    [Theory]
    [InlineData(5, true, false)]
    [InlineData(11, true, false)]
    [InlineData(13, true, false)]
    [InlineData(14, true, false)]
    [InlineData(19, false, true)]
    [InlineData(1, false, false)]
    public void What_may_be_tried_again_and_what_never_succeeds_are_told_apart(int code, bool isAway, bool isOfData)
    {
        var fault = new SqliteException("", code);

        Assert.Equal((isAway, isOfData), (DatabaseFaults.IsAway(fault), DatabaseFaults.IsOfData(fault)));
        Assert.Equal(isAway, DatabaseFaults.IsAway(new InvalidOperationException("", fault)));
    }

    [Theory]
    [InlineData(11, "backcare restore")]
    [InlineData(26, "backcare restore")]
    [InlineData(14, "read and write the file")]
    [InlineData(5, "Another program holds it locked")]
    [InlineData(13, "Make room on the disk")]
    public void A_start_that_is_refused_names_the_file_and_what_to_do(int code, string remedy)
    {
        string refusal = DatabaseTrouble.StartRefusal(new SqliteException("secret", code), new DatabaseSettings(DatabaseProvider.Sqlite, "Data Source=/srv/shop.db"));

        Assert.StartsWith("The database file /srv/shop.db cannot be used", refusal, StringComparison.Ordinal);
        Assert.Contains(remedy, refusal, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", refusal, StringComparison.Ordinal);
    }
}
