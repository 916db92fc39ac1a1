using BackCare.Web.Hosting;
using Microsoft.AspNetCore.Antiforgery;

namespace BackCare.Web.Security;

/// <summary>Forms that change something carry a token that only this host's own pages know, so that a foreign page cannot post in somebody's name.</summary>
/// <remarks>Every posted form behind a policy is checked by <see cref="AccessGate"/>; open endpoints that change something ask for it by name.</remarks>
public static class FormTokens
{
    /// <summary>The hidden field.</summary>
    public const string Field = "form-token";

    /// <summary>Registers tokens.</summary>
    public static IServiceCollection AddFormTokens(this IServiceCollection services) => services.AddAntiforgery(static options =>
    {
        options.FormFieldName = Field;
        options.HeaderName = "X-Form-Token";
        options.Cookie.Name = "backcare-form";
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Strict;
        options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        options.Cookie.Path = "/";
        options.SuppressXFrameOptionsHeader = true; // SecurityHeaders sends a stricter one.
    });

    /// <summary>Refuses a post without the page's token, on an endpoint that is open to everybody.</summary>
    public static TBuilder RequireFormToken<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder => endpoint.AddEndpointFilter<TBuilder, RouteHandlerFilter>();

    /// <summary>True when the request carries the token of a page of this host.</summary>
    /// <remarks>A form that cannot be read has none.</remarks>
    public static async Task<bool> IsValidAsync(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (context.Request.HasFormContentType && await PostedForms.FaultAsync(context) is not null) return false;
        return await context.RequestServices.GetRequiredService<IAntiforgery>().IsRequestValidAsync(context);
    }

    private sealed class RouteHandlerFilter : IEndpointFilter
    {
        public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
            await IsValidAsync(context.HttpContext) ? await next(context) : Pages.Page.Error(StatusCodes.Status400BadRequest);
    }
}
