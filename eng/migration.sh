#!/usr/bin/env bash
# Writes a migration for both providers: eng/migration.sh add NAME. Removes the newest of both: eng/migration.sh remove.
set -euo pipefail
cd "$(dirname "$0")/.."
verb=${1:-}; name=${2:-}
case "$verb" in
  add) [ -n "$name" ] || { echo "usage: eng/migration.sh add NAME" >&2; exit 2; } ;;
  remove) ;;
  *) echo "usage: eng/migration.sh add NAME | remove" >&2; exit 2 ;;
esac
dotnet tool restore >/dev/null
dotnet build src/BackCare.App -v q -clp:NoSummary -nologo
for provider in Sqlite SqlServer; do
  if [ "$verb" = add ]; then
    dotnet ef migrations add "$name" --no-build --project src/BackCare.App --context "${provider}BackCareDb" --output-dir "Data/Migrations/$provider" --namespace "BackCare.App.Data.Migrations.$provider"
  else
    dotnet ef migrations remove --no-build --force --project src/BackCare.App --context "${provider}BackCareDb"
  fi
done
