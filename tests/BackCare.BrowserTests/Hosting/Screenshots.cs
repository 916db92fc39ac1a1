using System.Runtime.CompilerServices;

namespace BackCare.BrowserTests.Hosting;

/// <summary>Where pictures of pages go: <c>artifacts/screenshots</c> of the checkout, which git ignores.</summary>
public static class Screenshots
{
    /// <summary>True when <c>BACKCARE_SCREENSHOTS=all</c> asks for a picture of every page at every width in both schemes, which takes three times as long.</summary>
    public static bool Every { get; } = Environment.GetEnvironmentVariable("BACKCARE_SCREENSHOTS") == "all";

    public static string PathOf(string name)
    {
        string folder = Path.Combine(Root(), "artifacts", "screenshots");
        Directory.CreateDirectory(folder);
        return Path.Combine(folder, name + ".png");
    }

    private static string Root([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", ".."));
}
