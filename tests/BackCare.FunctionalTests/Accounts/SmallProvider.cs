using System.Collections.Concurrent;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace BackCare.FunctionalTests.Accounts;

/// <summary>A small OpenID Connect provider: discovery, authorize, token and keys, with PKCE checked and tokens signed by a key of its own.</summary>
internal sealed class SmallProvider
{
    public const string ClientId = "backcare", Secret = "between the two of us";

    private readonly RSA rsa = RSA.Create(2048);
    private readonly ConcurrentDictionary<string, (string Challenge, string Nonce, string Redirect)> codes = new(StringComparer.Ordinal);
    private readonly WebApplication app;

    private SmallProvider()
    {
        WebApplicationBuilder builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        app = builder.Build();
        app.MapGet("/.well-known/openid-configuration", Discovery);
        app.MapGet("/keys", Keys);
        app.MapGet("/authorize", Authorize);
        app.MapPost("/token", TokenAsync);
    }

    /// <summary>Who signs in next: their claims.</summary>
    public IReadOnlyList<Claim> Person { get; set; } = [];

    /// <summary>False to sign with a key that the provider does not publish.</summary>
    public bool SignsWithItsOwnKey { get; set; } = true;

    public string Address => app.Urls.Single();

    public static async Task<SmallProvider> StartAsync()
    {
        var provider = new SmallProvider();
        await provider.app.StartAsync();
        return provider;
    }

    private IResult Discovery() => Results.Text(new JsonObject
    {
        ["issuer"] = Address,
        ["authorization_endpoint"] = Address + "/authorize",
        ["token_endpoint"] = Address + "/token",
        ["jwks_uri"] = Address + "/keys",
        ["response_types_supported"] = new JsonArray("code"),
        ["subject_types_supported"] = new JsonArray("public"),
        ["id_token_signing_alg_values_supported"] = new JsonArray("RS256"),
    }.ToJsonString(), "application/json");

    private IResult Keys()
    {
        RSAParameters key = rsa.ExportParameters(includePrivateParameters: false);
        var one = new JsonObject { ["kty"] = "RSA", ["use"] = "sig", ["kid"] = "k1", ["n"] = Base64UrlEncoder.Encode(key.Modulus), ["e"] = Base64UrlEncoder.Encode(key.Exponent) };
        return Results.Text(new JsonObject { ["keys"] = new JsonArray(one) }.ToJsonString(), "application/json");
    }

    private IResult Authorize(HttpRequest request)
    {
        IQueryCollection asked = request.Query;
        if (asked["client_id"] != ClientId || asked["response_type"] != "code" || asked["code_challenge_method"] != "S256") return Results.BadRequest();
        string code = RandomNumberGenerator.GetHexString(32);
        codes[code] = (asked["code_challenge"]!, asked["nonce"]!, asked["redirect_uri"]!);
        return Results.Redirect($"{asked["redirect_uri"]}?code={code}&state={Uri.EscapeDataString(asked["state"]!)}");
    }

    private async Task<IResult> TokenAsync(HttpRequest request)
    {
        IFormCollection form = await request.ReadFormAsync();
        string verifier = form["code_verifier"].ToString();
        bool known = codes.TryRemove(form["code"].ToString(), out var asked);
        if (!known || form["client_secret"] != Secret || form["redirect_uri"] != asked.Redirect
            || Base64UrlEncoder.Encode(SHA256.HashData(Encoding.ASCII.GetBytes(verifier))) != asked.Challenge) return Results.BadRequest();
        using RSA other = RSA.Create(2048);
        var signing = new SigningCredentials(new RsaSecurityKey(SignsWithItsOwnKey ? rsa : other) { KeyId = "k1" }, SecurityAlgorithms.RsaSha256)
        {
            CryptoProviderFactory = new CryptoProviderFactory { CacheSignatureProviders = false },
        };
        DateTime now = TimeProvider.System.GetUtcNow().UtcDateTime;
        string token = new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Address,
            Audience = ClientId,
            IssuedAt = now,
            NotBefore = now,
            Expires = now.AddMinutes(5),
            Subject = new ClaimsIdentity([.. Person, new Claim("nonce", asked.Nonce)]),
            SigningCredentials = signing,
        });
        return Results.Text(new JsonObject { ["access_token"] = "none", ["token_type"] = "Bearer", ["expires_in"] = 300, ["id_token"] = token }.ToJsonString(), "application/json");
    }
}
