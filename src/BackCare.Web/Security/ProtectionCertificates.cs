using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.DataProtection;

namespace BackCare.Web.Security;

/// <summary>Encrypts the keys of cookies and form tokens at rest with a certificate, when there is one: whoever reads the database or a backup of it then cannot make a session.</summary>
/// <remarks><c>DataProtection:Certificate</c> is the PEM text of certificate and private key, as the file <c>DataProtection__Certificate</c> of the secrets holds it;
/// <c>DataProtection:PreviousCertificate</c> is the one before, which then opens older keys only.</remarks>
public static class ProtectionCertificates
{
    private const string Now = "DataProtection:Certificate", Before = "DataProtection:PreviousCertificate";

    /// <summary>Takes the certificates of the settings; without any, keys lie in the database as they are.</summary>
    /// <exception cref="InvalidDataException">A setting holds no certificate with its private key.</exception>
    public static IDataProtectionBuilder UseProtectionCertificates(this IDataProtectionBuilder builder, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        X509Certificate2[] known = [.. new[] { Read(configuration, Now), Read(configuration, Before) }.OfType<X509Certificate2>()];
        if (known.Length == 0) return builder;
        if (configuration[Now] is { Length: > 0 }) builder.ProtectKeysWithCertificate(known[0]);
        return builder.UnprotectKeysWithAnyCertificate(known);
    }

    private static X509Certificate2? Read(IConfiguration configuration, string setting)
    {
        if (configuration[setting] is not { Length: > 0 } pem) return null;
        try
        {
            X509Certificate2 certificate = X509Certificate2.CreateFromPem(pem, pem);
            // Keys are wrapped for an RSA key alone.
            return certificate.GetRSAPrivateKey() is null ? throw new CryptographicException("The key is not RSA.") : certificate;
        }
        catch (Exception fault) when (fault is CryptographicException or ArgumentException)
        {
            throw new InvalidDataException(
                $"{setting} holds no certificate with an RSA key in PEM: write the text of both there, best as the file {setting.Replace(":", "__", StringComparison.Ordinal)} of the secrets, "
                + "made with: openssl req -x509 -newkey rsa:3072 -nodes -days 3650 -subj /CN=backcare -keyout - -out -");
        }
    }
}
