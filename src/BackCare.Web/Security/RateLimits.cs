using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using BackCare.Web.Api;
using BackCare.Web.Hosting;
using BackCare.Web.Pages;
using Microsoft.AspNetCore.RateLimiting;

namespace BackCare.Web.Security;

/// <summary>How much one client may ask for.</summary>
/// <remarks>Settings section <c>RateLimit</c>. The default lets a person browse quickly and stops a loop.</remarks>
public sealed record RateLimitSettings
{
    /// <summary>False switches the limit off, for a host behind a gateway that limits already.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>Requests a client may make at once.</summary>
    public int Burst { get; init; } = 120;

    /// <summary>Requests a client may make per minute in the long run.</summary>
    public int PerMinute { get; init; } = 240;

    /// <summary>Batches of events a client may send at once. A shop's own server sends for all its shoppers.</summary>
    public int EventBurst { get; init; } = 300;

    /// <summary>Batches of events a client may send per minute in the long run.</summary>
    public int EventBatchesPerMinute { get; init; } = 1_200;

    /// <summary>Pictures a client may load at once.</summary>
    public int PictureBurst { get; init; } = 600;

    /// <summary>Pictures a client may load per minute in the long run.</summary>
    public int PicturesPerMinute { get; init; } = 1_800;

    /// <summary>Whole files a client may take at once, such as the catalogue, training data or the audit trail.</summary>
    public int ExportBurst { get; init; } = 20;

    /// <summary>Whole files a client may take per minute in the long run.</summary>
    public int ExportsPerMinute { get; init; } = 20;

    /// <summary>Passwords or codes a client may try at once, and per minute in the long run.</summary>
    public int Guesses { get; init; } = 10;

    /// <summary>Things a client may write at once, such as reviews and reports, which a person has to read.</summary>
    public int WriteBurst { get; init; } = 10;

    /// <summary>Things a client may write per minute in the long run.</summary>
    public int WritesPerMinute { get; init; } = 1;
}

/// <summary>A token bucket per client address.</summary>
public static class RateLimits
{
    /// <summary>The policy that every limited endpoint names.</summary>
    public const string PerClient = "per-client";

    /// <summary>For batches of events.</summary>
    public const string Batches = "batches";

    /// <summary>For pictures of products: a page of the catalogue asks for two dozen at once, and each is kept by the browser from then on.</summary>
    public const string Pictures = "pictures";

    /// <summary>For files that hold all of something: each reads whole tables.</summary>
    public const string Exports = "exports";

    /// <summary>For endpoints that check a password or a code: each try costs the server a slow hash.</summary>
    public const string Guessing = "guessing";

    /// <summary>For what is stored and read by people, such as reviews.</summary>
    public const string Writing = "writing";

    /// <summary>Registers the limiter.</summary>
    public static IServiceCollection AddRateLimits(this IServiceCollection services, RateLimitSettings settings)
    {
        TokenBucketRateLimiterOptions bucket = Bucket(settings), guesses = Bucket(settings with { Burst = settings.Guesses, PerMinute = settings.Guesses });
        TokenBucketRateLimiterOptions batches = Bucket(settings with { Burst = settings.EventBurst, PerMinute = settings.EventBatchesPerMinute });
        TokenBucketRateLimiterOptions pictures = Bucket(settings with { Burst = settings.PictureBurst, PerMinute = settings.PicturesPerMinute });
        TokenBucketRateLimiterOptions exports = Bucket(settings with { Burst = settings.ExportBurst, PerMinute = settings.ExportsPerMinute });
        TokenBucketRateLimiterOptions writing = Bucket(settings with { Burst = settings.WriteBurst, PerMinute = settings.WritesPerMinute });
        return services.AddRateLimiter(options =>
        {
            options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            options.OnRejected = RefuseAsync;
            options.AddPolicy(PerClient, context => Partition(context, bucket));
            options.AddPolicy(Batches, context => Partition(context, batches));
            options.AddPolicy(Pictures, context => Partition(context, pictures));
            options.AddPolicy(Exports, context => Partition(context, exports));
            options.AddPolicy(Guessing, context => Partition(context, guesses));
            options.AddPolicy(Writing, context => Partition(context, writing));
        });

        RateLimitPartition<IPAddress> Partition(HttpContext context, TokenBucketRateLimiterOptions limit) => settings.Enabled
            ? RateLimitPartition.GetTokenBucketLimiter(ClientKey(context.Connection.RemoteIpAddress), _ => limit)
            : RateLimitPartition.GetNoLimiter(IPAddress.None);
    }

    /// <summary>What counts as one client: an IPv4 address, or the /64 network of an IPv6 address, which one household owns as a whole.</summary>
    public static IPAddress ClientKey(IPAddress? address)
    {
        if (address is null) return IPAddress.None;
        if (address.IsIPv4MappedToIPv6) return address.MapToIPv4();
        if (address.AddressFamily != AddressFamily.InterNetworkV6) return address;
        byte[] bytes = address.GetAddressBytes();
        bytes.AsSpan(8).Clear();
        return new IPAddress(bytes);
    }

    private static TokenBucketRateLimiterOptions Bucket(RateLimitSettings settings)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(settings.Burst, "RateLimit:Burst");
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(settings.PerMinute, "RateLimit:PerMinute");
        return new TokenBucketRateLimiterOptions
        {
            TokenLimit = settings.Burst,
            TokensPerPeriod = 1,
            ReplenishmentPeriod = TimeSpan.FromMinutes(1) / settings.PerMinute,
            QueueLimit = 0,
            AutoReplenishment = true,
        };
    }

    private static async ValueTask RefuseAsync(OnRejectedContext rejected, CancellationToken cancellationToken)
    {
        TimeSpan wait = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out TimeSpan retryAfter) ? retryAfter : TimeSpan.FromSeconds(1);
        int seconds = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds));
        rejected.HttpContext.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        await (Failures.IsForMachines(rejected.HttpContext.Request.Path) ? Problems.TooManyRequests(seconds) : Page.Error(StatusCodes.Status429TooManyRequests))
            .ExecuteAsync(rejected.HttpContext);
    }
}
