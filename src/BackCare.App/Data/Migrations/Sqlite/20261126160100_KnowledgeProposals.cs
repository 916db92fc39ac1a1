using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BackCare.App.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class KnowledgeProposals : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "KnowledgeProposals",
                columns: table => new
                {
                    Id = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    Rows = table.Column<string>(type: "TEXT", nullable: false),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    Cases = table.Column<string>(type: "TEXT", nullable: false),
                    CasesHash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    KnowledgeHash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    CasesRunUtc = table.Column<DateTime>(type: "TEXT", nullable: false),
                    ProposedById = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    ProposedBy = table.Column<string>(type: "TEXT", maxLength: 254, nullable: false),
                    ProposedUtc = table.Column<DateTime>(type: "TEXT", nullable: false),
                    DecidedById = table.Column<string>(type: "TEXT", maxLength: 120, nullable: true),
                    DecidedBy = table.Column<string>(type: "TEXT", maxLength: 254, nullable: true),
                    DecidedUtc = table.Column<DateTime>(type: "TEXT", nullable: true),
                    DecisionReason = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    LossesAccepted = table.Column<int>(type: "INTEGER", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_KnowledgeProposals", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_KnowledgeProposals_State_Id",
                table: "KnowledgeProposals",
                columns: new[] { "State", "Id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "KnowledgeProposals");
        }
    }
}
