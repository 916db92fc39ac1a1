using System.Runtime.CompilerServices;

namespace BackCare.BrowserTests.Hosting;

/// <summary>Where pictures of pages go: <c>artifacts/screenshots</c> of the checkout, which git ignores.</summary>
public static class Screenshots
{
    public static string PathOf(string name)
    {
        string folder = Path.Combine(Root(), "artifacts", "screenshots");
        Directory.CreateDirectory(folder);
        return Path.Combine(folder, name + ".png");
    }

    private static string Root([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", ".."));
}
