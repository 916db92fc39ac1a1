using BackCare.Domain.Safety;

namespace BackCare.Tests.Domain.Safety;

public class EmergencyNumbersTests
{
    [Theory]
    [InlineData("US", "911")]
    [InlineData("GB", "999")]
    [InlineData("uk", "999")]
    [InlineData("es", "112")]
    [InlineData("AU", "000")]
    [InlineData("JP", "119")]
    [InlineData("BR", "192")]
    public void A_country_has_the_number_that_brings_an_ambulance(string country, string number) => Assert.Equal(number, EmergencyNumbers.Of(country));

    [Theory]
    [InlineData("ZZ")]
    [InlineData("PE")]
    [InlineData("")]
    [InlineData(null)]
    public void No_number_is_guessed(string? country) => Assert.Null(EmergencyNumbers.Of(country));

    [Fact]
    public void Every_country_stands_once_by_its_code_and_with_digits_to_dial()
    {
        Assert.Equal(EmergencyNumbers.Countries.Distinct().Order(StringComparer.Ordinal), EmergencyNumbers.Countries);
        Assert.All(EmergencyNumbers.Countries, country =>
        {
            Assert.Matches("^[A-Z]{2}$", country);
            Assert.Matches("^[0-9]{2,5}$", EmergencyNumbers.Of(country));
        });
    }
}
