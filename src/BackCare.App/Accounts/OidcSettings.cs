using Microsoft.Extensions.Configuration;

namespace BackCare.App.Accounts;

/// <summary>Another identity provider that people may sign in with; settings section <c>Oidc</c>.</summary>
/// <param name="Authority">Its address.</param>
/// <param name="ClientId">What it knows this shop as.</param>
/// <param name="ClientSecret">The secret between the two.</param>
/// <param name="Name">What the button calls it.</param>
/// <param name="RoleClaim">The claim that carries groups or roles.</param>
/// <param name="Roles">Role here by a value of that claim; empty when roles are given here alone.</param>
/// <param name="CreateAccounts">True when somebody with a mapped role gets an account by signing in; otherwise only who was invited.</param>
/// <param name="ChecksSecondFactor">True when the provider always asks for a second factor, so that this shop need not.</param>
public sealed record OidcSettings(
    Uri Authority, string ClientId, string ClientSecret, string Name, string RoleClaim, IReadOnlyDictionary<string, AccountRole> Roles, bool CreateAccounts, bool ChecksSecondFactor)
{
    /// <summary>Reads the section; null when no provider is configured.</summary>
    /// <exception cref="InvalidDataException">A setting cannot be used; the message names it, its value and what to write.</exception>
    public static OidcSettings? Read(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        IConfigurationSection section = configuration.GetSection("Oidc");
        if (section["Authority"] is not { Length: > 0 } text) return null;
        if (!Uri.TryCreate(text, UriKind.Absolute, out Uri? authority) || !(authority.Scheme == Uri.UriSchemeHttps || (authority.Scheme == Uri.UriSchemeHttp && authority.IsLoopback)))
            throw new InvalidDataException($"Oidc:Authority is '{text}': write the provider's https address, such as https://login.example/realms/shop.");
        if (section["ClientId"] is not { Length: > 0 } client) throw new InvalidDataException("Oidc:ClientId is missing: write what the provider knows this shop as.");
        string accounts = section["Accounts"] is { Length: > 0 } given ? given : "Invited";
        if (accounts is not ("Invited" or "Create")) throw new InvalidDataException($"Oidc:Accounts is '{accounts}': write Invited or Create.");
        Dictionary<string, AccountRole> roles = section.GetSection("Roles").GetChildren().ToDictionary(r => r.Key, RoleOf, StringComparer.Ordinal);
        if (accounts == "Create" && roles.Count == 0)
            throw new InvalidDataException("Oidc:Accounts is 'Create' without Oidc:Roles: say which group gets which role, such as Oidc:Roles:shop-analysts = Analyst.");
        string checks = section["ChecksSecondFactor"] ?? "";
        if (checks is not ("" or "true" or "false" or "True" or "False")) throw new InvalidDataException($"Oidc:ChecksSecondFactor is '{checks}': write true or false.");
        return new OidcSettings(
            authority, client, Secret(section), section["Name"] is { Length: > 0 } name ? name : authority.Host,
            section["RoleClaim"] is { Length: > 0 } claim ? claim : "groups", roles, accounts == "Create", checks is "true" or "True");
    }

    /// <summary>Why the settings cannot be used; null when they can.</summary>
    public static string? ProblemOf(IConfiguration configuration) => SettingProblem.Of(() => Read(configuration));

    private static string Secret(IConfigurationSection section)
    {
        if (section["ClientSecretFile"] is { Length: > 0 } file)
        {
            try
            {
                return File.ReadAllText(file).Trim() is { Length: > 0 } read ? read : throw new InvalidDataException($"Oidc:ClientSecretFile is '{file}', which is empty.");
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
            {
                throw new InvalidDataException($"Oidc:ClientSecretFile is '{file}', which cannot be read: {fault.Message}");
            }
        }
        return section["ClientSecret"] is { Length: > 0 } secret
            ? secret
            : throw new InvalidDataException("Oidc:ClientSecretFile is missing: name a file that holds the secret between the provider and this shop.");
    }

    private static AccountRole RoleOf(IConfigurationSection entry) => Enum.GetValues<AccountRole>().Where(r => r.ToString() == entry.Value).Select(r => (AccountRole?)r).FirstOrDefault()
        ?? throw new InvalidDataException($"Oidc:Roles:{entry.Key} is '{entry.Value}': write Shopper, Analyst, Admin or Owner.");
}
