using BackCare.App.Orders;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BackCare.App.Data.Mapping;

internal sealed class OrderMapping : IEntityTypeConfiguration<StoredOrder>
{
    public void Configure(EntityTypeBuilder<StoredOrder> builder)
    {
        builder.ToTable("Orders");
        builder.HasKey(o => o.Id);
        builder.Property(o => o.Id).HasMaxLength(Lengths.Short);
        builder.Property(o => o.TokenHash).HasMaxLength(Lengths.Hash).IsUnicode(false);
        builder.Property(o => o.ExternalId).HasMaxLength(Lengths.Id);
        builder.Property(o => o.VisitorId).HasMaxLength(Lengths.Short);
        builder.Property(o => o.Currency).HasMaxLength(Lengths.Currency);
        builder.HasIndex(o => o.TokenHash).IsUnique();
        builder.HasIndex(o => o.ExternalId).IsUnique();
        builder.HasIndex(o => o.VisitorId);
        builder.HasMany(o => o.Lines).WithOne().HasForeignKey(l => l.OrderId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class OrderLineMapping : IEntityTypeConfiguration<OrderLine>
{
    public void Configure(EntityTypeBuilder<OrderLine> builder)
    {
        builder.ToTable("OrderLines");
        builder.HasKey(l => new { l.OrderId, l.Ordinal });
        builder.Property(l => l.OrderId).HasMaxLength(Lengths.Short);
        builder.Property(l => l.ProductId).HasMaxLength(Lengths.Id);
        builder.Property(l => l.Name).HasMaxLength(Lengths.Name);
        builder.Property(l => l.Size).HasMaxLength(Lengths.Id);
        builder.Property(l => l.ListId).HasMaxLength(Lengths.Short);
    }
}
