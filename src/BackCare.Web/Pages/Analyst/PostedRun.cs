using System.Globalization;
using BackCare.App.Learn;

namespace BackCare.Web.Pages.Analyst;

/// <summary>The form that starts a training run, as it was typed.</summary>
public sealed record PostedRun
{
    public string Trainer { get; init; } = "";

    public string Since { get; init; } = "";

    public string Until { get; init; } = "";

    public string Seed { get; init; } = "1";

    public bool IncludeSimulated { get; init; }

    /// <summary>Reads the form.</summary>
    public static PostedRun From(IFormCollection form) => new()
    {
        Trainer = Form.Text(form, "trainer"),
        Since = Form.Text(form, "since"),
        Until = Form.Text(form, "until"),
        Seed = Form.Text(form, "seed"),
        IncludeSimulated = Form.Text(form, "includeSimulated") == "yes",
    };

    /// <summary>The order, or the fields that cannot be read.</summary>
    public (TrainModel.Order? Order, IReadOnlyDictionary<string, string> Errors) Read()
    {
        var errors = new Dictionary<string, string>(StringComparer.Ordinal);
        DateTime? Day(string field, string text)
        {
            if (text.Length == 0) return null;
            if (DateTime.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out DateTime day)) return day;
            errors[field] = $"'{text}' is not a day; write one such as 2026-03-01, or nothing.";
            return null;
        }

        DateTime? since = Day("since", Since), until = Day("until", Until);
        if (!int.TryParse(Seed, NumberStyles.None, CultureInfo.InvariantCulture, out int seed)) errors["seed"] = $"'{Seed}' is not a seed; write a whole number from 0.";
        return errors.Count > 0 ? (null, errors) : (new TrainModel.Order(Trainer, since, until, seed, IncludeSimulated), Form.NoErrors);
    }

    /// <summary>Messages of the use case beside the fields of this form.</summary>
    public static IReadOnlyDictionary<string, string> Renamed(IReadOnlyDictionary<string, string> errors) => errors.ToDictionary(
        e => e.Key[(e.Key.LastIndexOf('.') + 1)..], e => e.Value, StringComparer.Ordinal);
}
