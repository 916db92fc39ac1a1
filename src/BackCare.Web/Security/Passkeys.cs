using BackCare.App.Accounts;
using Microsoft.AspNetCore.Identity;

namespace BackCare.Web.Security;

/// <summary>Passkeys: the framework's WebAuthn over Identity's store, with the open question in a short cookie.</summary>
internal sealed class Passkeys(IPasskeyHandler<Account> handler, ShortCookies cookies)
{
    private const string Making = "make", Showing = "show";

    /// <summary>What the browser needs to make a passkey for somebody.</summary>
    public async Task<string> AskToMakeAsync(HttpContext context, Actor person)
    {
        PasskeyCreationOptionsResult asked = await handler.MakeCreationOptionsAsync(
            new PasskeyUserEntity { Id = person.Id, Name = person.Name, DisplayName = person.Name }, context);
        cookies.Write(context, ShortCookies.Challenge, Making, asked.AttestationState ?? "");
        return asked.CreationOptionsJson;
    }

    /// <summary>What the browser needs to show a passkey of this shop, whosever it is.</summary>
    public async Task<string> AskToShowAsync(HttpContext context)
    {
        PasskeyRequestOptionsResult asked = await handler.MakeRequestOptionsAsync(null, context);
        cookies.Write(context, ShortCookies.Challenge, Showing, asked.AssertionState ?? "");
        return asked.RequestOptionsJson;
    }

    /// <summary>The passkey that a browser made for this person; null when it does not answer what was asked.</summary>
    public async Task<UserPasskeyInfo?> MadeAsync(HttpContext context, string credential, Actor person)
    {
        if (Take(context, Making) is not { } state) return null;
        PasskeyAttestationResult checkedKey = await handler.PerformAttestationAsync(
            new PasskeyAttestationContext { HttpContext = context, CredentialJson = credential, AttestationState = state });
        return checkedKey.Succeeded && checkedKey.UserEntity.Id == person.Id ? checkedKey.Passkey : null;
    }

    /// <summary>Whose passkey a browser showed; null when it does not answer what was asked.</summary>
    public async Task<(Account Account, UserPasskeyInfo Passkey)?> ShownAsync(HttpContext context, string credential)
    {
        if (Take(context, Showing) is not { } state) return null;
        PasskeyAssertionResult<Account> shown = await handler.PerformAssertionAsync(
            new PasskeyAssertionContext { HttpContext = context, CredentialJson = credential, AssertionState = state });
        return shown.Succeeded ? (shown.User, shown.Passkey) : null;
    }

    /// <summary>The question, which is asked once.</summary>
    private string? Take(HttpContext context, string purpose)
    {
        string? state = cookies.Read(context, ShortCookies.Challenge, purpose);
        cookies.Forget(context, ShortCookies.Challenge);
        return state;
    }
}

/// <summary>Registers passkeys.</summary>
public static class PasskeyServices
{
    /// <summary>The person is checked by the authenticator (a finger, a PIN), and the passkey knows whose it is, so that nobody types an address.</summary>
    public static IServiceCollection AddPasskeys(this IServiceCollection services, IConfiguration configuration)
    {
        services.Configure<IdentityPasskeyOptions>(options =>
        {
            options.ServerDomain = configuration["Accounts:PasskeyDomain"] is { Length: > 0 } domain ? domain : null;
            options.UserVerificationRequirement = "required";
            options.ResidentKeyRequirement = "required";
            options.AttestationConveyancePreference = "none";
        });
        services.AddScoped<IPasskeyHandler<Account>, PasskeyHandler<Account>>();
        return services.AddScoped<Passkeys>();
    }
}
