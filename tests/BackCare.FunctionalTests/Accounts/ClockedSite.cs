using BackCare.App.Accounts;
using BackCare.FunctionalTests.Hosting;
using BackCare.FunctionalTests.Rules;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

namespace BackCare.FunctionalTests.Accounts;

/// <summary>A host whose clock tests move, with the usual lengths of sessions, behind a proxy so that tests choose the client's address.</summary>
public sealed class ClockedSite : BackCareSite
{
    private int number;

    public RuleDatesTests.ShiftedClock Clock { get; } = new();

    protected override IReadOnlyDictionary<string, string> Settings { get; } = new Dictionary<string, string>
    {
        ["RateLimit:Enabled"] = "false",
        ["Proxies:Trusted:0"] = "127.0.0.0/8",
        ["Proxies:Trusted:1"] = "::1",
        ["Accounts:IdleMinutes"] = "30",
        ["Accounts:ProofMinutes"] = "15",
    };

    /// <summary>A fresh account with <see cref="SignedIn.Password"/>.</summary>
    internal async Task<string> MakeAsync(AccountRole role = AccountRole.Analyst)
    {
        string email = $"clocked{Interlocked.Increment(ref number)}@example.org";
        await this.AskAsync(new CreateAccount.Command(email, role, Actor.Console, SignedIn.Password));
        return email;
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        builder.ConfigureTestServices(services => services.AddSingleton<TimeProvider>(_ => Clock));
    }
}
