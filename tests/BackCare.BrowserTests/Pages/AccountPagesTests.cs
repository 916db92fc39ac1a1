using BackCare.App.Accounts;
using BackCare.BrowserTests.Hosting;
using BackCare.FunctionalTests.Hosting;
using Microsoft.Playwright;

namespace BackCare.BrowserTests.Pages;

/// <summary>A page of somebody who signed in.</summary>
public abstract class EveryDeskPage(BackCareSite site, Chromium chromium) : EveryPage(site, chromium)
{
    protected override IReadOnlyList<string> Cookies => SignedInPage.Cookies;

    protected abstract AccountRole Role { get; }

    protected sealed override async Task GoAsync(IPage page)
    {
        await page.SignInAsync(Site, Role);
        await OpenAsync(page);
    }

    /// <summary>Leads a signed-in window to the page.</summary>
    protected abstract Task OpenAsync(IPage page);
}

public sealed class SignInPageTests(BackCareSite site, Chromium chromium) : EveryPage(site, chromium)
{
    protected override string Name => "sign-in";

    protected override IReadOnlyList<string> Cookies => ["backcare-form"];

    protected override async Task GoAsync(IPage page)
    {
        await page.GotoAsync("/accounts/sign-in");
        await page.FillAsync("#email", "nobody@example.org");
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
        await page.Locator(".errors").WaitForAsync();
    }
}

public sealed class PasswordPageTests(BackCareSite site, Chromium chromium) : EveryDeskPage(site, chromium)
{
    protected override string Name => "password";

    protected override AccountRole Role => AccountRole.Shopper;

    protected override Task OpenAsync(IPage page) => page.GotoAsync("/accounts/password");
}

public sealed class SecurityPageTests(BackCareSite site, Chromium chromium) : EveryDeskPage(site, chromium)
{
    protected override string Name => "account-security";

    protected override AccountRole Role => AccountRole.Analyst;

    protected override Task OpenAsync(IPage page) => page.GotoAsync("/accounts/security");
}

public sealed class AuthenticatorPageTests(BackCareSite site, Chromium chromium) : EveryDeskPage(site, chromium)
{
    protected override string Name => "account-authenticator";

    protected override AccountRole Role => AccountRole.Analyst;

    protected override async Task OpenAsync(IPage page)
    {
        await page.GotoAsync("/accounts/security/authenticator");
        await page.FillAsync("#code", "000000");
        await page.GetByRole(AriaRole.Button, new() { Name = "Set it up" }).ClickAsync();
        await page.Locator(".errors").WaitForAsync();
    }
}

public sealed class MyAccountPageTests(BackCareSite site, Chromium chromium) : EveryDeskPage(site, chromium)
{
    protected override string Name => "account";

    protected override AccountRole Role => AccountRole.Owner;

    protected override Task OpenAsync(IPage page) => page.GotoAsync("/accounts");
}

public sealed class AccountsPageTests(BackCareSite site, Chromium chromium) : EveryDeskPage(site, chromium)
{
    protected override string Name => "admin-accounts";

    protected override AccountRole Role => AccountRole.Admin;

    protected override Task OpenAsync(IPage page) => page.GotoAsync("/admin/accounts");
}

public sealed class OneAccountPageTests(BackCareSite site, Chromium chromium) : EveryDeskPage(site, chromium)
{
    protected override string Name => "admin-account";

    protected override AccountRole Role => AccountRole.Owner;

    protected override async Task OpenAsync(IPage page)
    {
        await page.GotoAsync("/admin/accounts?search=owner");
        await page.GetByRole(AriaRole.Link, new() { Name = SignedIn.EmailOf(AccountRole.Owner) }).Last.ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Reset the password" }).WaitForAsync();
    }
}

public sealed class KeysPageTests(BackCareSite site, Chromium chromium) : EveryDeskPage(site, chromium)
{
    protected override string Name => "admin-keys";

    protected override AccountRole Role => AccountRole.Admin;

    protected override async Task OpenAsync(IPage page)
    {
        await page.GotoAsync("/admin/keys");
        await page.FillAsync("#name", "warehouse");
        await page.CheckAsync("input[value=Admin]");
        await page.CheckAsync("input[value='catalog:write']");
        await page.GetByRole(AriaRole.Button, new() { Name = "Make the key" }).ClickAsync();
        await page.Locator(".secret").WaitForAsync();
    }
}

public sealed class AuditPageTests(BackCareSite site, Chromium chromium) : EveryDeskPage(site, chromium)
{
    protected override string Name => "admin-audit";

    protected override AccountRole Role => AccountRole.Admin;

    protected override Task OpenAsync(IPage page) => page.GotoAsync("/admin/audit");
}

public sealed class StatusPageTests(BackCareSite site, Chromium chromium) : EveryDeskPage(site, chromium)
{
    protected override string Name => "admin-status";

    protected override AccountRole Role => AccountRole.Admin;

    protected override Task OpenAsync(IPage page) => page.GotoAsync("/admin/status");
}
