using BackCare.App.Accounts;
using BackCare.App.Data;
using BackCare.FunctionalTests.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BackCare.FunctionalTests.Accounts;

public sealed class ThrottleTests(ClockedSite site) : IClassFixture<ClockedSite>
{
    private const string Attacker = "203.0.113.9", Home = "198.51.100.4";

    [Fact]
    public async Task A_stranger_who_guesses_makes_the_account_rest_for_the_strangers_address_alone()
    {
        string email = await site.MakeAsync();
        for (int i = 0; i <= SignInThrottle.FreeTries; i++) Assert.False(await TryAsync(email, "not the right password", Attacker));

        Assert.False(await TryAsync(email, SignedIn.Password, Attacker));
        Assert.True(await TryAsync(email, SignedIn.Password, Home));
    }

    [Fact]
    public async Task A_rest_ends_after_a_minute_and_doubles_with_each_further_wrong_try()
    {
        string email = await site.MakeAsync();
        for (int i = 0; i < SignInThrottle.FreeTries; i++) await TryAsync(email, "not the right password", Attacker);
        Assert.False(await TryAsync(email, SignedIn.Password, Attacker));

        site.Clock.Shift += TimeSpan.FromSeconds(61);
        Assert.False(await TryAsync(email, "wrong for the sixth time", Attacker));
        site.Clock.Shift += TimeSpan.FromSeconds(61);
        Assert.False(await TryAsync(email, SignedIn.Password, Attacker));
        site.Clock.Shift += TimeSpan.FromSeconds(61);
        Assert.True(await TryAsync(email, SignedIn.Password, Attacker));
    }

    [Fact]
    public async Task Guesses_from_many_addresses_leave_only_those_in_that_signed_in_before()
    {
        string email = await site.MakeAsync();
        Assert.True(await TryAsync(email, SignedIn.Password, Home));
        await using (BackCareDb db = site.Services.GetRequiredService<Databases>().Open())
        {
            // As after 99 wrong ones from 99 addresses.
            string all = KeyText.HashOf($"password:{email.ToUpperInvariant()}\n*");
            Assert.Equal(1, await db.SignInTries.Where(t => t.Key == all)
                .ExecuteUpdateAsync(set => set.SetProperty(t => t.Wrong, SignInThrottle.FreeTriesOfAll - 1), TestContext.Current.CancellationToken));
        }
        Assert.False(await TryAsync(email, "not the right password", "203.0.113.200"));

        Assert.False(await TryAsync(email, SignedIn.Password, "192.0.2.77"));
        Assert.True(await TryAsync(email, SignedIn.Password, Home));
    }

    [Fact]
    public async Task An_owner_sees_the_rest_and_ends_it_and_the_trail_tells_both()
    {
        string email = await site.MakeAsync();
        for (int i = 0; i < SignInThrottle.FreeTries; i++) await TryAsync(email, "not the right password", Attacker);
        GetAccounts.Item account = (await site.AskAsync(new GetAccounts.Query(email))).Items.Single();
        Assert.Equal("rests", account.State);

        await site.AskAsync(new EndRest.Command(email, Actor.Console));

        Assert.True(await TryAsync(email, SignedIn.Password, Attacker));
        string[] actions = [.. (await site.AskAsync(new GetAuditTrail.Query(Target: $"account:{account.Id}"))).Items.Select(e => e.Action)];
        Assert.Equal(["account.signed-in", "account.rest-ended", "account.rested", "account.created"], actions);
    }

    [Fact]
    public async Task Guesses_at_once_are_all_counted_before_they_are_looked_at()
    {
        string email = await site.MakeAsync();
        bool[] opened = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => TryAsync(email, $"guess number {i} of many", Attacker)));

        Assert.DoesNotContain(true, opened);
        Assert.False(await TryAsync(email, SignedIn.Password, Attacker));
    }

    [Fact]
    public async Task An_address_without_an_account_rests_like_one_with()
    {
        for (int i = 0; i < SignInThrottle.FreeTries; i++) await TryAsync("nobody-at-all@example.org", "not the right password", Attacker);
        await site.AskAsync(new CreateAccount.Command("nobody-at-all@example.org", AccountRole.Analyst, Actor.Console, SignedIn.Password));

        Assert.False(await TryAsync("nobody-at-all@example.org", SignedIn.Password, Attacker));
        Assert.True(await TryAsync("nobody-at-all@example.org", SignedIn.Password, Home));
    }

    private async Task<bool> TryAsync(string email, string password, string address) =>
        (await site.SendAsync(new SignIn.Command(email, password, address))).Refusal is null;
}
