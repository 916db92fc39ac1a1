using System.Diagnostics;
using System.Globalization;
using BackCare.App;
using BackCare.App.Knowledge;
using BackCare.Domain.Catalog;
using BackCare.Domain.Knowledge;
using BackCare.Domain.Learn.Simulation;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace BackCare.Benchmarks.Http.Load;

/// <summary>An SQLite database with a catalogue of any size: the seed's products, filled up with simulated variations of them.</summary>
internal static class CatalogueFile
{
    private static readonly string[] Own = ["Id", "Sku", "Name", "Brand", "Maker", "BrandStatus", "Firmness", "PriceMinor", "PriceBasis", "Note", "StockQuantity", "Ordinal"];

    /// <summary>Makes <c>backcare.db</c> in a folder, unless one with so many products lies there already.</summary>
    internal static async Task MakeAsync(string folder, int products)
    {
        string database = Path.Combine(folder, "backcare.db");
        var clock = Stopwatch.StartNew();
        IConfigurationRoot settings = new ConfigurationBuilder().AddInMemoryCollection([new("ConnectionStrings:BackCare", $"Data Source={database}")]).Build();
        await using (ServiceProvider services = new ServiceCollection().AddSingleton(typeof(ILogger<>), typeof(NullLogger<>)).AddBackCare(settings).BuildServiceProvider())
        {
            if ((await services.GetRequiredService<BackCareStartup>().PrepareAsync()).Refusal is { } refusal) throw new InvalidOperationException(refusal);
            int real = (int)(await ReadAsync(database, "SELECT COUNT(*) FROM Products WHERE Id NOT LIKE 'sim_%'"));
            if (products < real) throw new ArgumentException($"--products {products} is below the seed's {real}.");
            if (await ReadAsync(database, "SELECT COUNT(*) FROM Products") == products) return;
            await FillAsync(database, products - real);
        }
        SqliteConnection.ClearAllPools();
        Console.WriteLine(FormattableString.Invariant($"catalogue of {products:N0} products made in {clock.Elapsed.TotalSeconds:F1} s"));
    }

    /// <summary>Changes the price of one product, as an editor would: the host builds a new shelf within a second.</summary>
    internal static async Task TouchAsync(string folder, int number)
    {
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(folder, "backcare.db")}");
        await connection.OpenAsync();
        await using SqliteCommand command = connection.CreateCommand();
        command.CommandText = """
            UPDATE Products SET PriceMinor = $price, Version = (SELECT Number + 1 FROM CatalogVersions WHERE Id = 1) WHERE Id = 'house_slant_board';
            UPDATE CatalogVersions SET Number = Number + 1 WHERE Id = 1;
            """;
        command.Parameters.AddWithValue("$price", 3_000 + number);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Adds simulated products by one statement each in one transaction: a row is its template's with other values where the two differ.</summary>
    private static async Task FillAsync(string database, int count)
    {
        IReadOnlyList<Product> templates = new KnowledgeBase(KnowledgeReader.Read(KnowledgeFolder.Read(KnowledgeFolder.Seed)).Rows).Rows.Products;
        await using var connection = new SqliteConnection($"Data Source={database}");
        await connection.OpenAsync();
        await using var transaction = (SqliteTransaction)await connection.BeginTransactionAsync();
        await using SqliteCommand insert = connection.CreateCommand();
        insert.Transaction = transaction;
        insert.CommandText = $"INSERT INTO Products ({string.Join(", ", await ColumnsAsync(connection, c => c))}) SELECT {string.Join(", ", await ColumnsAsync(connection, c => Own.Contains(c) ? "$" + c : c))} FROM Products WHERE Id = $template";
        int number = 0;
        foreach (Product product in SimulatedCatalog.Make(templates, count, 1))
        {
            insert.Parameters.Clear();
            insert.Parameters.AddWithValue("$template", templates[number % templates.Count].Id);
            object[] values = [product.Id, product.Sku, product.Name, product.Brand, product.Maker, product.BrandStatus, product.Firmness, product.Price.Minor,
                product.PriceBasis, product.Note, product.StockQuantity!, 1_000 + number++];
            for (int i = 0; i < Own.Length; i++) insert.Parameters.AddWithValue("$" + Own[i], values[i]);
            if (await insert.ExecuteNonQueryAsync() != 1) throw new InvalidOperationException($"The database has no product {templates[(number - 1) % templates.Count].Id}.");
        }
        insert.CommandText = "UPDATE CatalogVersions SET Number = Number + 1 WHERE Id = 1";
        await insert.ExecuteNonQueryAsync();
        await transaction.CommitAsync();
    }

    private static async Task<List<string>> ColumnsAsync(SqliteConnection connection, Func<string, string> written)
    {
        var columns = new List<string>();
        await using SqliteCommand command = connection.CreateCommand();
        command.CommandText = "SELECT name FROM pragma_table_info('Products')";
        await using SqliteDataReader reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync()) columns.Add(written(reader.GetString(0)));
        return columns;
    }

    private static async Task<long> ReadAsync(string database, string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={database}");
        await connection.OpenAsync();
        await using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToInt64(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture);
    }
}
