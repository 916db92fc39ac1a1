using BackCare.Domain.Symptoms;
using BackCare.Tests.Domain.Knowledge;

namespace BackCare.Tests.Domain.Symptoms;

/// <summary>The linker over the knowledge base that ships with the product, built once for all tests.</summary>
internal static class SeedLinker
{
    private static readonly Lazy<SymptomLinker> Built = new(() => new SymptomLinker(SeedKnowledge.Base));

    public static SymptomLinker Linker => Built.Value;

    public static Understanding Read(string text) => Linker.Understand(new SymptomReport { Text = text });

    public static string[] Symptoms(string text) => [.. Read(text).Symptoms.Select(s => s.SymptomId)];

    public static string[] Flags(string text) => [.. Read(text).RedFlags.Select(f => f.RedFlagId)];
}
