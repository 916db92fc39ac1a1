using System.Net;
using FluentValidation;

namespace BackCare.App.Accounts;

/// <summary>What a key is good for.</summary>
/// <param name="Scopes">Names of <see cref="KeyScopes"/>; null for everything that an admin may do, and for public keys.</param>
/// <param name="ExpiresUtc">When it ends by itself; null for never.</param>
/// <param name="AllowedNetworks">Addresses and networks that it works from; none for everywhere.</param>
public sealed record KeyTerms(IReadOnlyList<string>? Scopes = null, DateTime? ExpiresUtc = null, IReadOnlyList<string>? AllowedNetworks = null)
{
    /// <summary>Everything, everywhere, for ever.</summary>
    public static KeyTerms Any { get; } = new();

    private const int MostNetworks = 50;

    /// <summary>True when an address lies in one of the networks, or when there are none.</summary>
    public static bool Allows(IReadOnlyList<string> networks, IPAddress? address)
    {
        if (networks.Count == 0) return true;
        if (address is null) return false;
        IPAddress plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return networks.Any(n => Network(n) is { } network && network.Contains(plain));
    }

    /// <summary>An address or a network in CIDR form; null when it is neither.</summary>
    public static IPNetwork? Network(string text)
    {
        if (IPNetwork.TryParse(text.Trim(), out IPNetwork network)) return network;
        return IPAddress.TryParse(text.Trim(), out IPAddress? address) ? new IPNetwork(address, address.GetAddressBytes().Length * 8) : null;
    }

    internal sealed class Validator : AbstractValidator<KeyTerms>
    {
        public Validator(TimeProvider clock)
        {
            RuleFor(t => t.Scopes).Must(static s => s is not { Count: 0 }).WithMessage("Choose at least one thing that the key may do.");
            RuleFor(t => t.Scopes).Custom(static (scopes, context) =>
            {
                if (scopes?.FirstOrDefault(s => KeyScopes.Find(s) is null) is { } wrong)
                    context.AddFailure("Scopes", $"'{wrong}' is no scope; the scopes are {string.Join(", ", KeyScopes.All.Select(s => s.Name))}.");
            });
            RuleFor(t => t.ExpiresUtc).Must(e => e is null || e > clock.GetUtcNow().UtcDateTime).WithMessage("Choose a day that is still to come.");
            RuleFor(t => t.AllowedNetworks).Must(static n => n is null || n.Count <= MostNetworks).WithMessage("Name at most 50 networks.");
            RuleFor(t => t.AllowedNetworks).Custom(static (networks, context) =>
            {
                if (networks?.FirstOrDefault(n => Network(n) is null) is { } wrong)
                    context.AddFailure("AllowedNetworks", $"'{wrong}' is neither an address nor a network; write 203.0.113.7 or 10.0.0.0/8.");
            });
        }
    }
}
