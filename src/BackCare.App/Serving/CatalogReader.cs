using System.Data.Common;
using System.Globalization;
using BackCare.App.Data;
using BackCare.App.Knowledge;
using BackCare.App.Reviews;
using BackCare.App.Rules;
using BackCare.Domain.Catalog;
using BackCare.Domain.Explain;
using BackCare.Domain.Knowledge;
using BackCare.Domain.Reviews;

namespace BackCare.App.Serving;

/// <summary>Where the database stands.</summary>
/// <param name="LastMigration">Newest migration that it has.</param>
/// <param name="Number">Catalog version.</param>
/// <param name="ShippedSeedHash">Hash of the seed that start-up imported last; null after an operator's own import.</param>
internal sealed record CatalogState(string LastMigration, long Number, string? ShippedSeedHash);

/// <summary>Reads what a shelf is made of with plain queries, one for knowledge and one for products.</summary>
/// <remarks>
/// EF Core would take more than half of a warm start to build its model and compile these queries (docs/decisions/0021-warm-start.md), so it is
/// loaded only when something is written. Double quotes name columns in SQLite and SQL Server alike.
/// </remarks>
internal sealed class CatalogReader : IAsyncDisposable
{
    private static readonly string ProductColumns = Quoted(
        nameof(StoredProduct.Id), nameof(StoredProduct.Sku), nameof(StoredProduct.Name), nameof(StoredProduct.Brand), nameof(StoredProduct.Maker),
        nameof(StoredProduct.BrandStatus), nameof(StoredProduct.CategoryId), nameof(StoredProduct.EvidenceProfile), nameof(StoredProduct.Regions),
        nameof(StoredProduct.Sizes), nameof(StoredProduct.ArchHeight), nameof(StoredProduct.Firmness), nameof(StoredProduct.Activities),
        nameof(StoredProduct.Material), nameof(StoredProduct.PriceMinor), nameof(StoredProduct.Currency), nameof(StoredProduct.PriceBasis),
        nameof(StoredProduct.Note), nameof(StoredProduct.SourceIds), nameof(StoredProduct.WeightMaxKg), nameof(StoredProduct.LatexFree),
        nameof(StoredProduct.StockQuantity), nameof(StoredProduct.Gtin), nameof(StoredProduct.Attributes), nameof(StoredProduct.Version), nameof(StoredProduct.ListedUtc));

    private static readonly string OverrideColumns = Quoted(
        nameof(EvidenceOverride.ProductId), nameof(EvidenceOverride.SymptomId), nameof(EvidenceOverride.Effect), nameof(EvidenceOverride.Relevance),
        nameof(EvidenceOverride.Grade), nameof(EvidenceOverride.Role), nameof(EvidenceOverride.StructureId), nameof(EvidenceOverride.SourceIds),
        nameof(EvidenceOverride.Note));

    private static readonly string VariantColumns = Quoted(
        nameof(StoredVariant.ProductId), nameof(StoredVariant.Id), nameof(StoredVariant.Name), nameof(StoredVariant.Sku), nameof(StoredVariant.PriceMinor),
        nameof(StoredVariant.StockQuantity), nameof(StoredVariant.Gtin), nameof(StoredVariant.Ordinal));

    private static readonly string PictureColumns = Quoted(
        nameof(StoredProductPicture.ProductId), nameof(StoredProductPicture.Hash), nameof(StoredProductPicture.Alt), nameof(StoredProductPicture.Width),
        nameof(StoredProductPicture.Height), nameof(StoredProductPicture.Ordinal));

    private static readonly string RuleColumns = Quoted(
        nameof(StoredRule.Id), nameof(StoredRule.Effect), nameof(StoredRule.Description), nameof(StoredRule.Enabled), nameof(StoredRule.ProductIds),
        nameof(StoredRule.CategoryIds), nameof(StoredRule.Brands), nameof(StoredRule.SymptomIds), nameof(StoredRule.RegionIds), nameof(StoredRule.Queries),
        nameof(StoredRule.Position), nameof(StoredRule.Amount), nameof(StoredRule.Priority), nameof(StoredRule.FromUtc), nameof(StoredRule.UntilUtc));

