using BackCare.App.Data;
using BackCare.Web.Api;
using BackCare.Web.Pages;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;

namespace BackCare.Web.Hosting;

/// <summary>What a client gets when nothing else answered: a problem under the API's addresses, a page elsewhere.</summary>
public static partial class Failures
{
    /// <summary>Registers problem documents and the last handler of exceptions.</summary>
    public static IServiceCollection AddFailures(this IServiceCollection services) => services
        .AddProblemDetails(options => options.CustomizeProblemDetails = Problems.Complete)
        .AddSingleton<IProblemDetailsWriter, ForPrograms>()
        .AddExceptionHandler<LastHandler>();

    /// <summary>Answers exceptions and empty error responses.</summary>
    public static void UseFailures(this IApplicationBuilder app)
    {
        app.UseExceptionHandler();
        app.UseStatusCodePages(static context => AnswerAsync(context.HttpContext, context.HttpContext.Response.StatusCode));
    }

    /// <summary>Pages are posted by forms that can be read; anything else would fail where the form is used.</summary>
    public static void UseFormsOnly(this IApplicationBuilder app) => app.Use(static (context, next) =>
        HttpMethods.IsPost(context.Request.Method) && context.GetEndpoint() is RouteEndpoint && !IsForMachines(context.Request.Path) ? ReadFormAsync(context, next) : next(context));

    private static async Task ReadFormAsync(HttpContext context, RequestDelegate next)
    {
        int? fault = context.Request.HasFormContentType ? await PostedForms.FaultAsync(context) : StatusCodes.Status415UnsupportedMediaType;
        await (fault is { } status ? Page.Error(status).ExecuteAsync(context) : next(context));
    }

    private static Task AnswerAsync(HttpContext context, int status)
    {
        if (IsForMachines(context.Request.Path))
            return (status == StatusCodes.Status503ServiceUnavailable ? Problems.DatabaseAway() : TypedResults.Problem(statusCode: status)).ExecuteAsync(context);
        return Page.Error(status).ExecuteAsync(context);
    }

    /// <summary>True for addresses that programs call: they get problems, never a page or a redirect to one.</summary>
    internal static bool IsForMachines(PathString path) =>
        path.StartsWithSegments("/v1", StringComparison.Ordinal) || path.StartsWithSegments("/health", StringComparison.Ordinal)
        || path.StartsWithSegments("/openapi", StringComparison.Ordinal);

    /// <summary>Writes what the framework's writer does not: a program that says it takes HTML alone is told in full all the same.</summary>
    private sealed class ForPrograms(IOptions<JsonOptions> json) : IProblemDetailsWriter
    {
        public bool CanWrite(ProblemDetailsContext context) => true;

        public async ValueTask WriteAsync(ProblemDetailsContext context)
        {
            Problems.Complete(context);
            await context.HttpContext.Response.WriteAsJsonAsync(
                context.ProblemDetails, json.Value.SerializerOptions.GetTypeInfo(context.ProblemDetails.GetType()), "application/problem+json", context.HttpContext.RequestAborted);
        }
    }

    /// <summary>Every exception that reaches it is a bug, a broken machine or a request that the server refused to read.</summary>
    private sealed partial class LastHandler(ILogger<LastHandler> logger) : IExceptionHandler
    {
        public async ValueTask<bool> TryHandleAsync(HttpContext context, Exception exception, CancellationToken cancellationToken)
        {
            if (exception is OperationCanceledException && context.RequestAborted.IsCancellationRequested) return true;
            int status = exception switch
            {
                BadHttpRequestException refused => refused.StatusCode,
                // A form over its limits (count, key or value length).
                InvalidDataException when context.Request.HasFormContentType => StatusCodes.Status413PayloadTooLarge,
                _ when DatabaseFaults.IsAway(exception) => StatusCodes.Status503ServiceUnavailable,
                _ => StatusCodes.Status500InternalServerError,
            };
            // While the database is away the same would be told in full with every request.
            if (status == StatusCodes.Status503ServiceUnavailable) LogAway(logger, context.TraceIdentifier, exception.GetBaseException().GetType().Name);
            else if (status >= 500) LogFailure(logger, exception, context.TraceIdentifier);
            context.Response.StatusCode = status;
            await AnswerAsync(context, status);
            return true;
        }

        [LoggerMessage(LogLevel.Warning, "Request {RequestId} was answered 503 because the database is away ({Fault}).")]
        private static partial void LogAway(ILogger logger, string requestId, string fault);

        [LoggerMessage(LogLevel.Error, "Request {RequestId} failed.")]
        private static partial void LogFailure(ILogger logger, Exception exception, string requestId);
    }
}
