using System.Net;
using System.Text;
using System.Text.Json;
using BackCare.App.Messaging;
using BackCare.App.Recommend;
using BackCare.FunctionalTests.Hosting;

namespace BackCare.FunctionalTests.Api;

/// <summary>The busiest answer is written by hand; its contract is the generated one.</summary>
public class WrittenRecommendationsTests(BackCareSite site)
{
    public static TheoryData<string> Reports { get; } = new(
        """{"text":"heel hurts when I get out of bed, for three weeks","side":"left","context":{"severity":6,"activity":"running","shoeSizeEu":42}}""",
        """{"text":"me duele la planta del pie al levantarme","context":{"language":"es"},"limit":50}""",
        """{"text":"dull ache low in my back after standing on hard floors all day","answers":[{"id":"rf_ces_bladder","answer":"no"}],"explain":true}""",
        """{"symptoms":["knee_front_pain"],"regions":["knee"],"context":{"budgetMinor":3,"weightKg":140,"conditions":["latex_allergy"]},"filter":{"inStock":true}}""",
        """{"text":"back pain and I can't pee since yesterday"}""",
        """{"text":"where is my parcel, it should have come on \"monday\" <b>& tuesday</b>"}""");

    [Theory]
    [MemberData(nameof(Reports))]
    public async Task The_bytes_are_those_of_the_generated_contract_for_the_first_and_for_every_later_answer(string report)
    {
        // The second answer takes what the first one put into bytes.
        for (int time = 0; time < 2; time++)
        {
            using var body = new StringContent(report, Encoding.UTF8, "application/json");
            using HttpResponseMessage response = await site.Http.PostAsync("/v1/recommendations", body, TestContext.Current.CancellationToken);
            string written = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

            Assert.Equal((HttpStatusCode.OK, "application/json; charset=utf-8"), (response.StatusCode, response.Content.Headers.ContentType!.ToString()));
            Assert.Equal(Encoding.UTF8.GetByteCount(written), response.Content.Headers.ContentLength);
            GetRecommendations.Response read = JsonSerializer.Deserialize(written, BackCareJson.Default.RecommendationsResponse)!;
            Assert.Equal(JsonSerializer.Serialize(read, BackCareJson.Default.RecommendationsResponse), written);
        }
    }
}
