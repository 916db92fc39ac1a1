using System.Globalization;
using BackCare.Domain.Arrange;
using BackCare.Domain.Learn.Statistics;
using Microsoft.Extensions.Configuration;

namespace BackCare.App.Serving;

/// <summary>How much is tried out and what is counted, read from <c>Exploration:Budget</c>, <c>Exploration:Temperature</c>, <c>Exploration:Window</c> and
/// <c>Statistics:IncludeSimulated</c>.</summary>
/// <param name="Exploration">How much is tried out on lists that are journaled.</param>
/// <param name="Statistics">How what shoppers did becomes numbers.</param>
public sealed record ServingSettings(ExplorationSettings Exploration, StatisticsSettings Statistics)
{
    /// <summary>Reads the settings; a refusal names the setting, its value and what to write.</summary>
    public static ServingSettingsReading Read(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var preset = new ExplorationSettings();
        string? refusal = null;
        double budget = Number("Exploration:Budget", preset.Budget, 0, 1, "a share of lists from 0 to 1, or 0 to switch exploration off");
        double temperature = Number("Exploration:Temperature", preset.Temperature, ExplorationSettings.LeastTemperature, 1000, "a number from 0.01 to 1000");
        double window = Number("Exploration:Window", preset.Window, 2, ExplorationSettings.MostWindow, "a whole number from 2 to 12");
        if (refusal is null && window != Math.Floor(window))
            refusal = $"Exploration:Window is '{configuration["Exploration:Window"]}': write a whole number from 2 to 12, or leave it out.";
        bool simulated = false;
        if (configuration["Statistics:IncludeSimulated"] is { Length: > 0 } flag && !bool.TryParse(flag, out simulated))
            refusal ??= $"Statistics:IncludeSimulated is '{flag}': write true or false, or leave it out.";
        return refusal is not null
            ? new(null, refusal)
            : new(new ServingSettings(new ExplorationSettings(budget, temperature, (int)window), new StatisticsSettings(IncludeSimulated: simulated)), null);

        double Number(string name, double fallback, double lowest, double highest, string write)
        {
            if (configuration[name] is not { Length: > 0 } text)
                return fallback;
            if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && value >= lowest && value <= highest)
                return value;
            refusal ??= $"{name} is '{text}': write {write}, or leave it out.";
            return fallback;
        }
    }
}

/// <summary>The settings as they were read, or why they cannot be used.</summary>
/// <param name="Settings">The settings; null when refused.</param>
/// <param name="Refusal">Names the setting, its value and what to write; null when there are settings.</param>
public sealed record ServingSettingsReading(ServingSettings? Settings, string? Refusal)
{
    /// <summary>The settings; start-up asks for <see cref="Refusal"/> first.</summary>
    public ServingSettings Required => Settings ?? throw new InvalidOperationException(Refusal);
}
