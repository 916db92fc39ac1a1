using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using BackCare.App.Accounts;
using BackCare.App.Data;
using BackCare.FunctionalTests.Data;
using BackCare.FunctionalTests.Hosting;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace BackCare.FunctionalTests.Catalog;

/// <summary>kill -9 in the middle of an import, while it is checked and while it is written.</summary>
public sealed class ImportKillTests : IDisposable
{
    private const int Products = 20_000;

    private readonly string folder = Directory.CreateTempSubdirectory("backcare-import-kill-").FullName;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Nothing_is_half_done_and_the_import_goes_on_afterwards()
    {
        string database = Path.Combine(folder, "backcare.db"), key;
        await using (ShopUnderTest shop = ShopUnderTest.OnSeededFile(database))
        {
            await shop.PrepareAsync();
            key = (await shop.SendAsync(new CreateApiKey.Command("kill", ApiKeyScope.Admin, [], Actor.Console))).Value.Key;
        }

        string address = await CheckUntilKilledAsync(database, key);
        Assert.Equal((110, 0), await CountAsync(database));

        bool whole = await WriteUntilKilledAsync(database, key, address);
        Assert.Equal(whole ? (110 + Products, Products) : (110, 0), await CountAsync(database));

        using WebProcess host = await WebProcess.StartAsync(database, Cancelled);
        host.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        if (!whole)
            await FinishAsync(host.Http, address);
        Assert.Equal((110 + Products, Products), await CountAsync(database));
    }

    private async Task<string> CheckUntilKilledAsync(string database, string key)
    {
        using WebProcess host = await StartAsync(database, key);
        var text = new StringBuilder("sku,name,price,stock\n");
        for (int i = 0; i < Products; i++)
            text.Append(CultureInfo.InvariantCulture, $"KILL-{i},Product {i} of the kill test,{5 + (i % 90)}.95,{i % 7}\n");
        using var content = new StringContent(text.ToString(), Encoding.UTF8, "text/csv");
        using HttpResponseMessage begun = await host.Http.PostAsync("/v1/admin/products:import", content, Cancelled);
        string address = begun.Headers.Location!.ToString();
        await WhenAsync(host.Http, address, import => (string)import["state"]! == "checked" || (int)import["counts"]!["products"]! >= 1_000);
        host.Kill();
        return address;
    }

    /// <summary>Checks anew, begins to write and kills it; true when the writing was done before.</summary>
    private async Task<bool> WriteUntilKilledAsync(string database, string key, string address)
    {
        using WebProcess host = await StartAsync(database, key);
        await LeaseRunsOutAsync(database);
        await CheckAsync(host.Http, address);
        using HttpResponseMessage begun = await host.Http.PostJsonAsync($"{address}:apply", "{}");
        Assert.True(begun.IsSuccessStatusCode, await begun.Content.ReadAsStringAsync(Cancelled));
        await Task.Delay(150, Cancelled);
        host.Kill();
        await LeaseRunsOutAsync(database);
        return (await CountAsync(database)).Changes > 0;
    }

    private static async Task FinishAsync(HttpClient http, string address)
    {
        await CheckAsync(http, address);
        using HttpResponseMessage begun = await http.PostJsonAsync($"{address}:apply", "{}");
        Assert.True(begun.IsSuccessStatusCode, await begun.Content.ReadAsStringAsync(Cancelled));
        await WhenAsync(http, address, import => (string)import["state"]! == "imported");
    }

    private static async Task CheckAsync(HttpClient http, string address)
    {
        if (JsonNode.Parse(await http.GetStringAsync(address, Cancelled))!["import"]!.Text("state") == "checked")
            return;
        using HttpResponseMessage again = await http.PostJsonAsync($"{address}:check", "{}");
        Assert.True(again.IsSuccessStatusCode, await again.Content.ReadAsStringAsync(Cancelled));
        await WhenAsync(http, address, import => (string)import["state"]! == "checked");
    }

    private static async Task<WebProcess> StartAsync(string database, string key)
    {
        WebProcess host = await WebProcess.StartAsync(database, Cancelled);
        host.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return host;
    }

    // The lease of a killed process would run out by itself after half a minute.
    private static async Task LeaseRunsOutAsync(string database)
    {
        await using ShopUnderTest shop = ShopUnderTest.OnFile(database);
        await using BackCareDb db = shop.Open();
        await db.Leases.ExecuteDeleteAsync(Cancelled);
    }

    private static async Task<(int Products, int Changes)> CountAsync(string database)
    {
        await using ShopUnderTest shop = ShopUnderTest.OnFile(database);
        await using BackCareDb db = shop.Open();
        return (await db.Products.CountAsync(Cancelled), await db.Changes.CountAsync(Cancelled));
    }

    private static async Task WhenAsync(HttpClient http, string address, Func<JsonNode, bool> reached)
    {
        while (true)
        {
            JsonNode import = JsonNode.Parse(await http.GetStringAsync(address, Cancelled))!["import"]!;
            if (reached(import)) return;
            Assert.True((string)import["state"]! is "checking" or "writing", $"It is {import["state"]}: {import["failure"]}");
            await Task.Delay(50, Cancelled);
        }
    }
}
