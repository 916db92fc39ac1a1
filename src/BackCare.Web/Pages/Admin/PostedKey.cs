using System.Globalization;
using BackCare.App.Accounts;

namespace BackCare.Web.Pages.Admin;

/// <summary>The form for a new key, as it was filled in.</summary>
/// <param name="Name">Where the key is used.</param>
/// <param name="Scope">Public or admin.</param>
/// <param name="Everything">True for an admin key that may do all that an admin may.</param>
/// <param name="Scopes">What an admin key may do otherwise.</param>
/// <param name="Origins">Lines of origins.</param>
/// <param name="Networks">Lines of networks.</param>
/// <param name="Days">After how many days it ends; empty for never.</param>
public sealed record PostedKey(string Name, ApiKeyScope Scope, bool Everything, IReadOnlyList<string> Scopes, string Origins, string Networks, string Days)
{
    /// <summary>How long keys may last.</summary>
    public static IReadOnlyList<(string Days, string Text)> Ends { get; } = [("30", "after 30 days"), ("90", "after 90 days"), ("365", "after a year"), ("", "never")];

    /// <summary>A form that nobody has filled in.</summary>
    public static PostedKey Empty { get; } = new("", ApiKeyScope.Public, false, [], "", "", "365");

    /// <summary>Reads the posted form.</summary>
    public static PostedKey Of(IFormCollection form)
    {
        ArgumentNullException.ThrowIfNull(form);
        ApiKeyScope scope = Form.Text(form, "scope") switch { nameof(ApiKeyScope.Admin) => ApiKeyScope.Admin, nameof(ApiKeyScope.Public) => ApiKeyScope.Public, _ => (ApiKeyScope)(-1) };
        return new PostedKey(
            Form.Text(form, "name"), scope, Form.Text(form, "everything") == "true", [.. form["scopes"].OfType<string>()], Form.Text(form, "allowedOrigins"),
            Form.Text(form, "allowedNetworks"), Form.Text(form, "days"));
    }

    /// <summary>The command that the form asks for.</summary>
    public CreateApiKey.Command ToCommand(Actor by, DateTimeOffset now)
    {
        // What is no number of days ends now, which the command refuses.
        _ = int.TryParse(Days, NumberStyles.None, CultureInfo.InvariantCulture, out int days);
        DateTime? ends = Days.Length == 0 ? null : now.UtcDateTime.AddDays(Math.Min(days, 3_650));
        IReadOnlyList<string>? scopes = Scope != ApiKeyScope.Admin || Everything ? null : Scopes;
        return new CreateApiKey.Command(Name, Scope, Lines(Origins), by, new KeyTerms(scopes, ends, Lines(Networks)));
    }

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
