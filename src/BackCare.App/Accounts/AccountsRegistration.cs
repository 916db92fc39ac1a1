using BackCare.App.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace BackCare.App.Accounts;

/// <summary>ASP.NET Core Identity's account half, which needs no web server: user store, hashing, rules.</summary>
internal static class AccountsRegistration
{
    public static IServiceCollection AddAccounts(this IServiceCollection services)
    {
        services.AddIdentityCore<Account>(static options =>
        {
            options.User.RequireUniqueEmail = true;
            // Addresses are user names; which characters an address may hold is for the e-mail check to say.
            options.User.AllowedUserNameCharacters = "";
        });
        // PasswordRules says everything about passwords; the framework's own validator would repeat half of it.
        foreach (ServiceDescriptor own in services.Where(s => s.ServiceType == typeof(IPasswordValidator<Account>)).ToArray())
            services.Remove(own);
        services.AddScoped<IPasswordValidator<Account>, PasswordRules>();
        services.Configure<PasswordHasherOptions>(static options => options.IterationCount = 210_000);
        services.AddScoped<IUserStore<Account>>(static provider => new UserOnlyStore<Account, BackCareDb>(provider.GetRequiredService<BackCareDb>()));
        services.AddScoped<AuditTrail>();
        services.AddScoped<SignInThrottle>();
        services.AddScoped<Credentials>();
        services.AddScoped<NewCodes>();
        services.AddSingleton(provider => AccountSettings.Read(provider.GetRequiredService<IConfiguration>()));
        services.AddSingleton(provider => OidcSettings.Read(provider.GetRequiredService<IConfiguration>())
            ?? throw new InvalidOperationException("No identity provider is configured (Oidc:Authority)."));
        services.TryAddSingleton(SecretBox.None);
        services.AddSingleton<KeyUses>();
        services.AddSingleton<ProtectionKeys>();
        services.AddSingleton<KeyChanges>();
        return services.AddSingleton<OwnerCodes>();
    }
}
