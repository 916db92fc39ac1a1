using BackCare.Domain.Anatomy;
using BackCare.Domain.Knowledge;
using BackCare.Domain.Symptoms;

namespace BackCare.Domain.Explain;

/// <summary>Names as they stand inside a sentence or a path.</summary>
internal static class PlainNames
{
    /// <summary>"Heel pain with the first steps" → "heel pain with the first steps"; what is no noun in its sentence ("Not flexible", an untranslated name) comes in quotes.</summary>
    public static string Of(Symptom symptom, ReasonTexts texts, KnowledgeBase knowledge)
    {
        string name = knowledge.Say(symptom.Name, texts.Language);
        bool foreign = IsForeign(name, symptom.Name, texts);
        if (name.StartsWith('"'))
            return texts.Quotes.Open + name.Trim('"') + texts.Quotes.Close;
        return foreign || name.StartsWith("Not ", StringComparison.Ordinal) ? texts.Quotes.Open + Lower(name) + texts.Quotes.Close : Lower(name);
    }

    /// <summary>"Upper calf muscle" → "the upper calf muscle"; a Spanish name brings its article.</summary>
    public static string Of(Structure structure, ReasonTexts texts, KnowledgeBase knowledge)
    {
        string name = knowledge.Say(structure.PlainName, texts.Language);
        return IsForeign(name, structure.PlainName, texts) ? texts.Quotes.Open + Lower(name) + texts.Quotes.Close
            : texts.Language == "es" || name.StartsWith("How ", StringComparison.Ordinal) ? Lower(name)
            : "the " + Lower(name);
    }

    /// <summary>First letter small, unless the second is a capital too ("SI joint").</summary>
    public static string Lower(string name) => name.Length > 1 && char.IsUpper(name[1]) ? name : char.ToLowerInvariant(name[0]) + name[1..];

    private static bool IsForeign(string said, string english, ReasonTexts texts) => texts.Language != "en" && string.Equals(said, english, StringComparison.Ordinal);
}
