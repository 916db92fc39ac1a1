using BackCare.App.Messaging;

namespace BackCare.Web.Pages;

/// <summary>Reads posted fields, and turns a refusal into messages beside them.</summary>
public static class Form
{
    /// <summary>Nothing is wrong.</summary>
    public static IReadOnlyDictionary<string, string> NoErrors { get; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>A field's text without blanks around it; empty when it is absent.</summary>
    public static string Text(IFormCollection form, string field) => ((string?)form[field] ?? "").Trim();

    /// <summary>A field's text as typed: blanks belong to a password.</summary>
    public static string Secret(IFormCollection form, string field) => (string?)form[field] ?? "";

    /// <summary>One message.</summary>
    public static IReadOnlyDictionary<string, string> Error(string field, string problem) =>
        new Dictionary<string, string>(StringComparer.Ordinal) { [field] = problem };

    /// <summary>The messages of a refusal by field; a refusal without fields stands at <paramref name="first"/>.</summary>
    public static IReadOnlyDictionary<string, string> Errors(Refusal refusal, string first)
    {
        if (refusal.Fields.Count == 0) return Error(first, refusal.Reason);
        return refusal.Fields.GroupBy(f => f.Path, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.First().Problem, StringComparer.Ordinal);
    }
}
