using System.Globalization;
using System.Text.RegularExpressions;
using BackCare.App.Messaging;

namespace BackCare.App.Operations.Backups;

/// <summary>How backups are called, and which of a folder are old.</summary>
internal static partial class BackupNames
{
    /// <summary>Such as <c>backcare-20261126-192417Z.backup</c>: names sort by time.</summary>
    public static string Of(DateTime utc) => string.Create(CultureInfo.InvariantCulture, $"backcare-{utc:yyyyMMdd-HHmmss}Z.backup");

    /// <summary>The file to write: a folder gets a name with the time.</summary>
    public static Answer<string> Target(string to, DateTime utc)
    {
        string full = Path.GetFullPath(to);
        if (Path.EndsInDirectorySeparator(to))
            Directory.CreateDirectory(full);
        if (Directory.Exists(full))
            return Path.Combine(full, Of(utc));
        return Directory.Exists(Path.GetDirectoryName(full)) ? full
            : new Refusal(RefusalKind.Invalid, $"The folder of {to} does not exist: create it, or end the name with / to have it made.");
    }

    /// <summary>Removes all but the newest backups of a folder that are called as backups are; nothing else is touched.</summary>
    /// <returns>What was removed.</returns>
    public static IReadOnlyList<string> Prune(string folder, int keep)
    {
        string[] old = [.. Directory.EnumerateFiles(folder).Where(path => Named().IsMatch(Path.GetFileName(path))).OrderByDescending(Path.GetFileName, StringComparer.Ordinal).Skip(keep)];
        foreach (string path in old)
            File.Delete(path);
        return [.. old.Select(path => Path.GetFileName(path))];
    }

    /// <summary>The passphrase in a file: its first line.</summary>
    public static Answer<string> Passphrase(string file)
    {
        if (!File.Exists(file))
            return new Refusal(RefusalKind.Invalid, $"There is no file {file}: write the passphrase into its first line.");
        string first = File.ReadLines(file).FirstOrDefault("").Trim();
        return first.Length >= 12 ? first : new Refusal(RefusalKind.Invalid, $"The first line of {file} is shorter than 12 characters: a backup holds health answers, write a longer passphrase.");
    }

    [GeneratedRegex(@"^backcare-\d{8}-\d{6}Z\.backup$", RegexOptions.CultureInvariant)]
    private static partial Regex Named();
}
