#!/bin/sh
# Run once by the postgres image on an empty volume: the databases and their logins, as ./cashtide run makes them.
set -eu
psql -v ON_ERROR_STOP=1 -U postgres -c 'create database cashtide' -c 'create database cashtide_lake' -c 'create database keycloak'
psql -v ON_ERROR_STOP=1 -U postgres -d cashtide -f /bootstrap.sql
psql -v ON_ERROR_STOP=1 -U postgres -v owner="$CASHTIDE_OWNER_PASSWORD" -v app="$CASHTIDE_APP_PASSWORD" \
  -v relay="$CASHTIDE_RELAY_PASSWORD" -v scores="$CASHTIDE_SCORES_PASSWORD" -v worker="$CASHTIDE_WORKER_PASSWORD" \
  -v lake="$CASHTIDE_LAKE_PASSWORD" -v keycloak="$KEYCLOAK_PASSWORD" <<'SQL'
alter role cashtide_owner password :'owner';
alter role cashtide_app password :'app';
alter role cashtide_relay password :'relay';
alter role cashtide_scores password :'scores';
alter role cashtide_worker password :'worker';
alter role cashtide_lake password :'lake';
create role keycloak login password :'keycloak';
alter database cashtide_lake owner to cashtide_lake;
alter database keycloak owner to keycloak;
revoke all on database cashtide_lake, keycloak from public;
SQL
