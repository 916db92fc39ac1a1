using System.Collections.Concurrent;
using System.Net;
using BackCare.App.Accounts;
using BackCare.App.Messaging;
using BackCare.Web.Api;
using MediatR;

namespace BackCare.Web.Security;

/// <summary>Remembers for half a minute which foreign pages may call, so that a preflight costs no database read.</summary>
public sealed class WidgetOrigins(IServiceScopeFactory scopes, KeyChanges changes, TimeProvider clock)
{
    // A key that this host made works at once, one of another replica after a second; strangers cost at most one read a second.
    private static readonly TimeSpan KnownFor = TimeSpan.FromSeconds(30), UnknownFor = TimeSpan.FromSeconds(1);

    private const int MostKeys = 1_000;

    private readonly ConcurrentDictionary<string, bool> keys = new(StringComparer.Ordinal);
    private volatile Known known = new([], DateTimeOffset.MinValue, 0);

    /// <summary>True when a public key names the origin.</summary>
    public async Task<bool> AllowAsync(string origin, CancellationToken cancellationToken)
    {
        DateTimeOffset now = clock.GetUtcNow();
        int change = changes.Count;
        if (change != known.Change || now - known.ReadUtc > (known.Origins.Contains(origin) ? KnownFor : UnknownFor))
        {
            await using AsyncServiceScope scope = scopes.CreateAsyncScope();
            Answer<GetWidgetOrigins.Response>? answer = await scope.ServiceProvider.GetRequiredService<IMediator>().SendSparedAsync(new GetWidgetOrigins.Query(), cancellationToken);
            // While the database is away, what was known stays known: its pages go on being served.
            if (answer is { Refusal: null }) known = new Known(answer.Value.Origins.ToHashSet(StringComparer.OrdinalIgnoreCase), now, change);
        }
        return known.Origins.Contains(origin);
    }

    /// <summary>Whether a public key works for pages of an origin. While the database is away, a key that worked for them before does.</summary>
    public async Task<bool> HasKeyAsync(IMediator mediator, string key, string origin, IPAddress? address, CancellationToken cancellationToken)
    {
        string seen = KeyText.HashOf($"{key}\n{origin}\n{address}");
        Answer<AuthenticateKey.Response>? answer = await mediator.SendSparedAsync(new AuthenticateKey.Query(key, origin, address), cancellationToken);
        if (answer is null) return keys.ContainsKey(seen);
        bool works = answer is { Refusal: null, Value.Scope: ApiKeyScope.Public };
        if (!works) keys.TryRemove(seen, out _);
        else if (keys.Count < MostKeys) keys[seen] = true;
        return works;
    }

    private sealed record Known(HashSet<string> Origins, DateTimeOffset ReadUtc, int Change);
}
