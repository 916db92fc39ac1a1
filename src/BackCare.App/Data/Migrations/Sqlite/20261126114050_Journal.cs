using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BackCare.App.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Journal : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "DailyCounts",
                columns: table => new
                {
                    DayUtc = table.Column<DateTime>(type: "TEXT", nullable: false),
                    ProductId = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    Journaled = table.Column<bool>(type: "INTEGER", nullable: false),
                    Count = table.Column<long>(type: "INTEGER", nullable: false),
                    Pieces = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DailyCounts", x => new { x.DayUtc, x.ProductId, x.Kind, x.Journaled });
                });

            migrationBuilder.CreateTable(
                name: "ErasedLists",
                columns: table => new
                {
                    ListId = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    ErasedUtc = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ErasedLists", x => x.ListId);
                });

            migrationBuilder.CreateTable(
                name: "ErasedVisitors",
                columns: table => new
                {
                    VisitorId = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    ErasedUtc = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ErasedVisitors", x => x.VisitorId);
                });

            migrationBuilder.CreateTable(
                name: "HourlyOutcomes",
                columns: table => new
                {
                    HourUtc = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Outcome = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    WithinMicroseconds = table.Column<long>(type: "INTEGER", nullable: false),
                    Count = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_HourlyOutcomes", x => new { x.HourUtc, x.Outcome, x.WithinMicroseconds });
                });

            migrationBuilder.CreateTable(
                name: "Interactions",
                columns: table => new
                {
                    Sequence = table.Column<long>(type: "INTEGER", nullable: false),
                    EventId = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    ItemIndex = table.Column<int>(type: "INTEGER", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    ProductId = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    ListId = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    Position = table.Column<int>(type: "INTEGER", nullable: true),
                    OccurredUtc = table.Column<DateTime>(type: "TEXT", nullable: false),
                    ReceivedUtc = table.Column<DateTime>(type: "TEXT", nullable: false),
                    VisitorId = table.Column<string>(type: "TEXT", maxLength: 32, nullable: true),
                    SessionId = table.Column<string>(type: "TEXT", maxLength: 32, nullable: true),
                    Quantity = table.Column<int>(type: "INTEGER", nullable: false),
                    PriceMinor = table.Column<long>(type: "INTEGER", nullable: true),
                    DwellMs = table.Column<int>(type: "INTEGER", nullable: true),
                    Simulated = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Interactions", x => x.Sequence);
                });

            migrationBuilder.CreateTable(
                name: "JournalHeads",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false),
                    LastSequence = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_JournalHeads", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "RecordedEvents",
                columns: table => new
                {
                    Id = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    ReceivedUtc = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RecordedEvents", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ServedLists",
                columns: table => new
                {
                    Sequence = table.Column<long>(type: "INTEGER", nullable: false),
                    Id = table.Column<string>(type: "TEXT", maxLength: 120, nullable: true),
                    ServedUtc = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Outcome = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    VisitorId = table.Column<string>(type: "TEXT", maxLength: 32, nullable: true),
                    SessionId = table.Column<string>(type: "TEXT", maxLength: 32, nullable: true),
                    ModelName = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    ModelVersion = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    ShelfVersion = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    SchemaHash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    SymptomIds = table.Column<string>(type: "TEXT", nullable: false),
                    RegionIds = table.Column<string>(type: "TEXT", nullable: false),
                    ExperimentId = table.Column<string>(type: "TEXT", maxLength: 120, nullable: true),
                    Arm = table.Column<string>(type: "TEXT", maxLength: 80, nullable: true),
                    Simulated = table.Column<bool>(type: "INTEGER", nullable: false),
                    Candidates = table.Column<int>(type: "INTEGER", nullable: false),
                    Shown = table.Column<int>(type: "INTEGER", nullable: false),
                    Packed = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Material = table.Column<byte[]>(type: "BLOB", nullable: true),
                    ConsentVersion = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    ConsentUtc = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ServedLists", x => x.Sequence);
                });

            migrationBuilder.CreateTable(
                name: "ShelfSnapshots",
                columns: table => new
                {
                    ShelfVersion = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    Manifest = table.Column<string>(type: "TEXT", nullable: false),
                    StoredUtc = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ShelfSnapshots", x => x.ShelfVersion);
                });

            migrationBuilder.CreateTable(
                name: "SnapshotParts",
                columns: table => new
                {
                    Hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Content = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SnapshotParts", x => x.Hash);
                });

            migrationBuilder.InsertData(
                table: "JournalHeads",
                columns: new[] { "Id", "LastSequence" },
                values: new object[] { 1, 0L });

            migrationBuilder.CreateIndex(
                name: "IX_Interactions_ListId",
                table: "Interactions",
                column: "ListId");

            migrationBuilder.CreateIndex(
                name: "IX_Interactions_OccurredUtc",
                table: "Interactions",
                column: "OccurredUtc");

            migrationBuilder.CreateIndex(
                name: "IX_ServedLists_ExperimentId_ServedUtc",
                table: "ServedLists",
                columns: new[] { "ExperimentId", "ServedUtc" });

            migrationBuilder.CreateIndex(
                name: "IX_ServedLists_Id",
                table: "ServedLists",
                column: "Id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ServedLists_ServedUtc",
                table: "ServedLists",
                column: "ServedUtc");

            migrationBuilder.CreateIndex(
                name: "IX_ServedLists_VisitorId",
                table: "ServedLists",
                column: "VisitorId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "DailyCounts");

            migrationBuilder.DropTable(
                name: "ErasedLists");

            migrationBuilder.DropTable(
                name: "ErasedVisitors");

            migrationBuilder.DropTable(
                name: "HourlyOutcomes");

            migrationBuilder.DropTable(
                name: "Interactions");

            migrationBuilder.DropTable(
                name: "JournalHeads");

            migrationBuilder.DropTable(
                name: "RecordedEvents");

            migrationBuilder.DropTable(
                name: "ServedLists");

            migrationBuilder.DropTable(
                name: "ShelfSnapshots");

            migrationBuilder.DropTable(
                name: "SnapshotParts");
        }
    }
}
