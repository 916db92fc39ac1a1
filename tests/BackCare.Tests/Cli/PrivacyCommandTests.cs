using System.Text;
using System.Text.Json;
using BackCare.App.Privacy;
using Microsoft.Data.Sqlite;

namespace BackCare.Tests.Cli;

public sealed class PrivacyCommandTests : IDisposable
{
    private const string Canary = "wombatine";

    private readonly CommandRun command = new();

    private string Database => command.PathOf("backcare.db");

    [Fact]
    [Trait("Rule", "RQ04")]
    public async Task A_breach_report_lists_who_was_affected_in_a_window_as_text_and_as_json()
    {
        Assert.Equal(0, await command.Run("privacy", "breach-report", "--from", "2026-11-01", "--to", "2026-11-02", "--database", Database));
        Assert.Contains("0 visitors affected between 2026-11-01 00:00 and 2026-11-02 00:00 UTC", command.Output, StringComparison.Ordinal);

        Assert.Equal(0, await command.Run("privacy", "breach-report", "--from", "2026-11-01", "--to", "2026-11-02T08:00Z", "--json", "--database", Database));
        JsonElement report = JsonDocument.Parse(command.Output).RootElement;
        Assert.Equal((0, false), (report.GetProperty("affected").GetArrayLength(), report.GetProperty("isMany").GetBoolean()));

        Assert.Equal(1, await command.Run("privacy", "breach-report", "--from", "2026-11-02", "--to", "2026-11-01", "--database", Database));
        Assert.Contains("The end must lie after the beginning.", command.Error, StringComparison.Ordinal);
        Assert.Equal(2, await command.Run("privacy", "breach-report", "--from", "yesterday", "--to", "2026-11-01"));
        Assert.Equal(2, await command.Run("privacy", "breach-report"));
    }

    [Fact]
    public async Task The_register_a_new_key_and_what_is_too_old_have_their_verbs()
    {
        Assert.Equal(0, await command.Run("privacy", "register"));
        Assert.Equal(DataRegister.ToMarkdown(), command.Output);

        Assert.Equal(0, await command.Run("privacy", "rotate-key", "--database", Database));
        Assert.Contains("Key 2 takes over at", command.Output, StringComparison.Ordinal);
        Assert.Equal(1, await command.Run("privacy", "rotate-key", "--database", Database));
        Assert.Contains("takes over at", command.Error, StringComparison.Ordinal);

        Assert.Equal(0, await command.Run("privacy", "erase-old", "--database", Database));
        Assert.StartsWith("Erased: 0 lists", command.Output, StringComparison.Ordinal);
        Assert.Equal(1, await command.Run("privacy", "erase-old", "--database", Database));
        Assert.Contains("less than a day ago", command.Error, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Rule", "RQ03")]
    public async Task What_is_typed_to_a_verb_is_in_no_message_and_no_file()
    {
        string told = $"sore heel like a {Canary} and I can't pee";
        foreach (string[] args in new string[][]
        {
            ["link", told, "--database", Database], ["recommend", told, "--database", Database],
            ["simulate", "--sessions", "5", "--seed", "1", "--database", Database],
        })
        {
            Assert.Equal(0, await command.Run(args));
            Assert.DoesNotContain(Canary, command.Error, StringComparison.OrdinalIgnoreCase);
        }

        SqliteConnection.ClearAllPools();
        Assert.True(File.Exists(Database));
        Assert.Equal([], Directory.EnumerateFiles(command.Folder, "*", SearchOption.AllDirectories).Where(path => File.ReadAllBytes(path).AsSpan().IndexOf(Encoding.UTF8.GetBytes(Canary)) >= 0));
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        command.Dispose();
    }
}
