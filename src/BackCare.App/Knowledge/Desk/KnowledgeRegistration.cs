using Microsoft.Extensions.DependencyInjection;

namespace BackCare.App.Knowledge.Desk;

/// <summary>What the knowledge desk needs beside its use cases.</summary>
internal static class KnowledgeRegistration
{
    public static IServiceCollection AddKnowledgeDesk(this IServiceCollection services) => services
        .AddSingleton<ShippedKnowledge>().AddSingleton<PendingShelves>().AddSingleton<CaseReports>()
        .AddScoped<KnowledgeSave>().AddScoped<Proposals>().AddScoped<KnowledgeEditing>();
}