    private const int VersionColumn = 24, ListedColumn = 25;

    private readonly DbConnection connection;

    private CatalogReader(DbConnection connection) => this.connection = connection;

    /// <exception cref="DbException">The database cannot be reached.</exception>
    public static async Task<CatalogReader> OpenAsync(Databases databases, CancellationToken cancellationToken)
    {
        DbConnection connection = databases.Connect();
        await connection.OpenAsync(cancellationToken);
        return new CatalogReader(connection);
    }

    /// <exception cref="DbException">The database has no such tables yet.</exception>
    public async Task<CatalogState> StateAsync(CancellationToken cancellationToken)
    {
        CatalogState? state = null;
        await ReadAsync(
            """SELECT "Number", "ShippedSeedHash", (SELECT MAX("MigrationId") FROM "__EFMigrationsHistory") FROM "CatalogVersions" WHERE "Id" = 1""",
            row => state = new CatalogState(row.GetString(2), row.GetInt64(0), TextOrNull(row, 1)), cancellationToken);
        return state ?? throw new InvalidDataException("The database has no catalog version row; restore it from a backup.");
    }

    /// <summary>Every row of knowledge as it is stored: its table and its cells.</summary>
    public async Task<IReadOnlyList<(string Table, string Cells)>> KnowledgeAsync(CancellationToken cancellationToken)
    {
        var rows = new List<(string Table, string Cells)>(8_192);
        await ReadAsync(
            """SELECT "Table", "Cells" FROM "Knowledge" WHERE "RemovedUtc" IS NULL ORDER BY "Table", "Ordinal", "Key" """,
            row => rows.Add((row.GetString(0), row.GetString(1))), cancellationToken);
        return rows;
    }

    /// <summary>Every knowledge table as text; the products table is empty, products are read as products.</summary>
    public static IReadOnlyList<KnowledgeTable> Tables(IReadOnlyList<(string Table, string Cells)> rows)
    {
        ILookup<string, string> byTable = rows.ToLookup(r => r.Table, r => r.Cells, StringComparer.Ordinal);
        return
        [
            .. KnowledgeSchema.Tables.Select(shape =>
            {
                string[] columns = [.. shape.Columns, .. shape.OptionalColumns];
                return new KnowledgeTable(shape.Name, shape.File, columns,
                    [.. byTable[shape.Name].Select(cells => new KnowledgeRow(0, KnowledgeCells.FromJson(cells, columns)))]);
            }),
        ];
    }

