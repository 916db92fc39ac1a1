using Microsoft.Extensions.Configuration;

namespace BackCare.App.Serving;

/// <summary>Where models live; the web host and the command line find the same place without a setting.</summary>
internal static class ModelsFolder
{
    private const string Models = "models", Ranking = "ranking";

    /// <summary>
    /// The folder <c>ranking</c> under the setting <c>Models:Path</c>; without it under the <c>models</c> of the current folder when it has one, else
    /// of the nearest folder above the program (a checkout, or where it was installed), else where the current folder would have it.
    /// </summary>
    public static string Of(IConfiguration configuration) =>
        Path.Combine(configuration["Models:Path"] is { Length: > 0 } path ? Path.GetFullPath(path) : Found(), Ranking);

    private static string Found()
    {
        string here = Path.Combine(Directory.GetCurrentDirectory(), Models);
        if (Holds(here))
            return here;
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (Holds(Path.Combine(folder.FullName, Models)))
                return Path.Combine(folder.FullName, Models);
        }

        return here;
    }

    private static bool Holds(string models) => Directory.Exists(Path.Combine(models, Ranking));
}
