using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BackCare.App.Data.Migrations.SqlServer
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
                    Id = table.Column<string>(type: "nvarchar(80)", maxLength: 80, nullable: false),
                    State = table.Column<string>(type: "nvarchar(80)", maxLength: 80, nullable: false),
                    Rows = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    Reason = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: false),
                    Cases = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    CasesHash = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    KnowledgeHash = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    CasesRunUtc = table.Column<DateTime>(type: "datetime2", nullable: false),
                    ProposedById = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false),
                    ProposedBy = table.Column<string>(type: "nvarchar(254)", maxLength: 254, nullable: false),
                    ProposedUtc = table.Column<DateTime>(type: "datetime2", nullable: false),
                    DecidedById = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: true),
                    DecidedBy = table.Column<string>(type: "nvarchar(254)", maxLength: 254, nullable: true),
                    DecidedUtc = table.Column<DateTime>(type: "datetime2", nullable: true),
                    DecisionReason = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: false),
                    LossesAccepted = table.Column<int>(type: "int", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false)
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
