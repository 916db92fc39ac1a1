using BackCare.App.Data;
using BackCare.App.Messaging;
using FluentValidation;
using FluentValidation.Results;
using MediatR;

namespace BackCare.App.Accounts;

/// <summary>Makes an API key and tells it once.</summary>
public static class CreateApiKey
{
    private const int MostOrigins = 20;

    /// <param name="Name">Where it is used.</param>
    /// <param name="Scope">Public or admin.</param>
    /// <param name="AllowedOrigins">Of a public key.</param>
    /// <param name="By">Who asks.</param>
    /// <param name="Terms">What it is good for; null for everything.</param>
    public sealed record Command(string Name, ApiKeyScope Scope, IReadOnlyList<string> AllowedOrigins, Actor By, KeyTerms? Terms = null) : IRequest<Answer<Response>>;

    /// <summary>The key, to be copied now: it is stored as a hash and never shown again.</summary>
    public sealed record Response(
        string Id, string Name, ApiKeyScope Scope, string Key, IReadOnlyList<string> AllowedOrigins, IReadOnlyList<string> Scopes, DateTime? ExpiresUtc,
        IReadOnlyList<string> AllowedNetworks);

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator(TimeProvider clock)
        {
            RuleFor(c => c.Terms).Custom((terms, context) =>
            {
                if (terms is null) return;
                foreach (ValidationFailure failure in new KeyTerms.Validator(clock).Validate(terms).Errors) context.AddFailure(failure);
            });
            RuleFor(c => c.Name).NotEmpty().WithMessage("Give the key a name that says where it is used.").MaximumLength(80).WithMessage("Use at most 80 characters.");
            RuleFor(c => c.Scope).IsInEnum().WithMessage("Choose Public or Admin.");
            RuleFor(c => c.AllowedOrigins).Must(o => o.Count <= MostOrigins).WithMessage("Name at most 20 origins.");
            RuleFor(c => c.AllowedOrigins).Must(o => o.Count > 0).When(c => c.Scope == ApiKeyScope.Public)
                .WithMessage("Name the origins whose pages use this key, one a line, such as https://shop.example.");
            RuleFor(c => c.AllowedOrigins).Empty().When(c => c.Scope == ApiKeyScope.Admin)
                .WithMessage("Leave the origins empty: an admin key belongs on a server, never in a page.");
            RuleFor(c => c.AllowedOrigins).Custom(static (origins, context) =>
            {
                if (origins.FirstOrDefault(o => Origin.Normal(o) is null) is { } wrong)
                    context.AddFailure($"'{wrong}' is not an origin; write scheme and host, and a port if there is one: https://shop.example.");
            });
        }
    }

    internal sealed class Handler(BackCareDb db, AuditTrail trail, KeyChanges changes, TimeProvider clock) : IRequestHandler<Command, Answer<Response>>
    {
        public async Task<Answer<Response>> Handle(Command request, CancellationToken cancellationToken)
        {
            if (request.By.Role < AccountRole.Admin) return new Refusal(RefusalKind.Forbidden, "Only an admin or an owner may make keys.");
            KeyTerms terms = request.Terms ?? KeyTerms.Any;
            if (request.By.Scopes is { } own && request.Scope == ApiKeyScope.Admin && (terms.Scopes ?? [.. KeyScopes.All.Select(s => s.Name)]).FirstOrDefault(s => !own.Contains(s)) is { } more)
                return new Refusal(RefusalKind.Forbidden, $"This key may not give '{more}': it does not have it itself.");

            string key = KeyText.New();
            string[] origins = [.. request.AllowedOrigins.Select(Origin.Normal).OfType<string>().Distinct(StringComparer.Ordinal)];
            var stored = new ApiKey
            {
                Id = Guid.CreateVersion7(clock.GetUtcNow()).ToString("N"),
                Name = request.Name.Trim(),
                Scope = request.Scope,
                Hash = KeyText.HashOf(key),
                LastFour = key[^4..],
                AllowedOrigins = string.Join('\n', origins),
                Scopes = request.Scope == ApiKeyScope.Admin && terms.Scopes is { } named ? string.Join(' ', KeyScopes.All.Select(s => s.Name).Intersect(named, StringComparer.Ordinal)) : null,
                ExpiresUtc = terms.ExpiresUtc,
                AllowedNetworks = string.Join('\n', (terms.AllowedNetworks ?? []).Select(n => n.Trim()).Distinct(StringComparer.Ordinal)),
                CreatedUtc = clock.GetUtcNow().UtcDateTime,
                CreatedBy = request.By.Name,
            };
            db.ApiKeys.Add(stored);
            trail.Add(request.By, "key.created", $"key:{stored.Id}", $"{stored.Name}, {stored.Scope}{(stored.Scopes is { } list ? $" ({list})" : "")}, ends in {stored.LastFour}");
            await db.SaveChangesAsync(cancellationToken);
            changes.Tell();
            return new Response(stored.Id, stored.Name, stored.Scope, key, origins, stored.ScopeNames, stored.ExpiresUtc, stored.Networks);
        }
    }
}

/// <summary>Web origins, as browsers send them.</summary>
public static class Origin
{
    /// <summary>Scheme, host and port in the form of the Origin header; null when it is not an origin.</summary>
    public static string? Normal(string? text) =>
        Uri.TryCreate(text?.Trim(), UriKind.Absolute, out Uri? uri) && uri.Scheme is "http" or "https" && uri is { AbsolutePath: "/", Query: "", Fragment: "", UserInfo: "" }
            ? uri.GetLeftPart(UriPartial.Authority).ToLowerInvariant() : null;
}
