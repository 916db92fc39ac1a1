using BackCare.App.Accounts;
using BackCare.App.Messaging;
using BackCare.FunctionalTests.Data;

namespace BackCare.FunctionalTests.Accounts;

public sealed class LastOwnerTests
{
    [Fact]
    public async Task The_last_owner_stays_an_owner_who_can_sign_in_also_when_two_remove_each_other_at_once()
    {
        string folder = Directory.CreateTempSubdirectory("backcare-owners-").FullName;
        await using ShopUnderTest shop = ShopUnderTest.OnSeededFile(Path.Combine(folder, "backcare.db"));
        await shop.PrepareAsync();
        foreach (string email in new[] { "ana@example.org", "ben@example.org" })
            Assert.Null((await shop.SendAsync(new CreateAccount.Command(email, AccountRole.Owner, Actor.Console))).Refusal);

        Answer<SetAccountDisabled.Response>[] disabled = await Task.WhenAll(new[] { "ana@example.org", "ben@example.org" }.Select(email =>
            Task.Run(() => shop.SendAsync(new SetAccountDisabled.Command(email, Disabled: true, Actor.Console)))));
        string left = (await shop.SendAsync(new GetAccounts.Query())).Value.Items.Single(a => a.DisabledUtc is null).Email;
        Answer<ChangeRole.Response> demoted = await shop.SendAsync(new ChangeRole.Command(left, AccountRole.Admin, Actor.Console));

        Assert.Single(disabled, d => d.Refusal is { Kind: RefusalKind.Conflict });
        Assert.Equal(RefusalKind.Conflict, demoted.Refusal?.Kind);
    }
}
