using System.Diagnostics.CodeAnalysis;

namespace BackCare.App.Privacy;

/// <summary>The pseudonym of a visitor or a visit, by the key that is in force. In memory: nothing here waits for a database.</summary>
public sealed class Pseudonyms(PrivacyKeys keys)
{
    /// <summary>What is stored in place of an id; null for a missing or empty id.</summary>
    [return: NotNullIfNotNull(nameof(id))]
    public string? Of(string? id) => Pseudonym.DigestOf(id) is { } digest ? Pseudonym.Keyed(keys.Active.Names, digest) : null;

    /// <summary>Every pseudonym under which something of an id may be stored, newest key first: export and erasure look for all of them.</summary>
    public IReadOnlyList<string> AllOf(string? id) =>
        Pseudonym.DigestOf(id) is { } digest ? [.. keys.All.Select(key => Pseudonym.Keyed(key.Names, digest))] : [];
}
