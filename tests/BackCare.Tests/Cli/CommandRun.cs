using System.Globalization;
using BackCare.Cli;

namespace BackCare.Tests.Cli;

/// <summary>A command line run in process, in a folder of its own that goes when the test ends.</summary>
public sealed class CommandRun : IDisposable
{
    // What ships in models/ must not decide what tests of the verbs see: without a test's own folder the knowledge prior serves.
    static CommandRun() => Environment.SetEnvironmentVariable("Models__Path", Path.Combine(Path.GetTempPath(), "backcare-no-models"));

    public string Folder { get; } = Directory.CreateTempSubdirectory("backcare-cli-").FullName;

    public string Output { get; private set; } = "";

    public string Error { get; private set; } = "";

    public string PathOf(string name) => Path.Combine(Folder, name);

    public string Write(string name, string text)
    {
        File.WriteAllText(PathOf(name), text);
        return PathOf(name);
    }

    public async Task<int> Run(params string[] args)
    {
        using StringWriter output = new(CultureInfo.InvariantCulture), error = new(CultureInfo.InvariantCulture);
        int code = await Root.RunAsync(args, output, error, TestContext.Current.CancellationToken);
        (Output, Error) = (output.ToString(), error.ToString());
        return code;
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
