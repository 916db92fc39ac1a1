using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace BackCare.App.Privacy;

/// <summary>How long served lists and what shoppers did with them are kept, from <c>Journal:KeepDays</c>.</summary>
/// <param name="KeepDays">Days after a list was served; null is for ever.</param>
public sealed record JournalKeeping(int? KeepDays)
{
    /// <summary>Two years: models learn from the last months, and what is older weighs next to nothing in the statistics.</summary>
    public const int Default = 730;

    /// <summary>Reads the setting; a refusal names the setting, its value and what to write.</summary>
    public static (JournalKeeping Keeping, string? Refusal) Read(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        if (configuration["Journal:KeepDays"] is not { Length: > 0 } text)
            return (new JournalKeeping(Default), null);
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int days) && days is 0 or (>= 30 and <= 36_500)
            ? (new JournalKeeping(days == 0 ? null : days), null)
            : (new JournalKeeping(Default), $"Journal:KeepDays is '{text}': write a number of days from 30 to 36500, 0 to keep everything for ever, or leave it out for {Default}.");
    }
}
