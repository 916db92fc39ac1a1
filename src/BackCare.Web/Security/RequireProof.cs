using BackCare.App.Accounts;
using BackCare.Web.Api;
using BackCare.Web.Hosting;

namespace BackCare.Web.Security;

/// <summary>Sensitive things are open for some minutes after somebody showed who they are; later they show it once more (OWASP ASVS 4.3.3, 3.7.1).</summary>
/// <remarks>A session that was left open, or whose cookie was stolen, makes no key and no owner.</remarks>
public static class RequireProof
{
    /// <summary>Adds the check to an endpoint or a group; reading is not sensitive.</summary>
    /// <param name="endpoint">The endpoint.</param>
    /// <param name="back">The page to come back to; null for the address itself without what follows the last slash.</param>
    public static TBuilder WithProof<TBuilder>(this TBuilder endpoint, string? back = null)
        where TBuilder : IEndpointConventionBuilder => endpoint.AddEndpointFilter(async (call, next) =>
    {
        HttpContext context = call.HttpContext;
        if (HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method) || IsFresh(context)) return await next(call);
        if (Failures.IsForMachines(context.Request.Path)) return Problems.ProofNeeded();
        string path = context.Request.Path.Value!;
        return TypedResults.LocalRedirect(Address(back ?? path[..path.LastIndexOf('/')]));
    });

    /// <summary>The page that asks, and leads back.</summary>
    public static string Address(string back) => $"/accounts/confirm?returnUrl={Uri.EscapeDataString(back)}";

    /// <summary>True when a key asks, or a person who showed who they are not long ago.</summary>
    public static bool IsFresh(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (Sessions.ProvedUtc(context.User) is not { } proved) return true;
        AccountSettings settings = context.RequestServices.GetRequiredService<AccountSettings>();
        return context.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime - proved < settings.Proof;
    }
}
