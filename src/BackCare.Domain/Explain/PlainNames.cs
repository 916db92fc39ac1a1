using BackCare.Domain.Anatomy;
using BackCare.Domain.Symptoms;

namespace BackCare.Domain.Explain;

/// <summary>Names as they stand inside a sentence or a path.</summary>
internal static class PlainNames
{
    /// <summary>"Heel pain with the first steps" → "heel pain with the first steps"; names that are no noun ("Not flexible") come in quotes.</summary>
    public static string Of(Symptom symptom, ReasonTexts texts)
    {
        string name = symptom.Name;
        if (name.StartsWith('"'))
            return texts.Quotes.Open + name.Trim('"') + texts.Quotes.Close;
        return texts.Quotes.Open == "«" || name.StartsWith("Not ", StringComparison.Ordinal)
            ? texts.Quotes.Open + Lower(name) + texts.Quotes.Close
            : Lower(name);
    }

    /// <summary>"Upper calf muscle" → "the upper calf muscle" in English, quoted in Spanish.</summary>
    public static string Of(Structure structure, ReasonTexts texts) => texts.Quotes.Open == "«"
        ? texts.Quotes.Open + Lower(structure.PlainName) + texts.Quotes.Close
        : structure.PlainName.StartsWith("How ", StringComparison.Ordinal) ? Lower(structure.PlainName) : "the " + Lower(structure.PlainName);

    /// <summary>First letter small, unless the second is a capital too ("SI joint").</summary>
    public static string Lower(string name) => name.Length > 1 && char.IsUpper(name[1]) ? name : char.ToLowerInvariant(name[0]) + name[1..];
}
