using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BackCare.App.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class TimeIndexes : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateIndex(
                name: "IX_RecordedEvents_ReceivedUtc",
                table: "RecordedEvents",
                column: "ReceivedUtc");

            migrationBuilder.CreateIndex(
                name: "IX_ErasedVisitors_ErasedUtc",
                table: "ErasedVisitors",
                column: "ErasedUtc");

            migrationBuilder.CreateIndex(
                name: "IX_AuditEntries_Target_Id",
                table: "AuditEntries",
                columns: new[] { "Target", "Id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_RecordedEvents_ReceivedUtc",
                table: "RecordedEvents");

            migrationBuilder.DropIndex(
                name: "IX_ErasedVisitors_ErasedUtc",
                table: "ErasedVisitors");

            migrationBuilder.DropIndex(
                name: "IX_AuditEntries_Target_Id",
                table: "AuditEntries");
        }
    }
}
