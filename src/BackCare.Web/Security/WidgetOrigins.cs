using BackCare.App.Accounts;
using BackCare.App.Messaging;
using MediatR;

namespace BackCare.Web.Security;

/// <summary>Remembers for half a minute which foreign pages may call, so that a preflight costs no database read.</summary>
public sealed class WidgetOrigins(IServiceScopeFactory scopes, KeyChanges changes, TimeProvider clock)
{
    // A key that this host made works at once, one of another replica after a second; strangers cost at most one read a second.
    private static readonly TimeSpan KnownFor = TimeSpan.FromSeconds(30), UnknownFor = TimeSpan.FromSeconds(1);

    private volatile Known known = new([], DateTimeOffset.MinValue, 0);

    /// <summary>True when a public key names the origin.</summary>
    public async Task<bool> AllowAsync(string origin, CancellationToken cancellationToken)
    {
        DateTimeOffset now = clock.GetUtcNow();
        int change = changes.Count;
        if (change != known.Change || now - known.ReadUtc > (known.Origins.Contains(origin) ? KnownFor : UnknownFor))
        {
            await using AsyncServiceScope scope = scopes.CreateAsyncScope();
            Answer<GetWidgetOrigins.Response> answer = await scope.ServiceProvider.GetRequiredService<IMediator>().Send(new GetWidgetOrigins.Query(), cancellationToken);
            if (answer.Refusal is null) known = new Known(answer.Value.Origins.ToHashSet(StringComparer.OrdinalIgnoreCase), now, change);
        }
        return known.Origins.Contains(origin);
    }

    private sealed record Known(HashSet<string> Origins, DateTimeOffset ReadUtc, int Change);
}
