using System.Reflection;
using FluentValidation;
using MediatR;
using Microsoft.Extensions.DependencyInjection;

namespace BackCare.App.Messaging;

/// <summary>Registers every use case by hand: MediatR 5.1 and FluentValidation 11.11 come without their container packages.</summary>
internal static class MessagingRegistration
{
    public static IServiceCollection AddMessaging(this IServiceCollection services)
    {
        ValidatorOptions.Global.LanguageManager.Enabled = false;
        services.AddScoped<ServiceFactory>(provider => provider.GetService!);
        services.AddScoped<IMediator, Mediator>();
        foreach (Type type in Assembly.GetExecutingAssembly().GetTypes().Where(t => t is { IsAbstract: false, IsGenericTypeDefinition: false }))
        {
            foreach (Type contract in type.GetInterfaces().Where(i => i.IsGenericType))
            {
                if (contract.GetGenericTypeDefinition() == typeof(IRequestHandler<,>))
                    AddUseCase(services, type, contract);
                else if (contract.GetGenericTypeDefinition() == typeof(IValidator<>))
                    services.AddSingleton(contract, type);
            }
        }

        return services;
    }

    /// <summary>A handler, then what runs around it: tracing outside, validation inside.</summary>
    private static void AddUseCase(IServiceCollection services, Type handler, Type contract)
    {
        services.AddTransient(contract, handler);
        Type request = contract.GenericTypeArguments[0];
        Type answered = contract.GenericTypeArguments[1].GenericTypeArguments[0];
        Type behavior = typeof(IPipelineBehavior<,>).MakeGenericType(contract.GenericTypeArguments);
        services.AddTransient(behavior, typeof(TracingBehavior<,>).MakeGenericType(request, answered));
        services.AddTransient(behavior, typeof(ValidationBehavior<,>).MakeGenericType(request, answered));
    }
}
