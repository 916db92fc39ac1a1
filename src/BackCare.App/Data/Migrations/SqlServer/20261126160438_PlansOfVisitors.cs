using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BackCare.App.Data.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class PlansOfVisitors : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "VisitorId",
                table: "KeptPlans",
                type: "nvarchar(32)",
                maxLength: 32,
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_KeptPlans_VisitorId",
                table: "KeptPlans",
                column: "VisitorId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_KeptPlans_VisitorId",
                table: "KeptPlans");

            migrationBuilder.DropColumn(
                name: "VisitorId",
                table: "KeptPlans");
        }
    }
}
