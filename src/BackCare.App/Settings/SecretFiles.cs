using Microsoft.Extensions.Configuration;

namespace BackCare.App.Settings;

/// <summary>Settings that lie in files of their own, one value a file, as container engines and Kubernetes hand secrets over.</summary>
/// <remarks>A file's name is the setting's, with <c>__</c> for a colon: <c>Database__Password</c>. A file wins over the environment and over appsettings.json, so that no
/// secret has to stand where every process of the user, and every crash report, can read it.</remarks>
public static class SecretFiles
{
    /// <summary>Where engines put them; read when it is there and <c>Secrets:Path</c> says nothing.</summary>
    public const string Usual = "/run/secrets";

    private const string Place = "Secrets:Path";

    /// <summary>Adds the files of <c>Secrets:Path</c> on top of what was read so far.</summary>
    /// <exception cref="IOException">The folder that the setting names is not there, or a file cannot be read; the message names it and says what to do.</exception>
    public static IConfigurationBuilder AddSecretFiles(this IConfigurationBuilder builder, IConfiguration soFar)
    {
        ArgumentNullException.ThrowIfNull(soFar);
        return builder.AddInMemoryCollection(Read(soFar[Place]));
    }

    private static Dictionary<string, string?> Read(string? place)
    {
        string folder = string.IsNullOrEmpty(place) ? Usual : place;
        if (!Directory.Exists(folder))
            return place is not { Length: > 0 } ? [] : throw new IOException($"{Place} is '{place}', where there is no folder: mount the secrets there, or leave the setting out.");

        // Kubernetes puts the files that the links point at into folders and links that begin with two dots.
        return Directory.EnumerateFiles(folder).Where(file => !Path.GetFileName(file).StartsWith('.'))
            .ToDictionary(file => Path.GetFileName(file).Replace("__", ":", StringComparison.Ordinal), ReadFile, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>The value without the line end that editors and <c>echo</c> leave.</summary>
    private static string? ReadFile(string file)
    {
        try
        {
            return File.ReadAllText(file).TrimEnd('\r', '\n');
        }
        catch (UnauthorizedAccessException fault)
        {
            throw new IOException($"The setting in {file} cannot be read: give the file to the user '{Environment.UserName}' that this program runs as.", fault);
        }
    }
}
