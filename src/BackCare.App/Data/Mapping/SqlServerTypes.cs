using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BackCare.App.Data.Mapping;

/// <summary>How text is stored on SQL Server, for every column at once (docs/operations-database.md).</summary>
internal static class SqlServerTypes
{
    /// <summary>Compares by code point, as SQLite and ordinal comparison in C# do: what one provider tells apart the other does too, and in the same order.</summary>
    public const string Exact = "Latin1_General_100_BIN2";

    /// <summary>For searching as people type.</summary>
    public const string AnyCase = "Latin1_General_CI_AS";

    /// <summary>Gives text its collation, and one byte a letter to names that are written in code.</summary>
    public static void Apply(ModelBuilder model)
    {
        foreach (IMutableProperty property in model.Model.GetEntityTypes().Where(entity => !entity.IsMappedToJson()).SelectMany(entity => entity.GetProperties()))
        {
            bool isName = IsEnum(property.ClrType);
            if (property.ClrType != typeof(string) && !(isName && property.GetMaxLength() is not null))
                continue;
            property.SetCollation(Exact);
            if (isName)
                property.SetIsUnicode(false);
        }
    }

    /// <summary>Indexes of the journal without the entries that nobody looks for: most lists belong to no experiment, and many to no visitor.</summary>
    public static void ApplyToJournal(ModelBuilder model)
    {
        EntityTypeBuilder<StoredList> lists = model.Entity<StoredList>();
        lists.Property(l => l.Id).IsRequired();
        lists.HasIndex(l => l.Id).IsUnique().HasFilter(null);
        lists.HasIndex(l => l.VisitorId).HasFilter("[VisitorId] IS NOT NULL");
        lists.HasIndex(l => new { l.ExperimentId, l.ServedUtc }).HasFilter("[ExperimentId] IS NOT NULL");
    }

    private static bool IsEnum(Type type) => (Nullable.GetUnderlyingType(type) ?? type).IsEnum;
}
