using BackCare.App.Accounts;
using BackCare.BrowserTests.Hosting;
using BackCare.FunctionalTests.Hosting;
using Microsoft.Playwright;

namespace BackCare.BrowserTests.Pages;

/// <summary>Passkeys as a person uses them, with Chromium's own virtual authenticator.</summary>
public sealed class PasskeyTests(BackCareSite site, Chromium chromium)
{
    private const string Email = "passkeys@example.org";

    [Fact]
    public async Task A_passkey_is_added_named_used_to_sign_in_and_to_confirm_and_removed()
    {
        // Passkeys belong to a domain; an address of digits has none.
        IPage page = await chromium.OpenAsync(site.Address.Replace("127.0.0.1", "localhost", StringComparison.Ordinal), scripts: true);
        await PlugInAsync(page);
        await site.AskAsync(new CreateAccount.Command(Email, AccountRole.Analyst, Actor.Console, SignedIn.Password));
        await page.GotoAsync("/accounts/sign-in");
        await page.FillAsync("#email", Email);
        await page.FillAsync("#password", SignedIn.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
        await HeadingAsync(page, "Your account");

        await page.GotoAsync("/accounts/security");
        await page.FillAsync("#name", "work laptop");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add a passkey" }).ClickAsync();
        await page.GetByText("The passkey is added.").WaitForAsync();
        await page.ScreenshotAsync(new() { Path = Screenshots.PathOf("passkey-added"), FullPage = true });

        await page.Locator("summary", new() { HasText = "Rename" }).ClickAsync();
        await page.GetByLabel("New name").FillAsync("office laptop");
        await page.GetByRole(AriaRole.Button, new() { Name = "Rename", Exact = true }).ClickAsync();
        await page.GetByText("The passkey has a new name.").WaitForAsync();
        Assert.Contains("office laptop", await page.Locator(".keys").First.InnerTextAsync(), StringComparison.Ordinal);

        await page.GotoAsync("/accounts/confirm?returnUrl=/accounts/security");
        await page.GetByRole(AriaRole.Button, new() { Name = "Use a passkey" }).ClickAsync();
        await HeadingAsync(page, "Sign-in and security");

        await SignOutAsync(page);
        await WithPasskeyAsync(page);
        await HeadingAsync(page, "Your account");

        await page.GotoAsync("/accounts/security");
        Assert.Contains("with a passkey", await page.Locator(".keys").Last.InnerTextAsync(), StringComparison.Ordinal);
        await page.GetByRole(AriaRole.Button, new() { Name = "Remove office laptop" }).ClickAsync();
        await page.GetByText("The passkey is removed").WaitForAsync();
        await SignOutAsync(page);
        await WithPasskeyAsync(page);
        await page.GetByText("This passkey does not open an account here.").First.WaitForAsync();
    }

    private static async Task PlugInAsync(IPage page)
    {
        ICDPSession session = await page.Context.NewCDPSessionAsync(page);
        await session.SendAsync("WebAuthn.enable");
        await session.SendAsync("WebAuthn.addVirtualAuthenticator", new Dictionary<string, object>
        {
            ["options"] = new Dictionary<string, object>
            {
                ["protocol"] = "ctap2",
                ["transport"] = "internal",
                ["hasResidentKey"] = true,
                ["hasUserVerification"] = true,
                ["isUserVerified"] = true,
                ["automaticPresenceSimulation"] = true,
            },
        });
    }

    private static Task HeadingAsync(IPage page, string text) => page.GetByRole(AriaRole.Heading, new() { Name = text, Level = 1 }).WaitForAsync();

    private static async Task SignOutAsync(IPage page)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out", Exact = true }).ClickAsync();
        await HeadingAsync(page, "Sign in");
    }

    private static Task WithPasskeyAsync(IPage page) => page.GetByRole(AriaRole.Button, new() { Name = "Sign in with a passkey" }).ClickAsync();
}
