using Microsoft.Extensions.DependencyInjection;

namespace BackCare.App.Catalog.Import;

/// <summary>What imports need.</summary>
internal static class ImportRegistration
{
    public static IServiceCollection AddImports(this IServiceCollection services) => services
        .AddSingleton<ImportRuns>().AddSingleton<ImportChoosing>().AddSingleton<ImportChecking>().AddSingleton<ImportWriting>().AddSingleton<ImportWork>();
}
