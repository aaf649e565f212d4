#!/bin/sh
# Secrets arrive as files (/run/secrets/master_key), the product reads its environment (MASTER_KEY).
set -eu
for file in /run/secrets/*; do
  [ -f "$file" ] || continue
  name=$(basename "$file" | tr '[:lower:]' '[:upper:]')
  export "$name=$(cat "$file")"
done
exec "$@"
