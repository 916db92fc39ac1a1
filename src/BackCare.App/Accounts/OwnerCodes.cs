using System.Data.Common;
using System.Security.Cryptography;
using BackCare.App.Data;

namespace BackCare.App.Accounts;

/// <summary>Issues the one-time code that makes the first owner.</summary>
/// <remarks>Plain SQL: a host asks at every start, right after it began to serve (docs/decisions/0021-warm-start.md).</remarks>
public sealed class OwnerCodes(Databases databases, TimeProvider clock)
{
    /// <summary>How long a code works.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(24);

    /// <summary>Crockford's alphabet: no letter that looks like a digit.</summary>
    internal const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    /// <summary>A new code of 100 random bits, in four groups of five; null when there is an owner already.</summary>
    public async Task<string?> IssueAsync(CancellationToken cancellationToken = default)
    {
        await using DbConnection connection = databases.Connect();
        await connection.OpenAsync(cancellationToken);
        await using DbCommand owners = connection.CreateCommand();
        owners.CommandText = """SELECT COUNT(*) FROM "Accounts" WHERE "Role" = @role""";
        owners.With("@role", nameof(AccountRole.Owner));
        if (Convert.ToInt64(await owners.ExecuteScalarAsync(cancellationToken), System.Globalization.CultureInfo.InvariantCulture) > 0) return null;

        string code = string.Join('-', Enumerable.Range(0, 4).Select(_ => RandomNumberGenerator.GetString(Alphabet, 5)));
        DateTime now = clock.GetUtcNow().UtcDateTime;
        await using DbCommand store = connection.CreateCommand();
        store.CommandText = """
            DELETE FROM "OwnerCodes" WHERE "ExpiresUtc" < @now;
            INSERT INTO "OwnerCodes" ("Hash", "CreatedUtc", "ExpiresUtc") VALUES (@hash, @now, @expires)
            """;
        store.With("@hash", KeyText.HashOf(Plain(code))).With("@now", now).With("@expires", now + Lifetime);
        await store.ExecuteNonQueryAsync(cancellationToken);
        return code;
    }

    /// <summary>A code as it is hashed, however somebody typed it.</summary>
    internal static string Plain(string typed) => new([.. typed.ToUpperInvariant().Where(char.IsAsciiLetterOrDigit)]);
}
