using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace BackCare.Tests.Cli.Catalog;

public sealed class CatalogCommandTests : IDisposable
{
    private const string Good = "sku,name,price\nCLI-1,Gel heel cup of the shell,19.95\n";

    private readonly CommandRun command = new();

    private string Database => command.PathOf("shop.db");

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        command.Dispose();
    }

    [Fact]
    public async Task A_file_is_tried_imported_and_said_to_change_nothing_the_next_time()
    {
        string file = command.Write("list.csv", Good);

        Assert.Equal(0, await command.Run("catalog", "import", file, "--dry-run", "--database", Database));
        Assert.Contains("1 product: 1 new, 0 changed", command.Output, StringComparison.Ordinal);
        Assert.Contains("Nothing was changed: this was a dry run.", command.Output, StringComparison.Ordinal);
        Assert.Contains("list.csv: One row a product, UTF-8, cells separated by a comma.", command.Error, StringComparison.Ordinal);

        Assert.Equal(0, await command.Run("catalog", "import", file, "--json", "--database", Database));
        JsonElement done = JsonDocument.Parse(command.Output).RootElement;
        Assert.True(done.GetProperty("imported").GetBoolean());
        Assert.Equal(1, done.GetProperty("counts").GetProperty("needPlace").GetInt32());

        Assert.Equal(0, await command.Run("catalog", "import", file, "--database", Database));
        Assert.Contains("the catalogue says what the file says", command.Output, StringComparison.Ordinal);

        Assert.Equal(0, await command.Run("catalog", "export", command.PathOf("out.csv"), "--database", Database));
        Assert.Contains("Gel heel cup of the shell", await File.ReadAllTextAsync(command.PathOf("out.csv"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal(0, await command.Run("catalog", "lint", "--database", Database));
        Assert.Contains("111 products", command.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_with_a_wrong_row_exits_with_one_and_writes_its_problems_where_asked()
    {
        string file = command.Write("list.csv", Good + "CLI-2,Pad,gratis\n"), errors = command.PathOf("errors.csv");

        Assert.Equal(1, await command.Run("catalog", "import", file, "--errors", errors, "--database", Database));

        Assert.Contains("Nothing was changed. Correct the file, or import the good rows with --good-rows.", command.Output, StringComparison.Ordinal);
        Assert.Contains("error: line 3 [price] 'gratis'", command.Error, StringComparison.Ordinal);
        Assert.Contains("3,price,gratis,error", await File.ReadAllTextAsync(errors, TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal(0, await command.Run("catalog", "import", file, "--good-rows", "--database", Database));
        Assert.Contains("Imported as batch", command.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_read_exits_with_one_and_says_why()
    {
        string book = command.Write("book.csv", "PK\u0003\u0004xl/workbook"), list = command.Write("list.csv", Good);

        Assert.Equal(1, await command.Run("catalog", "import", book, "--database", Database));
        Assert.StartsWith("This is an Excel workbook (.xlsx)", command.Error.Split('\n').First(l => l.StartsWith("This", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Equal(1, await command.Run("catalog", "import", command.PathOf("nowhere.csv"), "--database", Database));
        Assert.Equal(1, await command.Run("catalog", "import", list, "--map", "Preis=price", "--database", Database));
        Assert.Contains("The file has no column 'Preis'.", command.Error, StringComparison.Ordinal);
        Assert.Equal(1, await command.Run("catalog", "import", "--shout", "--database", Database));
        Assert.Contains("--shout", command.Error, StringComparison.Ordinal);
        Assert.Equal(2, await command.Run("catalog", "import", list, "--shout"));
        Assert.Equal(2, await command.Run("catalog", "import"));
    }
}