    /// <summary>Published products in catalogue order, with their variants, pictures and the links that are stated for them alone.</summary>
    /// <param name="before">Products as they were read last; those that did not change are taken from it.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>The products, and the pool to hand in next time.</returns>
    public async Task<(IReadOnlyList<Product> Products, ProductPool Pool)> ProductsAsync(ProductPool? before, CancellationToken cancellationToken)
    {
        var overrides = new List<EvidenceOverride>();
        await ReadAsync($"SELECT {OverrideColumns} FROM \"EvidenceOverrides\"", row => overrides.Add(ToOverride(row)), cancellationToken);
        ILookup<string, EvidenceOverride> byProduct = overrides.ToLookup(o => o.ProductId, StringComparer.Ordinal);
        Dictionary<string, (double Average, int Count)> ratings = await RatingsAsync(cancellationToken);
        var variants = new List<StoredVariant>();
        await ReadAsync($"SELECT {VariantColumns} FROM \"Variants\"", row => variants.Add(ToVariant(row)), cancellationToken);
        ILookup<string, StoredVariant> variantsOf = variants.ToLookup(v => v.ProductId, StringComparer.Ordinal);
        var pictures = new List<StoredProductPicture>();
        await ReadAsync($"SELECT {PictureColumns} FROM \"ProductPictures\"", row => pictures.Add(ToPicture(row)), cancellationToken);
        ILookup<string, StoredProductPicture> picturesOf = pictures.ToLookup(p => p.ProductId, StringComparer.Ordinal);
        var products = new List<Product>(1_024);
        var pool = new ProductPool();
        await ReadAsync(
            $"""SELECT {ProductColumns} FROM "Products" WHERE "RemovedUtc" IS NULL AND "Status" = '{nameof(PublicationStatus.Published)}' ORDER BY "Ordinal", "Id" """,
            row =>
            {
                string id = row.GetString(0);
                (long version, long listed) = (row.GetInt64(VersionColumn), row.GetDateTime(ListedColumn).Ticks);
                (double Average, int Count) rating = ratings.GetValueOrDefault(id);
                bool isPlain = !byProduct.Contains(id) && !variantsOf.Contains(id) && !picturesOf.Contains(id);
                Product? product = isPlain ? before?.Find(id, version, listed) : null;
                if (product is not { Overrides.Count: 0, Variants.Count: 0, Pictures.Count: 0 })
                    product = ToProduct(row, pool, byProduct[id], variantsOf[id], picturesOf[id]);
                if (product.ReviewCount != rating.Count || product.RatingAverage != (rating.Count > 0 ? rating.Average : null))
                    product = product with { RatingAverage = rating.Count > 0 ? rating.Average : null, ReviewCount = rating.Count };
                pool.Keep(version, listed, product);
                products.Add(product);
            },
            cancellationToken);
        return (products, pool);
    }

    private async Task<Dictionary<string, (double Average, int Count)>> RatingsAsync(CancellationToken cancellationToken)
    {
        var ratings = new Dictionary<string, (double Average, int Count)>(StringComparer.Ordinal);
        await ReadAsync(
            $"""
            SELECT "TopicKey", SUM("Stars"), COUNT(*) FROM "Reviews"
            WHERE "Topic" = '{nameof(ReviewTopic.Product)}' AND "State" = '{nameof(ReviewState.Approved)}' AND "Stars" IS NOT NULL GROUP BY "TopicKey"
            """,
            row => ratings[row.GetString(0)] = (Convert.ToDouble(row.GetValue(1), CultureInfo.InvariantCulture) / row.GetInt32(2), row.GetInt32(2)), cancellationToken);
        return ratings;
    }

    /// <summary>Every merchandising rule, also those that are off, planned or over.</summary>
    public async Task<IReadOnlyList<MerchandisingRule>> RulesAsync(CancellationToken cancellationToken)
    {
        var rules = new List<MerchandisingRule>();
        await ReadAsync($"SELECT {RuleColumns} FROM \"Rules\"", row => rules.Add(ToRule(row).ToRule()), cancellationToken);
        return rules;
    }

    public ValueTask DisposeAsync() => connection.DisposeAsync();

