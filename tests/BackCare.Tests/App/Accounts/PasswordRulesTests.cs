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

    [Fact]
    public void Hashing_is_bounded() => Assert.NotNull(PasswordRules.Problem(string.Concat(Enumerable.Repeat("abcdefgh", 33)), null));
}
