using BackCare.App.Knowledge;
using BackCare.Domain.Knowledge;
using BackCare.Domain.Knowledge.Desk;

namespace BackCare.Tests.Domain.Knowledge.Desk;

public sealed class KnowledgeFieldsTests
{
    [Fact]
    public void Every_table_but_the_products_has_its_columns_in_their_order()
    {
        Assert.Equal(KnowledgeSchema.Tables.Select(t => t.Name).Where(n => n != "products"), KnowledgeFields.Tables.Select(t => t.Name));
        Assert.All(KnowledgeFields.Tables, t => Assert.Equal([.. t.Columns, .. t.OptionalColumns], KnowledgeFields.Of(t.Name)!.Select(f => f.Column)));
        Assert.Null(KnowledgeFields.Of("products"));
    }

    [Fact]
    public void A_column_that_names_rows_of_another_table_is_picked_from_that_table()
    {
        Assert.Equal((FieldForm.One, "structures"), Of("links", "from_structure"));
        Assert.Equal((FieldForm.List, "sources"), Of("links", "counter_source_ids"));
        Assert.Equal((FieldForm.Pairs, "structures"), Of("symptoms", "likely_structures"));
        Assert.Equal(["block", "ask", "caution"], Field("exercises", "contraindications").Choices);
        Assert.Equal((0.01, 1), (Field("symptoms", "likely_structures").Lowest!.Value, Field("symptoms", "likely_structures").Highest!.Value));
    }

    [Theory]
    [InlineData("links", "mechanism", true)]
    [InlineData("links", "counter_evidence", false)]
    [InlineData("links", "source_ids", true)]
    [InlineData("symptoms", "gate_red_flags", false)]
    [InlineData("symptoms", "likely_structures", true)]
    [InlineData("redflags", "limit_categories", false)]
    [InlineData("redflags", "question_es", true)]
    [InlineData("exercises", "stop_rules", true)]
    [InlineData("exercises", "sets", false)]
    [InlineData("conditions", "red_flag_id", false)]
    [InlineData("sources", "url", false)]
    public void What_may_stay_empty_is_what_the_check_lets_stay_empty(string table, string column, bool required) =>
        Assert.Equal(required, Field(table, column).Required);

    [Fact]
    public void Every_shipped_cell_fits_its_field()
    {
        var wrong = from table in KnowledgeFolder.Read(KnowledgeFolder.Seed).Where(t => t.Name != "products")
                    from row in table.Rows
                    from cell in table.Columns.Select((column, i) => (Field: Field(table.Name, column), Value: row.Cells[i]))
                    where !Fits(cell.Field, cell.Value)
                    select $"{table.Name}/{row.Key} {cell.Field.Column} '{cell.Value}'";

        Assert.Empty(wrong);
    }

    private static bool Fits(FieldShape field, string value) => value.Length == 0 ? !field.Required : field.Form switch
    {
        FieldForm.Choice => field.Choices.Contains(value),
        FieldForm.Flag => value is "true" or "false",
        FieldForm.Whole => int.TryParse(value, System.Globalization.CultureInfo.InvariantCulture, out int whole) && whole >= field.Lowest && whole <= field.Highest,
        FieldForm.Number => double.TryParse(value, System.Globalization.CultureInfo.InvariantCulture, out double number) && number >= field.Lowest && number <= field.Highest,
        FieldForm.Pairs => value.Split('|').All(pair => pair.Split(':') is [_, var with] && (field.Choices.Count == 0 || field.Choices.Contains(with))),
        _ => true,
    };

    private static (FieldForm, string?) Of(string table, string column) => (Field(table, column).Form, Field(table, column).Table);

    private static FieldShape Field(string table, string column) => KnowledgeFields.Of(table)!.Single(f => f.Column == column);
}