    // As StoredProduct.ToProduct, without a row in between: a catalogue of 100,000 is read in one go.
    private static Product ToProduct(
        DbDataReader row, ProductPool pool, IEnumerable<EvidenceOverride> overrides, IEnumerable<StoredVariant> variants, IEnumerable<StoredProductPicture> pictures)
    {
        string profile = pool.Text(row, 7), attributes = row.GetString(23);
        var product = new Product
        {
            Id = row.GetString(0),
            Sku = row.GetString(1),
            Name = row.GetString(2),
            Brand = pool.Text(row, 3),
            Maker = pool.Text(row, 4),
            BrandStatus = pool.Text(row, 5),
            CategoryId = pool.Text(row, 6),
            EvidenceProfile = profile,
            Regions = pool.List(row, 8),
            Sizes = pool.Text(row, 9),
            ArchHeight = pool.Text(row, 10),
            Firmness = pool.Text(row, 11),
            Activities = pool.List(row, 12),
            Material = pool.Text(row, 13),
            Price = new Money(row.GetInt64(14), pool.Text(row, 15)),
            PriceBasis = pool.Text(row, 16),
            Note = pool.Text(row, 17),
            SourceIds = pool.List(row, 18),
            WeightMaxKg = row.IsDBNull(19) ? null : row.GetInt32(19),
            LatexFree = row.IsDBNull(20) ? null : row.GetBoolean(20),
            StockQuantity = row.IsDBNull(21) ? null : row.GetInt32(21),
            Gtin = row.GetString(22),
            Variants = [.. variants.OrderBy(v => v.Ordinal).ThenBy(v => v.Id, StringComparer.Ordinal).Select(v => v.ToVariant())],
            Pictures = [.. pictures.OrderBy(p => p.Ordinal).ThenBy(p => p.Hash, StringComparer.Ordinal).Select(p => p.ToPicture())],
            Overrides = [.. overrides.OrderBy(o => o.SymptomId, StringComparer.Ordinal).Select(o => o.ToRule(profile))],
        };
        return attributes.Length == 0 ? product : product with { Attributes = StoredProduct.AttributesOf(attributes) };
    }

    private static StoredVariant ToVariant(DbDataReader row) => new()
    {
        ProductId = row.GetString(0),
        Id = row.GetString(1),
        Name = row.GetString(2),
        Sku = row.GetString(3),
        PriceMinor = row.IsDBNull(4) ? null : row.GetInt64(4),
        StockQuantity = row.IsDBNull(5) ? null : row.GetInt32(5),
        Gtin = row.GetString(6),
        Ordinal = row.GetInt32(7),
    };

    private static StoredProductPicture ToPicture(DbDataReader row) => new()
    {
        ProductId = row.GetString(0),
        Hash = row.GetString(1),
        Alt = row.GetString(2),
        Width = row.GetInt32(3),
        Height = row.GetInt32(4),
        Ordinal = row.GetInt32(5),
    };

    private static EvidenceOverride ToOverride(DbDataReader row) => new()
    {
        ProductId = row.GetString(0),
        SymptomId = row.GetString(1),
        Effect = Enum.Parse<Effect>(row.GetString(2)),
        Relevance = row.GetDouble(3),
        Grade = Enum.Parse<EvidenceGrade>(row.GetString(4)),
        Role = Enum.Parse<EvidenceRole>(row.GetString(5)),
        StructureId = TextOrNull(row, 6),
        SourceIds = row.GetString(7),
        Note = row.GetString(8),
    };

    private static StoredRule ToRule(DbDataReader row) => new()
    {
        Id = row.GetString(0),
        Effect = Enum.Parse<MerchandisingEffect>(row.GetString(1)),
        Description = row.GetString(2),
        Enabled = row.GetBoolean(3),
        ProductIds = row.GetString(4),
        CategoryIds = row.GetString(5),
        Brands = row.GetString(6),
        SymptomIds = row.GetString(7),
        RegionIds = row.GetString(8),
        Queries = row.GetString(9),
        Position = row.GetInt32(10),
        Amount = row.GetDouble(11),
        Priority = row.GetInt32(12),
        FromUtc = UtcOrNull(row, 13),
        UntilUtc = UtcOrNull(row, 14),
    };

    private static DateTime? UtcOrNull(DbDataReader row, int column) =>
        row.IsDBNull(column) ? null : DateTime.SpecifyKind(row.GetDateTime(column), DateTimeKind.Utc);

    private static string Quoted(params string[] columns) => string.Join(", ", columns.Select(column => $"\"{column}\""));

    private static string? TextOrNull(DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    private async Task ReadAsync(string sql, Action<DbDataReader> take, CancellationToken cancellationToken)
    {
        await using DbCommand command = connection.CreateCommand();
        command.CommandText = sql;
        await using DbDataReader reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            take(reader);
    }
}
