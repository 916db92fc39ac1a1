using BackCare.App.Accounts;

namespace BackCare.Tests.App.Accounts;

public sealed class PasswordRulesTests
{
    [Theory]
    [InlineData("elevenchars")]
    [InlineData("aaaabbbbccccdddd")]
    [InlineData("my name is berta")]
    public void A_short_a_monotonous_or_a_personal_password_is_refused(string password) =>
        Assert.NotNull(PasswordRules.Problem(password, "berta@example.org"));

    [Theory]
    [InlineData("twelve chars")]
    [InlineData("alllowercaseletters")]
    [InlineData("ein langer Weg ohne Kurven")]
    public void A_long_one_needs_no_digits_and_no_signs(string password) => Assert.Null(PasswordRules.Problem(password, "berta@example.org"));

    [Theory]
    [InlineData("password1234")]
    [InlineData("P@ssw0rd2024!")]
    [InlineData("qwertyuiop123")]
    [InlineData("123456789012a")]
    [InlineData("iloveyou2024!")]
    [InlineData("letmeinletmein")]
    [InlineData("Summer2026!!!")]
    [InlineData("BackCare-Admin-1")]
    [InlineData("1qaz2wsx3edc")]
    [InlineData("zyxwvutsrqponm")]
    public void One_that_everybody_thinks_of_is_refused(string password) =>
        Assert.Equal("This is one of the passwords that are tried first. Put a few unrelated words together.", PasswordRules.Problem(password, null));

    [Theory]
    [InlineData("correct lantern walnut")]
    [InlineData("kjH7-wPq2-vnRt")]
    [InlineData("tres gatos verdes bailan")]
    public void Unrelated_words_and_chance_are_fine(string password) => Assert.Null(PasswordRules.Problem(password, null));

    [Fact]
    public void Hashing_is_bounded() => Assert.NotNull(PasswordRules.Problem(string.Concat(Enumerable.Repeat("abcdefgh", 33)), null));
}
