#!/bin/sh
# Starts nginx before the replicas that WEB and LEARNING name, as host:port with blanks between; a name stands for all of its addresses. Once a second it looks where they
# are and whether they answer: nginx is told when an address comes or goes, and when a replica hangs (no answer from /health/ready, twice). One that says that it stops stays
# in: it answers until it is gone, nginx then meets refused connections, and what was not sent yet goes elsewhere (docs/decisions/0106-draining.md).
set -eu
here=$(cd "$(dirname "$0")" && pwd)
home=${PROXY_HOME:-/tmp/proxy}
web=${WEB:-web:8080}
learning=${LEARNING:-}

addresses() {
    for place; do
        getent ahostsv4 "${place%:*}" | while read -r address kind _; do
            if [ "$kind" = STREAM ]; then echo "$address:${place##*:}"; fi
        done
    done | sort -u
}

# All but those that let a caller wait; what refuses a connection lets nobody wait.
alive() {
    for address; do
        (code=0; curl -s -o "$home/probe.$address" -m 2 "http://$address/health/ready" || code=$?; [ "$code" = 28 ] || echo "$address") &
    done
    wait
}

upstream() { # NAME KEEP: addresses on standard input, those after a line "backup" only when none of the others is left
    echo "upstream $1 {"
    echo "    zone $1 256k;"
    echo "    least_conn;"
    role=
    while read -r address; do
        if [ "$address" = backup ]; then role=" backup"; continue; fi
        # Out for a second at a time: a replica that is away is refused at once and costs next to nothing, and a moment in which all are slow must not leave none.
        echo "    server $address max_fails=3 fail_timeout=1s$role;"
    done
    echo "    keepalive 64;"
    # Shorter than Shutdown:DrainSeconds: no idle connection is left to a replica when it stops.
    echo "    keepalive_timeout 2s;"
    echo "}"
}

# Writes upstreams.conf for the addresses that are in; true when it changed.
write() {
    {
        { echo "$in_web"; if [ -n "$in_learning" ]; then echo backup; echo "$in_learning"; fi; } | upstream web
        if [ -n "$in_learning" ]; then { echo "$in_learning"; echo backup; echo "$in_web"; } | upstream learning; else echo "$in_web" | upstream learning; fi
    } > "$home/upstreams.new"
    if cmp -s "$home/upstreams.new" "$home/upstreams.conf"; then return 1; fi
    mv "$home/upstreams.new" "$home/upstreams.conf"
}

# Of the addresses in $1 those that hang for the first time stay, those that hung before go; with none left all stay.
keep() {
    kept=
    for address in $1; do
        if echo "$2" | grep -qxF "$address"; then rm -f "$home/hung.$address"; kept="$kept $address"
        elif [ -e "$home/hung.$address" ]; then :
        else : > "$home/hung.$address"; kept="$kept $address"
        fi
    done
    echo ${kept:-$1} | tr ' ' '\n'
}

look() {
    # shellcheck disable=SC2086 # One argument for each place.
    all_web=$(addresses $web) all_learning=$(addresses $learning)
    # shellcheck disable=SC2086
    answering=$(alive $all_web $all_learning)
    in_web=$(keep "$all_web" "$answering")
    in_learning=$([ -z "$all_learning" ] || keep "$all_learning" "$answering")
    [ -n "$in_web" ]
}

watch() {
    while sleep 1 && kill -0 $$; do # $$ is nginx, once the script has become it.
        if look && write; then
            echo "proxy: replicas are now $(echo $in_web)${in_learning:+, trainer $(echo $in_learning)}"
            nginx -p "$home" -c "$home/nginx.conf" -s reload || echo "proxy: nginx could not be told" >&2
        fi
    done
}

mkdir -p "$home"
cp "$here/nginx.conf" "$home/nginx.conf"
echo "listen ${LISTEN:-8080};" > "$home/listen.conf"
# From 1.27.4 on, a reload leaves idle connections of clients open for a while, so that none is cut while a request is on its way.
cat > "$home/probe.conf" <<END
pid probe.pid; error_log stderr; events {}
http { access_log off; client_body_temp_path body; proxy_temp_path answers; fastcgi_temp_path f; uwsgi_temp_path u; scgi_temp_path s; keepalive_min_timeout 5s; }
END
if nginx -p "$home" -t -c "$home/probe.conf" 2>/dev/null; then echo 'keepalive_min_timeout 5s;' >> "$home/listen.conf"; fi
[ "${ACCESS_LOG:-stdout}" != stdout ] || ln -sf /dev/stdout "$home/access.log"
until look; do echo "proxy: none of '$web' is known yet"; sleep 1; done
write || true
watch &
exec nginx -p "$home" -c "$home/nginx.conf" -g 'daemon off;'
