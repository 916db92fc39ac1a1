using System.Net;
using System.Text.RegularExpressions;
using BackCare.App.Data;
using BackCare.App.Serving;
using BackCare.Domain.Catalog;
using BackCare.FunctionalTests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace BackCare.FunctionalTests.Privacy;

/// <summary>What pages with an answer say of themselves, and what they never say.</summary>
public sealed partial class ResultPageRuleTests(BackCareSite site)
{
    [Theory]
    [Trait("Rule", "RQ16")]
    [Trait("Rule", "RQ23")]
    [InlineData("", "A product finder with education, not a diagnosis.")]
    [InlineData("/es", "no un diagnóstico")]
    public async Task Every_page_with_an_answer_says_that_it_is_a_product_finder_and_none_names_a_diagnosis_as_the_shoppers_own(string language, string statement)
    {
        BackCare.Domain.Knowledge.KnowledgeBase knowledge = site.Services.GetRequiredService<ShelfHost>().Current!.Knowledge;
        var lint = new ClaimLint(knowledge.Rows.ClaimWordings);
        string[] symptoms = [.. knowledge.Rows.Symptoms.Where((_, i) => i % 6 == 0).Select(s => s.Id)];
        foreach (string symptom in symptoms)
        {
            foreach (string step in new[] { "/results", "/plan" })
            {
                string html = WebUtility.HtmlDecode(await site.Http.PostFormAsync(language + step, ("symptom", symptom)));
                Assert.Contains(statement, html, StringComparison.Ordinal);
                string text = Tags().Replace(html, " ");
                Assert.DoesNotMatch("(?i)you (probably |may |likely )?have (plantar|sciatica|achilles|tendin|bursitis|arthritis|a sprain|a fracture)", text);
                Assert.DoesNotContain(lint.Read(text, null), m => m.Blocks && m.WordingId is "CL018" or "CL020" or "CL016" or "CL027");
            }
        }
    }

    [Fact]
    [Trait("Rule", "RQ27")]
    [Trait("Rule", "RQ30")]
    public async Task A_danger_sign_is_read_out_at_once_and_leads_to_no_product()
    {
        string html = await site.Http.PostFormAsync("/results", ("text", "I can't pee and my saddle area is numb"), ("symptom", "low_back_pain_general"));

        Assert.Contains("role=\"alert\"", html, StringComparison.Ordinal);
        Assert.Contains("href=\"tel:911\"", html, StringComparison.Ordinal);
        Assert.DoesNotContain("/products/", html, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Rule", "RQ26")]
    public async Task What_is_shared_and_what_is_written_for_others_has_no_link_to_what_was_told()
    {
        using HttpClient shopper = site.BrowseWithCookies();
        await shopper.PostFormAsync("/your-data/consent");
        string results = await shopper.PostFormAsync("/results", ("text", "sore heel in the morning"), ("symptom", "heel_pain_first_step"));
        string product = Product().Match(results).Groups[1].Value, page = await shopper.GetStringAsync($"/products/{product}");
        string form = await shopper.GetStringAsync($"/reviews/write?product={product}");
        await using BackCareDb db = site.Services.GetRequiredService<Databases>().Open();
        string[] columns = [.. db.Model.FindEntityType(typeof(App.Reviews.StoredReview))!.GetProperties().Select(p => p.Name)];

        // The button shares the page's own address, which names a product and nothing else.
        Assert.Contains("data-share=", page, StringComparison.Ordinal);
        Assert.DoesNotMatch("(?i)href=\"[^\"]*(heel_pain|symptom=|text=|sore)", page);
        Assert.DoesNotMatch("rel=\"canonical\" href=\"[^\"]*\\?", page);
        Assert.Contains("leave your health out", form, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("heel_pain_first_step", form, StringComparison.Ordinal);
        Assert.DoesNotContain(columns, name => name.Contains("List", StringComparison.Ordinal) || name.Contains("Recommendation", StringComparison.Ordinal) || name.Contains("Symptom", StringComparison.Ordinal));
    }

    [GeneratedRegex("<[^>]+>")]
    private static partial Regex Tags();

    [GeneratedRegex("href=\"/products/([a-z0-9_]+)\"")]
    private static partial Regex Product();
}
