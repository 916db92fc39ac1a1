using System.Net;
using System.Text.Json.Nodes;
using BackCare.FunctionalTests.Hosting;

namespace BackCare.FunctionalTests.Api;

public class RelatedApiTests(BackCareSite site)
{
    private async Task<JsonObject> GetAsync(string address)
    {
        using HttpResponseMessage response = await site.Http.GetAsync(address, TestContext.Current.CancellationToken);
        string body = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(response.IsSuccessStatusCode, body);
        return JsonNode.Parse(body)!.AsObject();
    }

    private async Task<JsonObject> PostAsync(string address, string json, HttpStatusCode expected = HttpStatusCode.OK)
    {
        using HttpResponseMessage response = await site.Http.PostJsonAsync(address, json);
        string body = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(response.StatusCode == expected, body);
        return JsonNode.Parse(body)!.AsObject();
    }

    private static string[] Ids(JsonNode items) => [.. items.AsArray().Select(i => i!.Text("productId")!)];

    [Fact]
    public async Task Similar_products_come_with_a_reason_and_never_hold_the_product_itself()
    {
        JsonObject answer = await GetAsync("/v1/products/tulis_classic_heel_cups/similar?limit=4");

        Assert.Equal(4, answer["items"]!.AsArray().Count);
        Assert.DoesNotContain("tulis_classic_heel_cups", Ids(answer["items"]!));
        Assert.All(answer["items"]!.AsArray(), i => Assert.NotEmpty(i!.Text("reason")!));
        Assert.Equal("heel_cups", answer["items"]![0]!.Text("categoryId"));
        Assert.Equal(HttpStatusCode.NotFound, (await site.Http.GetAsync("/v1/products/nothing/similar", TestContext.Current.CancellationToken)).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await site.Http.GetAsync("/v1/products/corestretch/similar?limit=99", TestContext.Current.CancellationToken)).StatusCode);
    }

    [Fact]
    public async Task Trending_has_pages_without_overlap_and_facets()
    {
        JsonObject first = await GetAsync("/v1/trending?pageSize=5"), second = await GetAsync("/v1/trending?pageSize=5&page=2");
        JsonObject cups = await GetAsync("/v1/trending?category=heel_cups");

        Assert.Empty(Ids(first["items"]!).Intersect(Ids(second["items"]!)));
        Assert.Equal("6", second["items"]![0]!.Text("position"));
        Assert.All(cups["items"]!.AsArray(), i => Assert.Equal("heel_cups", i!.Text("categoryId")));
        JsonObject wrong = await (await site.Http.GetAsync("/v1/trending?category=heel_cup", TestContext.Current.CancellationToken)).ProblemAsync();
        Assert.Contains("Did you mean 'heel_cups'?", wrong["errors"]![0]!.Text("problem"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_basket_gets_other_means_for_the_same_complaints()
    {
        JsonObject answer = await PostAsync("/v1/basket/complements", """{ "productIds": ["tulis_classic_heel_cups"], "limit": 5 }""");

        Assert.Equal("products", answer.Text("outcome"));
        Assert.Equal(5, answer["items"]!.AsArray().Count);
        Assert.All(answer["items"]!.AsArray(), i => Assert.NotEqual("heel_cups", i!.Text("categoryId")));
    }

    [Fact]
    public async Task A_condition_told_with_a_basket_removes_what_it_blocks()
    {
        const string Basket = """{ "productIds": ["house_adjustable_heel_lift", "corestretch"], "limit": 50 """;
        JsonObject open = await PostAsync("/v1/basket/complements", Basket + "}");
        JsonObject told = await PostAsync("/v1/basket/complements", Basket + """, "context": { "conditions": ["suspected_clot"] } }""");

        Assert.True(int.Parse(told["removed"]!.Text("contraindicated")!, System.Globalization.CultureInfo.InvariantCulture) > 0);
        Assert.True(told["items"]!.AsArray().Count < open["items"]!.AsArray().Count);
        Assert.Empty(Ids(told["items"]!).Intersect(["house_soft_foam_roller", "range_roller", "house_firm_ball", "prostretch_original", "house_knee_high_socks"]));
    }

    [Fact]
    public async Task A_danger_sign_told_with_a_basket_sells_nothing()
    {
        JsonObject answer = await PostAsync("/v1/basket/complements",
            """{ "productIds": ["corestretch"], "text": "low back pain and I cannot control my bladder, numb between the legs" }""");

        Assert.NotEqual("products", answer.Text("outcome"));
        Assert.Empty(answer["items"]!.AsArray());
    }

    [Fact]
    public async Task A_callers_candidates_are_ranked_as_the_shop_would_and_the_others_are_told()
    {
        string answers = "\"answers\": [{ \"id\": \"rf_diabetes_ulcer\", \"answer\": \"no\" }]";
        JsonObject all = await PostAsync("/v1/recommendations", $$"""{ "symptoms": ["heel_pain_first_step"], {{answers}}, "limit": 50 }""");
        // By score alone: which of two stands first does not depend on what else is on the list.
        string[] listed = [.. all["products"]!.AsArray().OrderByDescending(p => p!["score"]!.GetValue<double>()).Select(p => p!.Text("productId")!)];
        (string better, string worse) = (listed[0], listed[^1]);

        JsonObject unknown = await PostAsync("/v1/rank", $$"""{ "symptoms": ["heel_pain_first_step"], "productIds": ["no_such_product"] }""", HttpStatusCode.BadRequest);
        Assert.Equal("$.productIds[0]", unknown["errors"]![0]!.Text("path"));
        string other = (await GetAsync("/v1/trending?category=exercise_mats"))["items"]![0]!.Text("productId")!;
        string ids = string.Join(",", new[] { worse, better, other }.Select(id => $"\"{id}\""));
        JsonObject ranked = await PostAsync("/v1/rank", $$"""{ "symptoms": ["heel_pain_first_step"], {{answers}}, "productIds": [{{ids}}] }""");

        Assert.Equal([better, worse], Ids(ranked["products"]!));
        Assert.Equal([other], Ids(ranked["removed"]!));
        Assert.Equal("not_for_this", ranked["removed"]![0]!.Text("reason"));
    }

    [Fact]
    public async Task Candidates_that_safety_removes_are_told_as_such()
    {
        JsonObject ranked = await PostAsync("/v1/rank", """
            { "symptoms": ["heel_pain_first_step"], "answers": [{ "id": "rf_diabetes_ulcer", "answer": "no" }], "context": { "conditions": ["loss_of_feeling"] },
              "productIds": ["tulis_classic_heel_cups", "tulis_classic_heel_cups"] }
            """);

        Assert.Empty(ranked["products"]!.AsArray());
        Assert.Equal(("tulis_classic_heel_cups", "contraindicated"), (ranked["removed"]![0]!.Text("productId"), ranked["removed"]![0]!.Text("reason")));
        Assert.Equal("nothing", ranked.Text("outcome"));
    }

    [Theory]
    [InlineData("""{ "productIds": [] }""")]
    [InlineData("""{ "productIds": ["corestretch"], "limit": 0 }""")]
    [InlineData("""{ "productIds": [null] }""")]
    public async Task Bad_baskets_and_candidates_are_refused(string json)
    {
        await PostAsync("/v1/basket/complements", json, HttpStatusCode.BadRequest);
        await PostAsync("/v1/rank", json, HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Explained_scores_say_what_they_are_made_of()
    {
        JsonObject answer = await PostAsync("/v1/recommendations",
            """{ "symptoms": ["calf_tight"], "explain": true }""");

        JsonNode product = answer["products"]![0]!;
        double sum = product["contributions"]!.AsArray().Sum(c => c!["amount"]!.GetValue<double>());
        Assert.Equal(product["score"]!.GetValue<double>(), sum, tolerance: 1e-6);
        Assert.Equal("evidence", product["contributionGroups"]![0]!.Text("group"));
    }
}
