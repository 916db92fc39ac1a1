using System.Net;
using BackCare.App.Accounts;
using BackCare.App.Messaging;
using BackCare.FunctionalTests.Data;
using BackCare.FunctionalTests.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BackCare.FunctionalTests.Accounts;

public sealed class FirstOwnerTests
{
    private const string Password = "a long road with no bends";

    [Fact]
    public async Task The_code_from_the_console_makes_one_owner_and_the_page_then_closes()
    {
        using var site = new BackCareSite();
        string code = (await site.Services.GetRequiredService<OwnerCodes>().IssueAsync(TestContext.Current.CancellationToken))!;
        using HttpClient browser = site.BrowseWithCookies();
        (string, string)[] answers = [("email", "ana@example.org"), ("password", Password), ("again", Password)];

        using HttpResponseMessage wrong = await browser.PostPageAsync("/accounts/first-owner", "/accounts/first-owner", [("code", "AAAAA-BBBBB-CCCCC-DDDDD"), .. answers]);
        using HttpResponseMessage made = await browser.PostPageAsync(
            "/accounts/first-owner", "/accounts/first-owner", [("code", code.ToLowerInvariant().Replace("-", " ", StringComparison.Ordinal)), .. answers]);
        using HttpResponseMessage open = await browser.GetAsync("/admin/accounts");
        string closed = await site.Http.GetStringAsync("/accounts/first-owner");

        Assert.Contains("This code does not work.", await wrong.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal("/accounts", made.Headers.Location?.ToString());
        Assert.Equal(HttpStatusCode.OK, open.StatusCode);
        Assert.DoesNotContain("<input name=\"code\"", closed, StringComparison.Ordinal);
        Assert.Contains("There is an owner already.", closed, StringComparison.Ordinal);
        Assert.Null(await site.Services.GetRequiredService<OwnerCodes>().IssueAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Only_the_hash_of_a_code_is_stored_and_it_ends_after_a_day()
    {
        string folder = Directory.CreateTempSubdirectory("backcare-owner-").FullName;
        await using ShopUnderTest shop = ShopUnderTest.OnSeededFile(Path.Combine(folder, "backcare.db"));
        await shop.PrepareAsync();
        string code = (await shop.Get<OwnerCodes>().IssueAsync(TestContext.Current.CancellationToken))!;
        Assert.Matches("^[0-9A-HJKMNP-TV-Z]{5}(-[0-9A-HJKMNP-TV-Z]{5}){3}$", code);
        await using (var db = shop.Open())
        {
            OwnerCode stored = await db.OwnerCodes.SingleAsync(TestContext.Current.CancellationToken);
            Assert.Equal(KeyText.HashOf(code.Replace("-", "", StringComparison.Ordinal)), stored.Hash);
            Assert.Equal(TimeSpan.FromHours(24), stored.ExpiresUtc - stored.CreatedUtc);
            await db.OwnerCodes.ExecuteUpdateAsync(set => set.SetProperty(c => c.ExpiresUtc, stored.CreatedUtc.AddHours(-1)), TestContext.Current.CancellationToken);
        }

        Answer<SignedInAccount> late = await shop.SendAsync(new ClaimFirstOwner.Command(code, "ana@example.org", Password));

        Assert.Equal("code", late.Refusal?.Fields.Single().Path);
        await using (var db = shop.Open()) Assert.Empty(db.Accounts);
    }

    [Fact]
    public async Task Of_two_who_use_one_code_at_once_one_becomes_the_owner()
    {
        string folder = Directory.CreateTempSubdirectory("backcare-owner-").FullName;
        await using ShopUnderTest shop = ShopUnderTest.OnSeededFile(Path.Combine(folder, "backcare.db"));
        await shop.PrepareAsync();
        string code = (await shop.Get<OwnerCodes>().IssueAsync(TestContext.Current.CancellationToken))!;

        Answer<SignedInAccount>[] answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(i =>
            Task.Run(() => shop.SendAsync(new ClaimFirstOwner.Command(code, $"ana{i}@example.org", Password)))));

        Assert.Single(answers, a => a.Refusal is null);
        await using var db = shop.Open();
        Assert.Equal(1, await db.Accounts.CountAsync(TestContext.Current.CancellationToken));
    }
}
