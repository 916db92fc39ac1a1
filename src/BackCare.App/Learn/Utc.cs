namespace BackCare.App.Learn;

/// <summary>Times as callers write them: without an offset they are UTC.</summary>
internal static class Utc
{
    public static DateTime? Of(DateTime? time) => time switch
    {
        null => null,
        { Kind: DateTimeKind.Unspecified } plain => DateTime.SpecifyKind(plain, DateTimeKind.Utc),
        { } some => some.ToUniversalTime(),
    };
}
