namespace BackCare.Domain.Knowledge.Desk;

/// <summary>What a cell of a knowledge table holds, and so how it is edited.</summary>
public enum FieldForm
{
    /// <summary>The row's own key.</summary>
    Id,

    /// <summary>A few words.</summary>
    Text,

    /// <summary>A sentence or more.</summary>
    LongText,

    /// <summary>A number with a point.</summary>
    Number,

    /// <summary>A whole number.</summary>
    Whole,

    /// <summary>true or false.</summary>
    Flag,

    /// <summary>One of a few words.</summary>
    Choice,

    /// <summary>The key of a row of another table.</summary>
    One,

    /// <summary>Keys of rows of another table, separated by <c>|</c>.</summary>
    List,

    /// <summary>Keys of rows of another table, each with a weight or a level after a colon, separated by <c>|</c>.</summary>
    Pairs,

    /// <summary>Words of the editor's own, separated by <c>|</c>.</summary>
    Words,
}

/// <summary>One column of a knowledge table as an editor sees it.</summary>
/// <param name="Column">Its name in files.</param>
/// <param name="Form">What it holds.</param>
public sealed record FieldShape(string Column, FieldForm Form)
{
    /// <summary>True when it cannot stay empty.</summary>
    public bool Required { get; init; }

    /// <summary>The table whose rows it names; null for every other form.</summary>
    public string? Table { get; init; }

    /// <summary>What may be chosen, or stand after the colon of a pair; empty when anything may.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>Least number; null for every other form.</summary>
    public double? Lowest { get; init; }

    /// <summary>Greatest number; null for every other form.</summary>
    public double? Highest { get; init; }

    /// <summary>True when it holds several items.</summary>
    public bool IsList => Form is FieldForm.List or FieldForm.Pairs or FieldForm.Words;
}
