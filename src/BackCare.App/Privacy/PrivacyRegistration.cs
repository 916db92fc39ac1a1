using Microsoft.Extensions.DependencyInjection;

namespace BackCare.App.Privacy;

/// <summary>What keeps a shopper's data apart, sealed and erasable.</summary>
internal static class PrivacyRegistration
{
    public static IServiceCollection AddPrivacy(this IServiceCollection services) => services
        .AddSingleton<PrivacyKeys>().AddSingleton<Pseudonyms>().AddSingleton<FieldCipher>().AddSingleton<Tombstones>().AddSingleton<AgedRows>();
}
