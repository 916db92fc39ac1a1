using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using BackCare.App.Privacy;
using BackCare.Domain.Catalog;
using BackCare.Domain.Learn.Statistics;
using BackCare.Domain.Recommend;

namespace BackCare.App.Serving;

/// <summary>Chooses what orders one request's products. Everything in a policy is immutable and in memory; nothing here waits.</summary>
public sealed class ServingPolicies(ModelHost models, StatisticsHost statistics, ServingSettingsReading settings, Pseudonyms pseudonyms, TimeProvider clock)
{
    /// <summary>For an answer that is forgotten: no visitor, nothing tried out, so the same question gets the same list.</summary>
    public ServingPolicy Anonymous(Shelf shelf) => new(models.Ranker) { Statistics = statistics.Current, Rules = InForce(shelf) };

    /// <summary>For a list that goes into the journal: what this visitor did counts, and a share of lists tries something out.</summary>
    /// <param name="shelf">The shelf that answers.</param>
    /// <param name="recommendationId">Names the list; its random draw follows from it.</param>
    /// <param name="visitorId">The visitor's own id; null when not told.</param>
    /// <param name="sessionId">The visit's; null when not told.</param>
    public ServingPolicy Journaled(Shelf shelf, string recommendationId, string? visitorId, string? sessionId)
    {
        ProductStatistics now = statistics.Current;
        return new ServingPolicy(models.Ranker)
        {
            KeepScored = true,
            Statistics = now,
            Rules = InForce(shelf),
            Visitor = now.Visitor(pseudonyms.Of(visitorId), pseudonyms.Of(sessionId)),
            Exploration = settings.Required.Exploration,
            Draw = DrawOf(recommendationId),
        };
    }

    /// <summary>The shelf's rules that are in force at this moment: one that begins or ends needs no new shelf.</summary>
    public IReadOnlyList<MerchandisingRule> InForce(Shelf shelf)
    {
        ArgumentNullException.ThrowIfNull(shelf);
        if (shelf.Rules.Count == 0)
            return [];
        DateTime now = clock.GetUtcNow().UtcDateTime;
        return [.. shelf.Rules.Where(r => r.IsInForce(now))];
    }

    /// <summary>Seed of the draw of a list: the first 8 bytes, big-endian, of a SHA-256 of its id and what it is for.</summary>
    public static ulong DrawOf(string recommendationId) =>
        BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(recommendationId + "\nexploration")));
}
