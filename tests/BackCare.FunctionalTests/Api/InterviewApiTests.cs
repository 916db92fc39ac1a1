using System.Text.Json;
using System.Text.Json.Nodes;
using BackCare.FunctionalTests.Hosting;

namespace BackCare.FunctionalTests.Api;

public class InterviewApiTests(BackCareSite site)
{
    [Fact]
    public async Task Resending_every_answer_leads_to_the_end()
    {
        var answers = new List<object>();
        JsonObject step = await NextAsync(answers);
        Assert.False((bool)step["done"]!);
        int asked = 0;
        while (!(bool)step["done"]!)
        {
            JsonNode question = step["question"]!;
            Assert.Contains(question.Text("kind"), new[] { "redFlag", "qualifier" });
            Assert.False(string.IsNullOrEmpty(question.Text("why")));
            if (question.Text("kind") == "qualifier") break;
            answers.Add(new { id = question.Text("id"), answer = "no" });
            step = await NextAsync(answers);
            Assert.True(++asked < 40, "The interview does not end.");
            Assert.Equal(asked.ToString(System.Globalization.CultureInfo.InvariantCulture), step["progress"]!.Text("answered"));
        }
        Assert.True(asked > 0);
        Assert.Equal("self_care", step.Text("careLevel"));
        Assert.Equal("ankle_sprain_recent", step["understood"]![0]!.Text("symptomId"));
    }

    [Fact]
    public async Task An_emergency_answer_ends_it_at_once()
    {
        JsonObject step = await NextAsync([new { id = "rf_ces_bladder", answer = "yes" }], "low_back_pain_general");

        Assert.True((bool)step["done"]!);
        Assert.Null(step["question"]);
        Assert.Equal("emergency_now", step.Text("careLevel"));
    }

    private async Task<JsonObject> NextAsync(IReadOnlyList<object> answers, string symptom = "ankle_sprain_recent")
    {
        using HttpResponseMessage response = await site.Http.PostJsonAsync(
            "/v1/interview", JsonSerializer.Serialize(new { symptoms = new[] { symptom }, answers }));
        string body = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, body);
        return JsonNode.Parse(body)!.AsObject();
    }
}
