#!/bin/bash
# SQL Server knows no variable that names a file, so the password is read here; and the logins are made by 'database.sh logins', which runs at every 'up' and changes nothing the second time.
set -euo pipefail
case "${1:-}" in
server)
    MSSQL_SA_PASSWORD=$(cat /run/secrets/sa-password)
    export MSSQL_SA_PASSWORD
    exec /opt/mssql/bin/sqlservr
    ;;
logins|ready)
    # Through the environment: an argument could be read by every process of the container.
    SQLCMDPASSWORD=$(cat /run/secrets/sa-password)
    export SQLCMDPASSWORD
    if [ "$1" = ready ]; then exec /opt/mssql-tools18/bin/sqlcmd -C -S "${DATABASE_HOST:-localhost}" -U sa -l 3 -b -Q 'SELECT 1'; fi
    MIGRATE_PASSWORD=$(cat /run/secrets/migrate-password) WEB_PASSWORD=$(cat /run/secrets/web-password)
    export MIGRATE_PASSWORD WEB_PASSWORD
    exec /opt/mssql-tools18/bin/sqlcmd -C -S "${DATABASE_HOST:-database}" -U sa -l 10 -b -i "$(dirname "$0")/logins.sql"
    ;;
*)
    echo "usage: database.sh server|ready|logins" >&2
    exit 2
    ;;
esac
