using BackCare.App.Accounts;

namespace BackCare.Tests.App.Accounts;

public sealed class KeyTextTests
{
    [Fact]
    public void A_key_says_what_it_is_and_holds_256_bits_that_no_other_holds()
    {
        string key = KeyText.New();

        Assert.StartsWith("bck_", key, StringComparison.Ordinal);
        Assert.Equal(32, System.Buffers.Text.Base64Url.DecodeFromChars(key.AsSpan(4)).Length);
        Assert.NotEqual(key, KeyText.New());
    }

    [Fact]
    public void The_stored_hash_is_SHA_256() =>
        Assert.Equal("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", KeyText.HashOf("abc")); // FIPS 180-2, appendix B.1

    [Theory]
    [InlineData("https://Shop.Example", "https://shop.example")]
    [InlineData("https://shop.example:443/", "https://shop.example")]
    [InlineData("http://localhost:5173", "http://localhost:5173")]
    [InlineData("https://shop.example/page", null)]
    [InlineData("https://user@shop.example", null)]
    [InlineData("ftp://shop.example", null)]
    [InlineData("*", null)]
    public void An_origin_is_scheme_host_and_port(string text, string? origin) => Assert.Equal(origin, Origin.Normal(text));
}
