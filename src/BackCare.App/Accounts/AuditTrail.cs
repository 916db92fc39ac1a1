using System.Text.Json.Serialization;
using BackCare.App.Data;

namespace BackCare.App.Accounts;

/// <summary>One thing that somebody did. Entries are only ever added: the database context refuses to change or delete one.</summary>
public sealed class AuditEntry
{
    public long Id { get; set; }

    public DateTime AtUtc { get; set; }

    /// <summary>See <see cref="Actor.Id"/>.</summary>
    public required string ActorId { get; set; }

    /// <summary>What the actor was called then.</summary>
    public required string ActorName { get; set; }

    /// <summary>Verb in past tense with its area, such as <c>key.created</c>.</summary>
    public required string Action { get; set; }

    /// <summary>What it was done to: kind and id, such as <c>account:018f…</c> or <c>model:20261126-1</c>.</summary>
    public required string Target { get; set; }

    /// <summary>What a reader needs beside it; never a secret and nothing that a shopper told.</summary>
    public string Detail { get; set; } = "";

    /// <summary>Whether it was done. A deed and its entry are saved together, so an entry of a deed always says so.</summary>
    public AuditResult Result { get; set; }

    /// <summary>The request it belongs to, as its answer and the log name it; null for the command line and for schedules.</summary>
    public string? RequestId { get; set; }
}

/// <summary>What came of it.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<AuditResult>))]
public enum AuditResult
{
    /// <summary>It was done.</summary>
    [JsonStringEnumMemberName("done")]
    Done,

    /// <summary>It was asked for and refused; nothing was changed.</summary>
    [JsonStringEnumMemberName("refused")]
    Refused,

    /// <summary>It broke off.</summary>
    [JsonStringEnumMemberName("failed")]
    Failed,
}

/// <summary>Writes down who did what, in the same save as the deed itself.</summary>
public sealed class AuditTrail(BackCareDb db, TimeProvider clock)
{
    /// <summary>Adds an entry; the caller's <c>SaveChangesAsync</c> stores it together with what it tells of.</summary>
    public void Add(Actor by, string action, string target, string detail = "", AuditResult result = AuditResult.Done)
    {
        ArgumentNullException.ThrowIfNull(by);
        AuditedRequest.Current?.Count();
        db.AuditEntries.Add(new AuditEntry
        {
            AtUtc = clock.GetUtcNow().UtcDateTime,
            ActorId = by.Id,
            ActorName = by.Name,
            Action = action,
            Target = target,
            Detail = detail.Length <= LongestDetail ? detail : detail[..(LongestDetail - 1)] + "…",
            Result = result,
            RequestId = AuditedRequest.Current?.Id,
        });
    }

    internal const int LongestDetail = 1_000;
}
