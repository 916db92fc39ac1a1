using BackCare.App.Accounts;

namespace BackCare.Tests.App.Accounts;

public class TotpTests
{
    /// <summary>The secret of RFC 6238, appendix B: the ASCII letters 12345678901234567890.</summary>
    private const string Secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

    [Theory]
    [InlineData(59, "287082")]
    [InlineData(1111111109, "081804")]
    [InlineData(1111111111, "050471")]
    [InlineData(1234567890, "005924")]
    [InlineData(2000000000, "279037")]
    public void Codes_are_those_of_the_standard(long seconds, string code) =>
        Assert.Equal(code, Totp.CodeAt(Secret, DateTimeOffset.FromUnixTimeSeconds(seconds)));

    [Theory]
    [InlineData(-60, false)]
    [InlineData(-30, true)]
    [InlineData(0, true)]
    [InlineData(30, true)]
    [InlineData(60, false)]
    public void A_code_counts_for_a_step_before_and_after_its_own(int secondsLate, bool counts)
    {
        DateTimeOffset now = DateTimeOffset.FromUnixTimeSeconds(1111111111);

        Assert.Equal(counts, Totp.StepOf(Secret, Totp.CodeAt(Secret, now.AddSeconds(secondsLate)), now, 0) is not null);
    }

    [Fact]
    public void A_code_that_is_not_newer_than_the_last_one_used_does_not_count()
    {
        DateTimeOffset now = DateTimeOffset.FromUnixTimeSeconds(1111111111);
        string code = Totp.CodeAt(Secret, now);
        long step = Totp.StepOf(Secret, code, now, 0)!.Value;

        Assert.Equal(1111111111 / 30, step);
        Assert.Null(Totp.StepOf(Secret, code, now, step));
        Assert.Equal(step, Totp.StepOf(Secret, code, now, step - 1));
    }

    [Theory]
    [InlineData("")]
    [InlineData("12345")]
    [InlineData("1234567")]
    [InlineData("abcdef")]
    public void What_is_no_code_does_not_count(string typed) => Assert.Null(Totp.StepOf(Secret, typed, DateTimeOffset.FromUnixTimeSeconds(59), 0));

    [Fact]
    public void A_new_secret_has_160_bits_and_works()
    {
        string secret = Totp.NewSecret();
        DateTimeOffset now = DateTimeOffset.FromUnixTimeSeconds(59);

        Assert.Matches("^[A-Z2-7]{32}$", secret);
        Assert.NotEqual(secret, Totp.NewSecret());
        Assert.NotNull(Totp.StepOf(secret, Totp.CodeAt(secret, now), now, 0));
    }

    [Fact]
    public void The_address_names_shop_and_account_once_each_and_escapes_them() => Assert.Equal(
        "otpauth://totp/BackCare:ana%2Bx%40example.org?secret=ABC&issuer=BackCare&algorithm=SHA1&digits=6&period=30", Totp.Address("BackCare", "ana+x@example.org", "ABC"));
}
