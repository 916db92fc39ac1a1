using BackCare.Domain.Editing;

namespace BackCare.App.Editing;

/// <summary>One change of one thing that people edit: a product, a rule, a row of knowledge. Only ever added; the database context refuses anything else.</summary>
public sealed class StoredChange
{
    public long Id { get; set; }

    /// <summary>Kind of thing, such as <c>product</c>, <c>rule</c> or <c>knowledge/symptoms</c>.</summary>
    public required string Subject { get; set; }

    /// <summary>Its key among things of its kind.</summary>
    public required string Key { get; set; }

    /// <summary>The thing's version after the change.</summary>
    public long Version { get; set; }

    /// <summary>What was done, one of <see cref="ChangeKinds"/>.</summary>
    public required string Kind { get; set; }

    /// <summary>The changed fields as they were, as a JSON object; null when the thing did not exist.</summary>
    public string? Before { get; set; }

    /// <summary>The changed fields as they are since; null when the thing is gone since.</summary>
    public string? After { get; set; }

    /// <summary>See <see cref="Accounts.Actor.Id"/>.</summary>
    public required string ActorId { get; set; }

    /// <summary>What the actor was called then.</summary>
    public required string ActorName { get; set; }

    public DateTime ChangedUtc { get; set; }

    /// <summary>The import or bulk action that it is a part of and can be taken back with; null when it stands alone.</summary>
    public string? BatchId { get; set; }

    /// <summary>The change that this one took back; null when it took back none.</summary>
    public long? Undoes { get; set; }

    /// <summary>The change as the domain sees it.</summary>
    public Edit ToEdit() => new(FieldsJson.Read(Before), FieldsJson.Read(After));
}

/// <summary>What was done, in one word.</summary>
public static class ChangeKinds
{
    public const string Create = "create";
    public const string Edit = "edit";
    public const string Publish = "publish";
    public const string Retire = "retire";
    public const string Remove = "remove";
    public const string Import = "import";
    public const string Undo = "undo";
}
