using BackCare.Web.Hosting;

WebApplication app;
try
{
    app = BackCareHost.Build(args);
}
catch (Exception refusal) when (refusal is IOException or InvalidDataException)
{
    // A setting, or a file that holds one; its message says which, and what to write.
    await Console.Error.WriteLineAsync($"BackCare cannot start: {refusal.Message}");
    return 1;
}
return await BackCareHost.RunAsync(app);

/// <summary>The entry point, public so that tests start the real host.</summary>
public partial class Program;
