using BackCare.App.Catalog.Import;
using BackCare.Domain.Catalog.Files;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BackCare.App.Data.Mapping;

internal sealed class ImportMapping
    : IEntityTypeConfiguration<StoredImport>, IEntityTypeConfiguration<ImportPart>, IEntityTypeConfiguration<ColumnChoice>, IEntityTypeConfiguration<StoredSuggestion>
{
    public void Configure(EntityTypeBuilder<StoredImport> builder)
    {
        builder.ToTable("Imports");
        builder.HasKey(i => i.Id);
        builder.Property(i => i.Id).HasMaxLength(Lengths.Table);
        builder.Property(i => i.State).HasConversion<string>().HasMaxLength(Lengths.Short);
        builder.Property(i => i.FileName).HasMaxLength(Lengths.Name);
        builder.Property(i => i.Encoding).HasMaxLength(Lengths.Short);
        builder.Property(i => i.Delimiter).HasMaxLength(1);
        builder.Property(i => i.Format).HasMaxLength(Lengths.Short);
        builder.Property(i => i.DecimalSign).HasMaxLength(1);
        builder.Property(i => i.Currency).HasMaxLength(Lengths.Currency);
        builder.Property(i => i.Fingerprint).HasMaxLength(Lengths.Hash).IsUnicode(false);
        builder.Property(i => i.Stage).HasMaxLength(Lengths.Name);
        builder.Property(i => i.RequestedBy).HasMaxLength(Lengths.Email);
        builder.Property(i => i.CancelRequestedBy).HasMaxLength(Lengths.Email);
        builder.Property(i => i.Process).HasMaxLength(Lengths.Name);
        builder.HasIndex(i => i.State);
    }

    public void Configure(EntityTypeBuilder<ImportPart> builder)
    {
        builder.ToTable("ImportParts");
        builder.HasKey(p => new { p.ImportId, p.Kind, p.Ordinal });
        builder.Property(p => p.ImportId).HasMaxLength(Lengths.Table);
        builder.Property(p => p.Kind).HasMaxLength(Lengths.Table);
    }

    public void Configure(EntityTypeBuilder<ColumnChoice> builder)
    {
        builder.ToTable("ColumnChoices");
        builder.HasKey(c => c.Fingerprint);
        builder.Property(c => c.Fingerprint).HasMaxLength(Lengths.Hash).IsUnicode(false);
        builder.Property(c => c.Format).HasMaxLength(Lengths.Short);
    }

    public void Configure(EntityTypeBuilder<StoredSuggestion> builder)
    {
        builder.ToTable("Suggestions");
        builder.HasKey(s => s.ProductId);
        builder.Property(s => s.ProductId).HasMaxLength(Lengths.Id);
        builder.Property(s => s.CategoryId).HasMaxLength(Lengths.Id);
        builder.Property(s => s.EvidenceProfile).HasMaxLength(Lengths.Id);
        builder.Property(s => s.Regions).HasMaxLength(ProductLimits.Longest(ProductFields.Regions));
    }
}

internal sealed class StagingMapping : IEntityTypeConfiguration<StagedProduct>, IEntityTypeConfiguration<StagedVariant>
{
    public void Configure(EntityTypeBuilder<StagedProduct> builder)
    {
        builder.ToTable("StagedProducts");
        builder.HasKey(p => new { p.ImportId, p.Id });
        builder.Property(p => p.ImportId).HasMaxLength(Lengths.Table);
        builder.Property(p => p.Id).HasMaxLength(Lengths.Id);
        builder.Property(p => p.Sku).HasMaxLength(Lengths.Short);
        builder.Property(p => p.Name).HasMaxLength(Lengths.Name);
        builder.Property(p => p.Brand).HasMaxLength(Lengths.Name);
        builder.Property(p => p.Maker).HasMaxLength(ProductLimits.Longest(ProductFields.Maker));
        builder.Property(p => p.BrandStatus).HasMaxLength(ProductLimits.Longest(ProductFields.BrandStatus));
        builder.Property(p => p.Regions).HasMaxLength(ProductLimits.Longest(ProductFields.Regions));
        builder.Property(p => p.Sizes).HasMaxLength(ProductLimits.Longest(ProductFields.Sizes));
        builder.Property(p => p.ArchHeight).HasMaxLength(ProductLimits.Longest(ProductFields.ArchHeight));
        builder.Property(p => p.Firmness).HasMaxLength(ProductLimits.Longest(ProductFields.Firmness));
        builder.Property(p => p.Activities).HasMaxLength(ProductLimits.Longest(ProductFields.Activities));
        builder.Property(p => p.Material).HasMaxLength(ProductLimits.Longest(ProductFields.Material));
        builder.Property(p => p.PriceBasis).HasMaxLength(ProductLimits.Longest(ProductFields.PriceBasis));
        builder.Property(p => p.Note).HasMaxLength(ProductLimits.Longest(ProductFields.Note));
        builder.Property(p => p.SourceIds).HasMaxLength(ProductLimits.Longest(ProductFields.SourceIds));
        builder.Property(p => p.CategoryId).HasMaxLength(Lengths.Id);
        builder.Property(p => p.EvidenceProfile).HasMaxLength(Lengths.Id);
        builder.Property(p => p.Currency).HasMaxLength(Lengths.Currency);
        builder.Property(p => p.Gtin).HasMaxLength(Lengths.Table);
        builder.Property(p => p.Status).HasConversion<string>().HasMaxLength(Lengths.Short);
        builder.Property(p => p.GuessCategory).HasMaxLength(Lengths.Id);
        builder.Property(p => p.GuessProfile).HasMaxLength(Lengths.Id);
        builder.Property(p => p.GuessRegions).HasMaxLength(ProductLimits.Longest(ProductFields.Regions));
    }

    public void Configure(EntityTypeBuilder<StagedVariant> builder)
    {
        builder.ToTable("StagedVariants");
        builder.HasKey(v => new { v.ImportId, v.ProductId, v.Id });
        builder.Property(v => v.ImportId).HasMaxLength(Lengths.Table);
        builder.Property(v => v.ProductId).HasMaxLength(Lengths.Id);
        builder.Property(v => v.Id).HasMaxLength(Lengths.Short);
        builder.Property(v => v.Name).HasMaxLength(Lengths.Name);
        builder.Property(v => v.Sku).HasMaxLength(Lengths.Short);
        builder.Property(v => v.Gtin).HasMaxLength(Lengths.Table);
    }
}
