using System.Net;
using System.Text.RegularExpressions;
using BackCare.App.Serving;
using BackCare.FunctionalTests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace BackCare.FunctionalTests.Pages;

public partial class JourneyTests(BackCareSite site)
{
    [Fact]
    public async Task What_was_understood_is_shown_with_the_words_that_said_so()
    {
        string html = await site.Http.PostFormAsync("/understood", ("text", "My heel hurts with the first steps in the morning"));

        Assert.Contains("What we understood", html, StringComparison.Ordinal);
        Assert.Contains("Heel pain with the first steps", html, StringComparison.Ordinal);
        Assert.Contains("<mark>", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_exercise_that_is_left_out_names_its_reason_in_the_language_of_the_shopper()
    {
        string html = WebUtility.HtmlDecode(await site.Http.PostFormAsync("/es/plan", ("symptom", "heel_pain_first_step"), ("condition", "stiff_big_toe")));

        Assert.DoesNotContain("stiff big toe", html, StringComparison.Ordinal);
        Assert.Contains("dedo gordo", html, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Results_show_reason_grade_price_and_plan()
    {
        string html = await site.Http.PostFormAsync("/results", ("symptom", "heel_pain_first_step"));

        Assert.Contains("What may help", html, StringComparison.Ordinal);
        Assert.Contains("Strong evidence", html, StringComparison.Ordinal);
        Assert.Contains("/products/", html, StringComparison.Ordinal);
        Assert.Contains("Free, and first", html, StringComparison.Ordinal);
        Assert.Contains("Short-term relief", html, StringComparison.Ordinal);
        Assert.Contains("Long-term healing", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Spanish_results_name_complaints_exercises_and_reasons_in_spanish()
    {
        string html = WebUtility.HtmlDecode(await site.Http.PostFormAsync("/es/results", ("symptom", "heel_pain_first_step")));

        Assert.Contains("Dolor de talón con los primeros pasos", html, StringComparison.Ordinal);
        Assert.Contains("Estiramiento de la planta del pie con la mano", html, StringComparison.Ordinal);
        Assert.Contains("Estirar la banda bajo el pie, del talón a los dedos tiene buen respaldo con dolor de talón con los primeros pasos", html, StringComparison.Ordinal);
        Assert.DoesNotContain("Heel pain with the first steps", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_complaint_that_must_be_screened_first_shows_its_questions_and_no_product()
    {
        string html = await site.Http.PostFormAsync("/results", ("symptom", "ankle_sprain_recent"));

        Assert.Contains("answer.rf_", html, StringComparison.Ordinal);
        AssertSellsNothing(html);
    }

    [Theory]
    [InlineData("/understood", "my lower back hurts and I can't pee")]
    [InlineData("/results", "my lower back hurts and I can't pee")]
    [InlineData("/results", "dolor de espalda y no puedo orinar")]
    public async Task A_danger_sign_gives_a_number_to_call_and_not_one_product(string page, string text)
    {
        string html = await site.Http.PostFormAsync(page, ("text", text), ("symptom", "low_back_pain_general"));

        Assert.Contains("Call 911", html, StringComparison.Ordinal);
        AssertSellsNothing(html);
    }

    [Fact]
    public async Task What_a_shopper_types_never_becomes_markup()
    {
        const string attack = "sore heel </textarea><script>alert(1)</script> \" onfocus=alert(1)";
        foreach (string page in new[] { "/", "/understood", "/results" })
        {
            string html = await site.Http.PostFormAsync(page, ("text", attack), ("side", "\"><img src=x>"), ("region", "<b>foot"));
            Assert.DoesNotContain("<script>", html, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("<img", html, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("<b>foot", html, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Fact]
    public async Task A_field_that_cannot_be_read_has_its_message_beside_it_and_keeps_what_was_typed()
    {
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("text", "sore heel"), KeyValuePair.Create("age", "old")]);
        using HttpResponseMessage response = await site.Http.PostAsync("/understood", form);
        string html = await response.Content.ReadAsStringAsync();

        Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
        Assert.Contains("id=\"age-error\"", html, StringComparison.Ordinal);
        Assert.Contains("value=\"old\"", html, StringComparison.Ordinal);
        Assert.Contains("sore heel", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/understood")]
    [InlineData("/results")]
    public async Task A_step_opened_without_a_report_leads_to_the_first_page(string address)
    {
        using HttpResponseMessage response = await site.Http.GetAsync(address);

        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        Assert.Equal("/", response.Headers.Location?.ToString());
    }

    [Fact]
    [Trait("Rule", "RQ03")]
    public async Task Titles_and_links_name_no_complaint()
    {
        string html = await site.Http.PostFormAsync("/results", ("text", "heel hurts in the morning"), ("symptom", "heel_pain_first_step"));

        Assert.DoesNotContain("heel", Title().Match(html).Value, StringComparison.OrdinalIgnoreCase);
        Assert.All(Link().Matches(html), link => Assert.DoesNotContain("symptom", link.Value, StringComparison.OrdinalIgnoreCase));
        Assert.All(Link().Matches(html), link => Assert.DoesNotContain("heel_pain", link.Value, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task An_honest_nothing_says_so_and_sells_nothing()
    {
        string html = await site.Http.PostFormAsync("/results", ("text", "where is my parcel, it should have come on monday"));

        Assert.Contains("keep your money", html, StringComparison.Ordinal);
        AssertSellsNothing(html);
    }

    [Fact]
    public async Task A_product_page_says_what_is_not_shown_too()
    {
        string html = await site.Http.GetStringAsync("/products/tulis_heavy_duty_heel_cups");

        Assert.Contains("Not shown to help", html, StringComparison.Ordinal);
        Assert.Contains("Who should not use it", html, StringComparison.Ordinal);
    }

    private void AssertSellsNothing(string html)
    {
        Assert.DoesNotContain("/products/", html, StringComparison.Ordinal);
        Assert.All(
            site.Services.GetRequiredService<ShelfHost>().Current!.Products.Values,
            product => Assert.DoesNotContain(product.Name, WebUtility.HtmlDecode(html), StringComparison.OrdinalIgnoreCase));
    }

    [GeneratedRegex("<title>[^<]*</title>")]
    private static partial Regex Title();

    [GeneratedRegex("(href|action)=\"[^\"]*\"")]
    private static partial Regex Link();
}
