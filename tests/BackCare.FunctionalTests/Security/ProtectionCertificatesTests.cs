using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using BackCare.App.Accounts;
using BackCare.FunctionalTests.Hosting;
using BackCare.Web.Security;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace BackCare.FunctionalTests.Security;

public sealed class ProtectionCertificatesTests
{
    private static readonly string First = Certificate(), Second = Certificate();

    [Fact]
    public void Keys_lie_encrypted_in_the_database_and_a_replica_with_the_certificate_reads_what_another_wrote_also_after_a_change_of_it()
    {
        using var one = new Host(null, ("DataProtection:Certificate", First));
        string written = one.Protector.Protect("a session");

        string stored = Assert.Single(one.Services.GetRequiredService<ProtectionKeys>().All());
        Assert.Contains("EncryptedData", stored, StringComparison.Ordinal);
        Assert.DoesNotContain("masterKey", stored, StringComparison.Ordinal);

        using var other = new Host(one.DatabaseFile, ("DataProtection:Certificate", Second), ("DataProtection:PreviousCertificate", First));
        Assert.Equal("a session", other.Protector.Unprotect(written));

        using var stranger = new Host(one.DatabaseFile);
        Assert.Throws<CryptographicException>(() => stranger.Protector.Unprotect(written));
    }

    [Theory]
    [InlineData("")]
    [InlineData("some other text")]
    public void What_is_no_certificate_with_its_key_is_refused_by_setting_and_remedy_and_never_repeated(string text)
    {
        string pem = text.Length > 0 ? text : First[..First.IndexOf("-----BEGIN PRIVATE", StringComparison.Ordinal)];
        IConfigurationRoot settings = new ConfigurationBuilder().AddInMemoryCollection([new("DataProtection:Certificate", pem)]).Build();

        InvalidDataException refusal = Assert.Throws<InvalidDataException>(() => new ServiceCollection().AddDataProtection().UseProtectionCertificates(settings));

        Assert.StartsWith("DataProtection:Certificate holds no certificate with an RSA key in PEM", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(pem, refusal.Message, StringComparison.Ordinal);
    }

    private static string Certificate()
    {
        using RSA key = RSA.Create(2048);
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        using X509Certificate2 made = new CertificateRequest("CN=backcare", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        return $"{made.ExportCertificatePem()}\n{key.ExportPkcs8PrivateKeyPem()}\n";
    }

    private sealed class Host(string? database, params (string Key, string Value)[] settings) : BackCareSite
    {
        public string DatabaseFile => Database;

        public IDataProtector Protector => Services.GetRequiredService<IDataProtectionProvider>().CreateProtector("tests");

        protected override IReadOnlyDictionary<string, string> Settings { get; } =
            settings.Concat(database is null ? [] : [("ConnectionStrings:BackCare", $"Data Source={database};Pooling=false")]).ToDictionary(s => s.Item1, s => s.Item2);
    }
}
