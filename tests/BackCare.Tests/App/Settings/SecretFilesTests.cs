using BackCare.App.Settings;
using Microsoft.Extensions.Configuration;

namespace BackCare.Tests.App.Settings;

public sealed class SecretFilesTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("backcare-secrets-").FullName;

    [Fact]
    public void A_file_is_the_setting_of_its_name_without_the_line_end_and_wins_over_what_was_set_before()
    {
        Write("Database__Password", "a; 'b' \n");
        Write("DataProtection__Certificate", "one\ntwo\r\n");

        IConfiguration settings = Read(("Database:Password", "from the environment"), ("Database:Provider", "SqlServer"));

        Assert.Equal("a; 'b' ", settings["Database:Password"]);
        Assert.Equal("one\ntwo", settings["DataProtection:Certificate"]);
        Assert.Equal("SqlServer", settings["Database:Provider"]);
    }

    [Fact]
    public void Links_and_folders_that_kubernetes_puts_beside_them_are_no_settings()
    {
        Directory.CreateDirectory(Path.Combine(folder, "..2026_01_01"));
        Write(Path.Combine("..2026_01_01", "Database__Password"), "new");
        Directory.CreateSymbolicLink(Path.Combine(folder, "..data"), "..2026_01_01");
        File.CreateSymbolicLink(Path.Combine(folder, "Database__Password"), Path.Combine("..data", "Database__Password"));

        IConfiguration settings = Read();

        Assert.Equal("new", settings["Database:Password"]);
        Assert.Equal(["Database", "Secrets"], settings.GetChildren().Select(child => child.Key).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_folder_that_is_named_and_not_there_is_refused_by_setting_value_and_remedy()
    {
        IOException refusal = Assert.Throws<IOException>(() => new ConfigurationBuilder().AddSecretFiles(Of(("Secrets:Path", "/no/such/place"))));
        Assert.Equal("Secrets:Path is '/no/such/place', where there is no folder: mount the secrets there, or leave the setting out.", refusal.Message);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private IConfiguration Read(params (string Key, string Value)[] before)
    {
        IConfigurationRoot soFar = Of([("Secrets:Path", folder), .. before]);
        return new ConfigurationBuilder().AddConfiguration(soFar).AddSecretFiles(soFar).Build();
    }

    private static IConfigurationRoot Of(params (string Key, string Value)[] settings) =>
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(s => KeyValuePair.Create(s.Key, (string?)s.Value))).Build();

    private void Write(string name, string value) => File.WriteAllText(Path.Combine(folder, name), value);
}
