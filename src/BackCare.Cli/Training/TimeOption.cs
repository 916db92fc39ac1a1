using System.CommandLine;
using System.Globalization;

namespace BackCare.Cli.Training;

/// <summary>Options that are moments; without an offset they are UTC.</summary>
internal static class TimeOption
{
    public static Option<DateTime?> Of(string name, string description) => new(name)
    {
        HelpName = "time",
        Description = description,
        CustomParser = result =>
        {
            string text = result.Tokens[0].Value;
            if (DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal, out DateTime time))
                return time;
            result.AddError($"{name} is '{text}'; write a date or time such as 2026-03-01 or 2026-03-01T12:00:00Z.");
            return null;
        },
    };
}
