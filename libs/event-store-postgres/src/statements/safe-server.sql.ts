/** How the server keeps what it acknowledges, and who it is that asks. $1: the owner's name. */
export const SERVER_FACTS = `
  SELECT current_setting('server_version_num')::integer AS version_number, current_setting('server_version') AS version,
         current_setting('fsync') AS fsync, current_setting('full_page_writes') AS full_page_writes,
         current_setting('synchronous_commit') AS synchronous_commit, current_setting('data_checksums') AS data_checksums,
         me.rolname AS login, me.rolsuper AS is_superuser,
         NOT me.rolsuper AND pg_has_role(me.oid, o.oid, 'MEMBER') AS is_owner, o.rolcanlogin AS owner_logs_in
    FROM pg_roles me, pg_roles o
   WHERE me.rolname = session_user AND o.rolname = $1`;

/**
 * Who may do more to the store's tables than read them, the owner and superusers left out. $1: those who should not, beside
 * whoever asks.
 */
export const EXCESSIVE_PRIVILEGES = `
  SELECT r.rolname AS role, c.relname AS table, string_agg(p.privilege, ', ' ORDER BY p.privilege) AS privileges
    FROM pg_class c
    JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname = 'es'
    JOIN pg_roles r ON (r.rolname = ANY ($1::text[]) OR r.rolname = session_user) AND NOT r.rolsuper
   CROSS JOIN unnest(ARRAY['INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'TRIGGER']) AS p(privilege)
   WHERE c.relkind IN ('r', 'p') AND has_table_privilege(r.oid, c.oid, p.privilege)
   GROUP BY r.rolname, c.relname ORDER BY r.rolname, c.relname`;

/** The store's tables on which nothing refuses a rewriting. No binds. */
export const UNGUARDED_TABLES = `
  SELECT c.relname AS table
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname = 'es'
   WHERE c.relkind IN ('r', 'p') AND (c.relispartition OR c.relname IN ('events', 'archived_events', 'commands', 'streams', 'head'))
     AND NOT EXISTS (SELECT FROM pg_trigger t WHERE t.tgrelid = c.oid AND t.tgname = 'forbid' AND t.tgenabled = 'A')
   ORDER BY c.relname`;
