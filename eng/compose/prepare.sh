#!/bin/sh
# Runs once, before everything else: makes each service's secrets, and puts the models that ship with the image into the models folder. What is there already stays.
# Each service gets a folder with no more than it needs; its user alone can read it.
set -eu
umask 077

secret() { # FOLDER USER FILE VALUE
    rm -f "$1/.new"
    printf '%s' "$4" > "$1/.new"
    chmod 400 "$1/.new"
    chown "$2:$2" "$1/.new"
    mv -f "$1/.new" "$1/$3"
}

# 32 letters and digits, more than 180 bits, and one of each kind that SQL Server asks for.
password() { printf 'Aa1-%s' "$(head -c 4096 /dev/urandom | tr -dc 'A-Za-z0-9' | head -c 32)"; }

sqlserver=10001 backcare=${APP_UID:-1654}
chmod 755 /secrets/database /secrets/migrate /secrets/web

[ -s /secrets/database/sa-password ] || secret /secrets/database "$sqlserver" sa-password "$(password)"

# A login's password lies with the database, which sets it, and with the service that uses it.
login() { # SERVICE
    if [ ! -s "/secrets/database/$1-password" ] || [ ! -s "/secrets/$1/Database__Password" ]; then
        made=$(password)
        secret /secrets/database "$sqlserver" "$1-password" "$made"
        secret "/secrets/$1" "$backcare" Database__Password "$made"
    fi
}
login migrate
login web

if [ ! -e /models/ranking ]; then
    rm -rf /models/.ranking
    cp -R /app/models/ranking /models/.ranking
    chmod -R u+rwX,go=rX /models/.ranking
    chown -R "$backcare:$backcare" /models/.ranking
    mv /models/.ranking /models/ranking
fi
chown "$backcare:$backcare" /models /spool
echo "prepare: secrets and models are in place"
