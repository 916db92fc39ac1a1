using BackCare.App.Messaging;
using BackCare.Domain.Editing;

namespace BackCare.App.Editing;

/// <summary>A write that started from an older version than the one that is saved; it changed nothing.</summary>
/// <param name="Thing">What it is, as in "the product".</param>
/// <param name="Version">The version that is saved now.</param>
/// <param name="Present">What it says now; null when it is gone.</param>
/// <param name="Since">What was changed since the version that the writer knew; null when that is not known.</param>
/// <param name="Conflicts">Fields that both changed to different values; empty when the two do not touch each other, or when that is not known.</param>
public sealed record StaleRefusal(
    string Thing, long Version, IReadOnlyDictionary<string, string?>? Present, IReadOnlyList<FieldChange>? Since, IReadOnlyList<MergeConflict> Conflicts)
    : Refusal(RefusalKind.Stale, $"Somebody else changed {Thing} meanwhile; it stands at version {Version}. Look at what it says now, and send your change on top of that.", []);
