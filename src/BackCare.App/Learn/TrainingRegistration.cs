using BackCare.App.Data;
using BackCare.Ranking.Training;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace BackCare.App.Learn;

/// <summary>What training needs.</summary>
internal static class TrainingRegistration
{
    public static IServiceCollection AddTraining(this IServiceCollection services)
    {
        // A host that carries more trainers registers its own catalog after this one.
        services.TryAddSingleton(_ => new TrainerCatalog([new TrainerListing("lambdamart", "BackCare", null) { Alias = TrainingOrder.DefaultTrainer }], [new LambdaMart()]));
        services.AddSingleton<Leases>();
        services.AddSingleton<TrainingRuns>();
        services.AddSingleton<ChampionAudit>();
        services.AddSingleton<MaterialReader>();
        services.AddSingleton<TrainingSteps>();
        services.AddSingleton<TrainingWork>();
        return services;
    }
}
