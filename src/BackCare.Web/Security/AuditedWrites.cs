using BackCare.App.Accounts;
using BackCare.App.Data;
using MediatR;
using Microsoft.AspNetCore.Authorization;

namespace BackCare.Web.Security;

/// <summary>Sees to it that every write behind a policy stands in the audit trail: what a use case did not write down itself, and what was refused, is written here.</summary>
/// <remarks>It stands around authorization, so that somebody who signed in and tries what is not theirs is written down too. What strangers try is not: they could fill the disk.</remarks>
public static partial class AuditedWrites
{
    /// <summary>Marks a protected endpoint that is posted to and changes nothing, such as a preview.</summary>
    public static TBuilder ChangesNothing<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(Reading.Instance);

    /// <summary>True when what is sent to the endpoint is written down.</summary>
    public static bool Cover(Endpoint endpoint, string method)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        return !HttpMethods.IsGet(method) && !HttpMethods.IsHead(method) && !HttpMethods.IsOptions(method)
            && endpoint is RouteEndpoint && endpoint.Metadata.GetMetadata<IAllowAnonymous>() is null && endpoint.Metadata.GetMetadata<Reading>() is null;
    }

    /// <summary>Names the request for every entry, and adds one where none was added.</summary>
    public static void UseAuditedWrites(this WebApplication app)
    {
        ILogger log = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(AuditedWrites));
        IServiceScopeFactory scopes = app.Services.GetRequiredService<IServiceScopeFactory>();
        app.Use(async (context, next) =>
        {
            if (HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method) || context.GetEndpoint() is not RouteEndpoint endpoint)
            {
                await next(context);
                return;
            }
            AuditedRequest request = AuditedRequest.Begin(context.TraceIdentifier);
            int status = StatusCodes.Status500InternalServerError;
            try
            {
                await next(context);
                status = context.Response.StatusCode;
            }
            finally
            {
                if (Cover(endpoint, context.Request.Method) && context.User.Identity is { IsAuthenticated: true } && (!request.LeftEntry || status >= 400))
                    await RecordAsync(scopes, log, context, endpoint, status);
            }
        });
    }

    private static async Task RecordAsync(IServiceScopeFactory scopes, ILogger log, HttpContext context, RouteEndpoint endpoint, int status)
    {
        string template = $"{context.Request.Method} /{endpoint.RoutePattern.RawText?.Trim('/')}";
        try
        {
            await using AsyncServiceScope scope = scopes.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<IMediator>().Send(
                new RecordRequest.Command(Sessions.ActorOf(context.User), template, context.Request.Path.Value ?? "/", status), CancellationToken.None);
        }
        catch (Exception fault) when (DatabaseFaults.Is(fault))
        {
            // The deed itself needs the same database; what was refused while it is away stands in the log alone.
            NotRecorded(log, template, status, fault.GetType().Name);
        }
    }

    [LoggerMessage(LogLevel.Warning, "{Endpoint} answered {Status}, but the audit trail could not be written ({Fault}).")]
    private static partial void NotRecorded(ILogger log, string endpoint, int status, string fault);

    private sealed class Reading
    {
        public static Reading Instance { get; } = new();
    }
}
