using BackCare.App.Knowledge;

namespace BackCare.FunctionalTests.Data;

/// <summary>A copy of the seed's files to change.</summary>
internal static class SeedCopy
{
    public static string Make()
    {
        string folder = Directory.CreateTempSubdirectory("backcare-seed-").FullName;
        foreach (string file in Directory.EnumerateFiles(KnowledgeFolder.Seed))
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        return folder;
    }

    public static string Line(string folder, string file, string start) =>
        File.ReadLines(Path.Combine(folder, file)).Single(line => line.StartsWith(start, StringComparison.Ordinal));

    public static void Replace(string folder, string file, string old, string with)
    {
        string path = Path.Combine(folder, file), text = File.ReadAllText(path);
        Assert.Contains(old, text, StringComparison.Ordinal);
        int at = text.IndexOf(old, StringComparison.Ordinal);
        File.WriteAllText(path, text[..at] + with + text[(at + old.Length)..]);
    }
}
