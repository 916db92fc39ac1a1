using BackCare.App.Accounts;
using BackCare.App.Data;

namespace BackCare.Web.Hosting;

/// <summary>Prints a one-time code for the first owner, to whoever can read the console, while the shop has none.</summary>
internal static class FirstOwnerNotice
{
    /// <summary>Comes after the host began to serve, so that it delays no answer.</summary>
    public static async Task PrintAsync(WebApplication app)
    {
        try
        {
            if (await app.Services.GetRequiredService<OwnerCodes>().IssueAsync() is not { } code) return;
            await Console.Out.WriteLineAsync(
                $"No owner yet. Open {ListenAddress.Clickable(app.Urls.FirstOrDefault() ?? "")}/accounts/first-owner within {OwnerCodes.Lifetime.TotalHours:0} hours and enter the code {code}");
        }
        catch (Exception fault) when (DatabaseFaults.Is(fault))
        {
            // The shop serves without it; a restart prints another.
            await Console.Error.WriteLineAsync($"No code for a first owner could be stored: {fault.Message}");
        }
    }
}
