using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BackCare.App.Data.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class Experiments : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "Experiments",
                columns: table => new
                {
                    Id = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false),
                    Name = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    Kind = table.Column<string>(type: "nvarchar(80)", maxLength: 80, nullable: false),
                    ControlModel = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false),
                    ControlBudget = table.Column<double>(type: "float", nullable: true),
                    ControlTemperature = table.Column<double>(type: "float", nullable: true),
                    TreatmentModel = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false),
                    TreatmentBudget = table.Column<double>(type: "float", nullable: true),
                    TreatmentTemperature = table.Column<double>(type: "float", nullable: true),
                    Share = table.Column<double>(type: "float", nullable: false),
                    Goal = table.Column<string>(type: "nvarchar(80)", maxLength: 80, nullable: false),
                    WindowMinutes = table.Column<int>(type: "int", nullable: false),
                    Alpha = table.Column<double>(type: "float", nullable: false),
                    StartedUtc = table.Column<DateTime>(type: "datetime2", nullable: false),
                    StartedBy = table.Column<string>(type: "nvarchar(254)", maxLength: 254, nullable: false),
                    StoppedUtc = table.Column<DateTime>(type: "datetime2", nullable: true),
                    StoppedBy = table.Column<string>(type: "nvarchar(254)", maxLength: 254, nullable: true),
                    StopReason = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    RunningOn = table.Column<string>(type: "nvarchar(80)", maxLength: 80, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Experiments", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ExperimentTallies",
                columns: table => new
                {
                    ExperimentId = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false),
                    Arm = table.Column<string>(type: "nvarchar(80)", maxLength: 80, nullable: false),
                    Requests = table.Column<long>(type: "bigint", nullable: false),
                    Referrals = table.Column<long>(type: "bigint", nullable: false),
                    Abstentions = table.Column<long>(type: "bigint", nullable: false),
                    Slow = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ExperimentTallies", x => new { x.ExperimentId, x.Arm });
                });

            migrationBuilder.CreateIndex(
                name: "IX_Experiments_RunningOn",
                table: "Experiments",
                column: "RunningOn",
                unique: true,
                filter: "[RunningOn] IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Experiments_StartedUtc",
                table: "Experiments",
                column: "StartedUtc");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Experiments");

            migrationBuilder.DropTable(
                name: "ExperimentTallies");
        }
    }
}
