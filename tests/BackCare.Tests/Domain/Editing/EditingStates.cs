using FsCheck;
using FsCheck.Fluent;

namespace BackCare.Tests.Domain.Editing;

/// <summary>Small states of a thing: few fields and few values, so that random edits meet each other often.</summary>
internal static class EditingStates
{
    public static readonly string[] Fields = ["name", "note", "price", "stock"];
    public static readonly string?[] Values = [null, "", "a", "b"];

    public static Arbitrary<Dictionary<string, string?>> Arbitrary { get; } = Gen.ArrayOf(Gen.Elements(Values), Fields.Length).Select(Of).ToArbitrary();

    public static Dictionary<string, string?> Of(string?[] values) => Fields.Zip(values).ToDictionary(f => f.First, f => f.Second, StringComparer.Ordinal);

    public static Dictionary<string, string?> Random(Random random) => Of([.. Fields.Select(_ => Values[random.Next(Values.Length)])]);
}
