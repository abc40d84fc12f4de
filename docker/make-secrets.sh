#!/bin/sh
# Makes the secrets that compose.yaml names, each once: those that are there stay. Run it in this folder.
#
# Containers read them as users of their own, so the files can be read by everybody, and the folder by nobody else.
set -eu

umask 077
mkdir -p secrets
cd secrets

make() {
  [ -s "$1" ] || printf '%s' "$2" > "$1"
  chmod 444 "$1"
}

# Passwords stand in addresses: hexadecimal digits need no escaping there.
make database-admin-password "$(openssl rand -hex 32)"
make database-app-password "$(openssl rand -hex 32)"
make database-admin-url "postgresql://goldenthread_admin:$(cat database-admin-password)@database:5432/goldenthread"
make database-url "postgresql://goldenthread_app:$(cat database-app-password)@database:5432/goldenthread"
# Without this one nobody reads what people wrote, ever again: keep a copy away from the database and its backups.
make key-encryption-key "$(openssl rand -base64 32)"

[ -s oidc-client-secret ] || printf 'Put the secret that your issuer gave the console into secrets/oidc-client-secret.\n' >&2
