using System.Diagnostics;
using System.Globalization;
using BackCare.App;
using BackCare.App.Catalog;
using BackCare.App.Messaging;
using MediatR;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace BackCare.Benchmarks.Http.Load;

/// <summary>An SQLite database with a catalogue of any size: the seed's products, filled up with simulated variations of them.</summary>
internal static class CatalogueFile
{
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
            await using AsyncServiceScope scope = services.CreateAsyncScope();
            Answer<AddSimulatedProducts.Response> answer = await scope.ServiceProvider.GetRequiredService<IMediator>().Send(new AddSimulatedProducts.Command(products - real, 1));
            if (answer.Refusal is { } no) throw new InvalidOperationException(no.Reason);
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

    private static async Task<long> ReadAsync(string database, string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={database}");
        await connection.OpenAsync();
        await using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToInt64(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture);
    }
}
