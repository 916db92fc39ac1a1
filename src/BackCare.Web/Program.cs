using BackCare.Web.Hosting;

WebApplication app = BackCareHost.Build(args);
return await BackCareHost.RunAsync(app);

/// <summary>The entry point, public so that tests start the real host.</summary>
public partial class Program;
