using System.Text.Json;

namespace BackCare.Tests.Cli;

public sealed class OffPolicyCommandTests : IDisposable
{
    private readonly CommandRun command = new();

    [Fact]
    public async Task A_log_gives_every_estimator_with_its_interval_as_json()
    {
        // Weights 2, 0.5, 0, 3.
        string log = command.Write("log.csv", "reward,propensity,target\n1,0.5,1\n0,0.5,0.25\n1,0.25,0\n1,0.25,0.75\n");

        Assert.Equal(0, await command.Run("off-policy", "--log", log, "--json"));

        JsonElement json = JsonDocument.Parse(command.Output).RootElement;
        Assert.Equal(1.25, json.GetProperty("ips").GetProperty("estimate").GetDouble());
        Assert.Equal(5 / 5.5, json.GetProperty("snips").GetProperty("estimate").GetDouble(), 12);
        Assert.Equal(5.5 * 5.5 / 13.25, json.GetProperty("effectiveSampleSize").GetDouble(), 12);
        Assert.True(json.GetProperty("ips").GetProperty("lower").GetDouble() < 1.25);
        Assert.Equal(JsonValueKind.Null, json.GetProperty("dr").ValueKind);
        Assert.Equal(JsonValueKind.Null, json.GetProperty("slate").ValueKind);
        Assert.Equal("", command.Error);
    }

    [Fact]
    public async Task Columns_may_come_in_any_order_quoted_and_with_others_between()
    {
        string log = command.Write("log.csv", "\uFEFF\"target\",note,reward,target_value,propensity,estimate\r\n\"1\",x,1,0.6,0.5,0.8\r\n\r\n0.25,y,0,0.5,0.5,0.4\r\n");

        Assert.Equal(0, await command.Run("off-policy", "--log", log, "--json"));

        Assert.Equal(0.65, JsonDocument.Parse(command.Output).RootElement.GetProperty("dr").GetProperty("estimate").GetDouble(), 12);
    }

    [Theory]
    [InlineData("position\n1,0.5,1,1\n0,0.5,0.5,2\n1,0.5,0.25,1\n1,0.5,0.5,2\n")]
    [InlineData("position,list\n1,0.5,1,1,a\n1,0.5,0.25,1,b\n0,0.5,0.5,2,a\n1,0.5,0.5,2,b\n")]
    public async Task Positions_add_the_value_of_a_whole_list(string rows)
    {
        string log = command.Write("log.csv", "reward,propensity,target," + rows);

        Assert.Equal(0, await command.Run("off-policy", "--log", log, "--json"));

        JsonElement slate = JsonDocument.Parse(command.Output).RootElement.GetProperty("slate");
        Assert.Equal(2, slate.GetProperty("count").GetInt32());
        Assert.Equal(3.5 / 2, slate.GetProperty("ips").GetProperty("estimate").GetDouble(), 12);
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("reward,propensity,target\n", "no entry")]
    [InlineData("reward,prop,target\n1,1,1\n", "'propensity' is missing")]
    [InlineData("reward,propensity,target,estimate\n1,1,1,1\n", "target_value")]
    [InlineData("reward,propensity,target\n1,1,1\n1,0,1\n", "Line 3: propensity is '0'")]
    [InlineData("reward,propensity,target\nNaN,1,1\n", "Line 2: reward is 'NaN'")]
    [InlineData("reward,propensity,target\n1,1,1.5\n", "Line 2: target is '1.5'")]
    [InlineData("reward,propensity,target\n1,1\n", "Line 2 has 2 fields")]
    [InlineData("reward,propensity,target,position\n1,1,1,0\n", "Line 2: position is '0'")]
    public async Task A_damaged_log_is_refused_with_line_value_and_remedy(string text, string reason)
    {
        Assert.Equal(1, await command.Run("off-policy", "--log", command.Write("log.csv", text)));
        Assert.Contains(reason, command.Error, StringComparison.Ordinal);
        Assert.Contains("log.csv", command.Error, StringComparison.Ordinal);
        Assert.Equal("", command.Output);
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_refused()
    {
        Assert.Equal(1, await command.Run("off-policy", "--log", command.PathOf("none.csv")));
        Assert.Contains("none.csv does not exist", command.Error, StringComparison.Ordinal);
    }

    public void Dispose() => command.Dispose();
}
