using System.Text.Json.Nodes;
using BackCare.FunctionalTests.Hosting;

namespace BackCare.FunctionalTests.Api;

public class RecommendationsApiTests(BackCareSite site)
{
    [Fact]
    public async Task The_answer_has_the_shape_that_clients_rely_on()
    {
        JsonObject answer = await site.Http.RecommendAsync(new
        {
            text = "heel hurts when I get out of bed",
            symptoms = new[] { "heel_pain_first_step" },
            regions = new[] { "foot" },
            answers = new[] { new { id = "rf_diabetes_ulcer", answer = "no" } },
            qualifiers = new[] { "first_step_morning" },
            side = "left",
            context = new
            {
                severity = 6,
                durationDays = 21,
                activity = "running",
                shoeSizeEu = 42,
                weightKg = 80,
                budgetMinor = 5_000,
                age = 41,
                conditions = Array.Empty<string>(),
                country = "US",
                language = "en",
            },
            filter = new { inStock = true, categories = Array.Empty<string>() },
            limit = 10,
            explain = false,
        });

        string[] promised =
        [
            "recommendationId", "outcome", "careLevel", "message", "redFlags", "understood", "question", "products", "removed", "fallback", "plan", "model",
        ];
        Assert.Empty(promised.Except(answer.Select(p => p.Key)));
        JsonNode product = answer["products"]![0]!;
        string[] ofProduct =
        [
            "position", "productId", "name", "categoryId", "group", "via", "score", "reason", "path", "evidence", "price", "inStock", "sizes", "forSale",
            "caution", "contributions",
        ];
        Assert.Empty(ofProduct.Except(product.AsObject().Select(p => p.Key)));
        Assert.Equal("1", product.Text("position"));
        Assert.Contains(product.Text("group"), new[] { "support", "stretch", "strengthen", "recover" });
        Assert.Contains(product.Text("via"), new[] { "direct", "chain" });
        Assert.Empty(new[] { "effect", "grade", "scope", "sources" }.Except(product["evidence"]!.AsObject().Select(p => p.Key)));
        Assert.Equal("USD", product["price"]!.Text("currency"));
        Assert.Equal("self_care", answer.Text("careLevel"));
        Assert.Equal("heel_pain_first_step", answer["understood"]![0]!.Text("symptomId"));
        Assert.Equal(
            ["contraindicated", "avoid", "category", "size", "weight", "age", "budget", "outOfStock", "hidden"], answer["removed"]!.AsObject().Select(p => p.Key));
    }

    [Fact]
    public async Task A_danger_sign_in_the_text_refers_and_sells_nothing()
    {
        JsonObject answer = await site.Http.RecommendAsync(new { text = "back pain and I can't pee since yesterday", symptoms = new[] { "low_back_pain_general" } });

        Assert.Equal("referral", answer.Text("outcome"));
        Assert.Equal("emergency_now", answer.Text("careLevel"));
        Assert.Empty(answer["products"]!.AsArray());
        Assert.Null(answer["plan"]);
        Assert.Contains(answer["redFlags"]!.AsArray(), f => f!.Text("id") == "rf_ces_bladder" && f!.Text("from") == "text");
        Assert.Contains("911", answer["redFlags"]![0]!.Text("action"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_number_to_call_is_that_of_the_country()
    {
        JsonObject answer = await site.Http.RecommendAsync(new { text = "back pain and I can't pee since yesterday", context = new { country = "GB" } });

        Assert.Contains("999", answer["redFlags"]![0]!.Text("action"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_yes_to_a_danger_sign_refers_and_a_no_overrides_the_text()
    {
        const string text = "one calf is swollen and hot";
        JsonObject yes = await site.Http.RecommendAsync(new { symptoms = new[] { "calf_tight" }, answers = new[] { new { id = "rf_dvt", answer = "yes" } } });
        JsonObject no = await site.Http.RecommendAsync(new { text, symptoms = new[] { "calf_tight" }, answers = new[] { new { id = "rf_dvt", answer = "no" } } });

        Assert.Equal("referral", yes.Text("outcome"));
        Assert.Empty(yes["products"]!.AsArray());
        Assert.DoesNotContain(no["redFlags"]!.AsArray(), f => f!.Text("id") == "rf_dvt");
    }

    [Fact]
    public async Task A_condition_removes_what_it_contraindicates_and_says_how_many()
    {
        JsonObject answer = await site.Http.RecommendAsync(
            new { symptoms = new[] { "heel_pain_standing" }, context = new { conditions = new[] { "loss_of_feeling" } }, limit = 50 });

        Assert.True((int)answer["removed"]!["contraindicated"]! > 0);
        Assert.DoesNotContain(answer["products"]!.AsArray(), p => p!.Text("categoryId") is "heel_cups" or "full_length_insoles" && (bool)p!["forSale"]!);
    }

    [Fact]
    public async Task A_budget_removes_what_is_dearer_and_says_how_many()
    {
        JsonObject answer = await site.Http.RecommendAsync(
            new { symptoms = new[] { "heel_pain_first_step" }, context = new { budgetMinor = 1_500 }, limit = 50 });

        Assert.NotEmpty(answer["products"]!.AsArray());
        Assert.All(answer["products"]!.AsArray(), p => Assert.True((long)p!["price"]!["minor"]! <= 1_500));
        Assert.True((int)answer["removed"]!["budget"]! > 0);
    }

    [Fact]
    public async Task A_limit_limits()
    {
        JsonObject answer = await site.Http.RecommendAsync(new { symptoms = new[] { "heel_pain_first_step" }, limit = 2 });

        Assert.Equal(["1", "2"], answer["products"]!.AsArray().Select(p => p!.Text("position")));
    }

    [Fact]
    public async Task Spanish_words_are_understood_and_answered_in_spanish()
    {
        JsonObject heel = await site.Http.RecommendAsync(new { text = "me duele el talón al levantarme por la mañana", context = new { language = "es" } });
        JsonObject danger = await site.Http.RecommendAsync(new { text = "dolor de espalda y no puedo orinar", context = new { language = "es" } });

        Assert.Equal("heel_pain_first_step", heel["understood"]![0]!.Text("symptomId"));
        Assert.Equal("referral", danger.Text("outcome"));
        Assert.Contains("orinar", danger["redFlags"]![0]!.Text("message"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_text_about_something_else_is_answered_with_nothing()
    {
        JsonObject answer = await site.Http.RecommendAsync(new { text = "where is my parcel, it should have come on monday" });

        Assert.Equal("nothing", answer.Text("outcome"));
        Assert.Empty(answer["products"]!.AsArray());
        Assert.Empty(answer["understood"]!.AsArray());
    }

    [Fact]
    public async Task Back_pain_is_never_answered_with_a_foot_care_item_that_claims_to_help_it()
    {
        JsonObject answer = await site.Http.RecommendAsync(new { symptoms = new[] { "low_back_pain_general" }, limit = 50 });

        Assert.DoesNotContain(answer["products"]!.AsArray(), p => p!.Text("categoryId") is "heel_cups" or "full_length_insoles" or "three_quarter_supports");
        Assert.NotEmpty(answer["notShownToHelp"]!.AsArray());
    }

    [Fact]
    public async Task The_same_report_gets_the_same_list()
    {
        object report = new { text = "tight calves and sore heels", limit = 20 };
        JsonObject first = await site.Http.RecommendAsync(report), second = await site.Http.RecommendAsync(report);

        Assert.Equal(first["products"]!.ToJsonString(), second["products"]!.ToJsonString());
    }
}
