namespace BackCare.App.Data;

/// <summary>A folder that only the account of this process may look into.</summary>
internal static class PrivateFolder
{
    /// <summary>Makes it unless it is there; a folder that is there keeps its rights.</summary>
    /// <exception cref="IOException">It cannot be made.</exception>
    public static void Make(string folder)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(folder);
        else
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
