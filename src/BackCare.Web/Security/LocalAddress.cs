namespace BackCare.Web.Security;

/// <summary>Addresses of this host, to return to after signing in.</summary>
public static class LocalAddress
{
    /// <summary>The address when it is a path of this host; otherwise null, so that nobody is led elsewhere by a link to the sign-in page.</summary>
    /// <remarks>Browsers read <c>//host</c> and <c>/\host</c> as another host and drop control characters before they look.</remarks>
    public static string? Of(string? address) =>
        address is ['/', ..] && address is not ['/', '/' or '\\', ..] && address.Length <= 2_000 && !address.Any(char.IsControl) ? address : null;

    /// <summary>The sign-in page, which leads back to what was asked for when that can be opened again.</summary>
    public static string SignIn(HttpRequest request) => HttpMethods.IsGet(request.Method)
        ? $"/accounts/sign-in?returnUrl={Uri.EscapeDataString(request.Path + request.QueryString)}"
        : "/accounts/sign-in";
}
