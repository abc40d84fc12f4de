#!/bin/sh
# Run once by the server's image, when its folder is new: the login that the programs work as. What it may do, the migrations
# grant it; of itself it may nothing.
set -eu

psql --no-psqlrc --quiet --set ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname "$POSTGRES_DB" \
  --set password="$(cat /run/secrets/database-app-password)" << 'EOF'
CREATE ROLE goldenthread_app LOGIN PASSWORD :'password';
REVOKE CREATE ON SCHEMA public FROM PUBLIC;
EOF
