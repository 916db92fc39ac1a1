using System.Globalization;
using BackCare.Ranking.Data;

namespace BackCare.Tests.Ranking.Data;

public sealed class LibSvmReaderTests
{
    [Fact]
    public void Rows_with_qid_make_groups_and_an_absent_entry_is_zero()
    {
        RankingData data = LibSvmReader.Read(new StringReader("2 qid:7 1:0.5 3:-1e2 # doc a\n\n0 qid:7 2:nan\n1 qid:x\t1:4 \n"));

        Assert.Equal([2, 0, 1], data.Grades.ToArray());
        Assert.Equal([0, 2, 3], data.GroupStarts.ToArray());
        Assert.Equal([0.5f, 0, 4], data.Features.Column(1).ToArray());
        Assert.Equal([0, float.NaN, 0], data.Features.Column(2).ToArray());
        Assert.Equal([-100, 0, 0], data.Features.Column(3).ToArray());
        Assert.Equal(4, data.Features.Columns);
    }

    [Fact]
    public void A_query_file_gives_the_groups_and_a_weight_file_the_weights()
    {
        RankingData data = LibSvmReader.Read(
            new StringReader("1 0:1\n0 0:2\n0 0:3"), new StringReader("1\n2\n"), new StringReader("0.5\n1\n2\n"), columns: 5);

        Assert.Equal([0, 1, 3], data.GroupStarts.ToArray());
        Assert.Equal([0.5f, 1, 2], data.Weights.ToArray());
        Assert.Equal(5, data.Features.Columns);
    }

    [Fact]
    public void Rows_alone_may_have_any_label_and_no_group()
    {
        LibSvmRows rows = LibSvmReader.ReadRows(new StringReader("-3.5 0:1\n99 1:2\n"));

        Assert.Equal([-3.5f, 99], rows.Labels);
        Assert.Null(rows.GroupStarts);
    }

    [Theory]
    [InlineData("1 qid:1 1:2\nx qid:1 1:2", "data line 2, column 1, 'x': the line does not begin with a number")]
    [InlineData("1 qid:1 1:2\n0 qid:1 2:1,5", "data line 2, column 11, '1,5': not a finite number")]
    [InlineData("1 qid:1 1:inf", "data line 1, column 11, 'inf': not a finite number")]
    [InlineData("1 qid:1 -1:2", "data line 1, column 9, '-1': an index is a whole number from 0 to 1000000")]
    [InlineData("1 qid:1 1:2 1:3", "data line 1, column 13, '1:3': the index occurs twice in this row")]
    [InlineData("1 qid:1 7", "data line 1, column 9, '7': an entry is written index:value")]
    [InlineData("5.5e1 qid:1 1:1", "data line 1, column 1, '5.5e1': a grade lies in 0 to 30")]
    [InlineData("1 qid:1 1:1\n1 qid:2 1:1\n1 qid:1 1:1", "data line 3, column 3, 'qid:1': the group appeared before")]
    [InlineData("1 qid:1 1:1\n1 1:1", "data line 2: this row has no qid: entry, rows before it have one")]
    [InlineData("1 1:1\n1 qid:1 1:1", "data line 2: this row has a qid: entry, rows before it have none")]
    [InlineData("1 1:1\n", "data line 1: no row carries a qid: entry")]
    [InlineData("# nothing\n", "data line 1: the file has no row")]
    public void A_bad_line_is_refused_with_line_column_value_and_remedy(string text, string expected)
    {
        Assert.False(LibSvmReader.TryRead(new StringReader(text), null, null, 0, out _, out DataFault? fault));

        Assert.StartsWith(expected, fault.ToString(), StringComparison.Ordinal);
        Assert.NotEmpty(fault.Remedy);
    }

    [Theory]
    [InlineData("2\nx", "query line 2, column 1, 'x': a group size is a whole number from 1")]
    [InlineData("2\n2\n", "query line 2, column 1, '2': the groups up to here hold 4 rows, the data only 3")]
    [InlineData("2\n", "query line 1: the groups hold 2 rows, the data 3")]
    [InlineData("0\n3", "query line 1, column 1, '0': a group size is a whole number from 1")]
    public void A_query_file_that_does_not_fit_is_refused(string queries, string expected)
    {
        bool read = LibSvmReader.TryRead(new StringReader("1 0:1\n0 0:2\n0 0:3"), new StringReader(queries), null, 0, out _, out DataFault? fault);

        Assert.False(read);
        Assert.StartsWith(expected, fault!.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1\n1\n", "weight line 2: there are 2 weights for 3 rows")]
    [InlineData("1\n-1\n1", "weight line 2, column 1, '-1': a weight is a finite number of at least 0")]
    [InlineData("1\n1\n1\n1", "weight line 4, column 1, '1': there are more weights than the 3 rows")]
    public void A_weight_file_that_does_not_fit_is_refused(string weights, string expected)
    {
        StringReader data = new("1 0:1\n0 0:2\n0 0:3");

        Assert.False(LibSvmReader.TryRead(data, new StringReader("3"), new StringReader(weights), 0, out _, out DataFault? fault));

        Assert.StartsWith(expected, fault.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void What_the_writer_writes_the_reader_reads_back_to_the_bit(bool withQid)
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
        try
        {
            Random random = new(9);
            const int Rows = 20_000;
            float[] cells = [.. Enumerable.Range(0, 3 * Rows).Select(_ => random.Next(5) switch
            {
                0 => 0,
                1 => float.NaN,
                2 => BitConverter.Int32BitsToSingle(random.Next()) is var bits && float.IsFinite(bits) ? bits : 1,
                _ => (float)random.NextDouble(),
            })];
            float[] grades = [.. Enumerable.Range(0, Rows).Select(_ => (float)random.Next(5))];
            RankingData data = new(new FeatureMatrix(Rows, 3, cells), grades, [0, 5, 1_000, Rows]);
            StringWriter text = new(), groups = new();

            LibSvmWriter.Write(text, data, withQid);
            LibSvmWriter.WriteGroups(groups, data);
            RankingData read = LibSvmReader.Read(new StringReader(text.ToString()), withQid ? null : new StringReader(groups.ToString()), null, 3);

            Assert.Equal(data.Grades.ToArray(), read.Grades.ToArray());
            Assert.Equal(data.GroupStarts.ToArray(), read.GroupStarts.ToArray());
            for (int column = 0; column < 3; column++)
                Assert.Equal(data.Features.Column(column).ToArray(), read.Features.Column(column).ToArray());
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
