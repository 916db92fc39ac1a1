namespace BackCare.App;

/// <summary>Why settings cannot be used, asked before anything is started with them.</summary>
internal static class SettingProblem
{
    /// <summary>What reading them is refused with; null when they can be read.</summary>
    /// <param name="read">Reads them; refuses with <see cref="InvalidDataException"/>, whose message names the setting, its value and what to write.</param>
    public static string? Of(Action read)
    {
        try
        {
            read();
            return null;
        }
        catch (InvalidDataException fault)
        {
            return fault.Message;
        }
    }
}
