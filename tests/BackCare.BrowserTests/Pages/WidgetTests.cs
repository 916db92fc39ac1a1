using System.Text;
using BackCare.App.Accounts;
using BackCare.BrowserTests.Hosting;
using BackCare.FunctionalTests.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Playwright;

namespace BackCare.BrowserTests.Pages;

/// <summary>The widget on a page of another origin with a strict content security policy.</summary>
public sealed class WidgetTests(BackCareSite site, Chromium chromium) : IAsyncLifetime
{
    private WebApplication? shop;
    private string page = "", address = "";

    public async ValueTask InitializeAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        shop = builder.Build();
        shop.MapGet("/", (HttpContext context) =>
        {
            context.Response.Headers.ContentSecurityPolicy =
                $"default-src 'none'; script-src {site.Address}; connect-src {site.Address}; style-src 'self'; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'";
            return Results.Text(page, "text/html", Encoding.UTF8);
        });
        await shop.StartAsync();
        address = shop.Urls.Single();
        CreateApiKey.Response key = await site.AskAsync(new CreateApiKey.Command("foreign shop", ApiKeyScope.Public, [address], Actor.Console));
        page = $"""
            <!doctype html><html lang="en"><head><meta charset="utf-8"><title>Foreign shop</title><script src="{site.Address}/backcare.js"></script></head>
            <body><h1>Foreign shop</h1><backcare-recommendations symptom="heel pain with the first steps in the morning" key="{key.Key}" ask cart product-url="/p/{"{id}"}"></backcare-recommendations></body></html>
            """;
    }

    public async ValueTask DisposeAsync()
    {
        if (shop is not null) await shop.DisposeAsync();
    }

    [Fact]
    public async Task Shows_products_on_a_foreign_page_and_keeps_nothing()
    {
        (IPage window, List<string> faults) = await OpenAsync();
        await Card(window).First.WaitForAsync();

        Assert.Equal(4, await Card(window).CountAsync());
        Assert.StartsWith("/p/", await Card(window).First.Locator("a").GetAttributeAsync("href"), StringComparison.Ordinal);
        Assert.Equal(0, await window.EvaluateAsync<int>("localStorage.length + sessionStorage.length"));
        Assert.Empty(await window.Context.CookiesAsync());
        Assert.Empty(faults);
    }

    [Fact]
    public async Task A_danger_sign_shows_what_to_do_and_no_product()
    {
        (IPage window, _) = await OpenAsync();
        await Card(window).First.WaitForAsync();
        await window.Locator("backcare-recommendations input").FillAsync("low back pain and I can't pee");
        await window.Keyboard.PressAsync("Enter");
        await window.Locator("backcare-recommendations .alarm").First.WaitForAsync();

        Assert.Contains("Call 911", await window.Locator("backcare-recommendations .alarm").First.InnerTextAsync(), StringComparison.Ordinal);
        Assert.Equal(0, await Card(window).CountAsync());
    }

    [Fact]
    public async Task A_complaint_that_must_be_screened_first_asks_before_it_shows_products()
    {
        (IPage window, _) = await OpenAsync();
        await Card(window).First.WaitForAsync();
        await window.Locator("backcare-recommendations input").FillAsync("I twisted my ankle two days ago");
        await window.Keyboard.PressAsync("Enter");
        ILocator questions = window.Locator("backcare-recommendations .question");
        await questions.First.WaitForAsync();
        Assert.Equal(0, await Card(window).CountAsync());

        for (int i = 0; i < 20 && await Card(window).CountAsync() == 0; i++)
        {
            int left = await questions.CountAsync();
            if (left == 0) break;
            await window.RunAndWaitForResponseAsync(() => questions.First.GetByRole(AriaRole.Button, new() { Name = "No", Exact = true }).ClickAsync(), r => r.Request.Method == "POST");
            await window.Locator("backcare-recommendations [role=status]").WaitForAsync(new() { State = WaitForSelectorState.Detached });
        }
        Assert.True(await Card(window).CountAsync() > 0, "Every question was answered with no.");
    }

    [Fact]
    public async Task Tells_the_shop_what_was_chosen_and_lets_it_decide()
    {
        (IPage window, _) = await OpenAsync();
        await Card(window).First.WaitForAsync();
        await window.EvaluateAsync(
            """
            window.heard = [];
            for (const name of ["select", "add"]) document.addEventListener("backcare:" + name, e => { heard.push(name + ":" + e.detail.position); e.preventDefault(); });
            """);
        await Card(window).Nth(1).Locator("h3 a").FocusAsync();
        await window.Keyboard.PressAsync("Enter");
        await Card(window).First.Locator("button.main").PressAsync("Enter");

        Assert.Equal(["select:2", "add:1"], await window.EvaluateAsync<string[]>("heard"));
        Assert.Equal(address + "/", window.Url);
    }

    [Fact]
    public async Task Without_its_key_it_says_that_it_could_not_load_and_shows_nothing_else()
    {
        (IPage window, _) = await OpenAsync();
        await Card(window).First.WaitForAsync();
        await window.EvaluateAsync("document.querySelector('backcare-recommendations').removeAttribute('key')");
        await window.Locator("backcare-recommendations [role=alert]").WaitForAsync();

        Assert.Equal("This could not be loaded.", await window.Locator("backcare-recommendations [role=alert]").InnerTextAsync());
        Assert.Equal(0, await Card(window).CountAsync());
        Assert.True(await window.GetByRole(AriaRole.Button, new() { Name = "Try again" }).IsVisibleAsync());
    }

    private static ILocator Card(IPage window) => window.Locator("backcare-recommendations .card");

    private async Task<(IPage Window, List<string> Faults)> OpenAsync()
    {
        IPage window = await chromium.OpenAsync(address, scripts: true);
        List<string> faults = [];
        window.Console += (_, message) =>
        {
            if (message.Type == "error" && !message.Text.Contains("favicon", StringComparison.Ordinal)) faults.Add(message.Text);
        };
        window.PageError += (_, error) => faults.Add(error);
        await window.GotoAsync("/");
        return (window, faults);
    }
}
