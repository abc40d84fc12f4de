import pg, { type PoolConfig } from 'pg';

/** Who a run-time connection works as. None of them may change or remove what is stored. */
export type WorkingRole = 'writer' | 'reader' | 'projector';

/** Owns every table and function; nobody logs in as it, and no running program works as it. */
export const OWNER = 'goldenthread_owner';

/** The database role behind each working role. */
export const DATABASE_ROLES: Readonly<Record<WorkingRole, string>> = {
  writer: 'goldenthread_writer',
  reader: 'goldenthread_reader',
  projector: 'goldenthread_projector',
};

/** A pool's settings, and who is told of connections that broke while nobody was using them. */
export interface RolePoolSettings extends Omit<PoolConfig, 'connectionString'> {
  readonly onIdleError: (error: Error) => void;
}

/**
 * A pool whose every connection works as one role from its first moment. A server that goes away while a connection is
 * idle is reported, and never ends the process.
 *
 * @param role `owner` is for filling a store with a copy, which no running program does.
 * @param connectionString a user who was granted the role: whoever migrated, or whom `grantWorkingRoles` let in.
 */
export function poolAs(role: WorkingRole | 'owner', connectionString: string, settings: RolePoolSettings): pg.Pool {
  const { onIdleError, ...config } = settings;
  const { url, options } = withoutOptions(connectionString);
  const pool = new pg.Pool({
    ...config,
    pipeline: role === 'writer',
    connectionString: url,
    options: [options, config.options, `-c role=${role === 'owner' ? OWNER : DATABASE_ROLES[role]}`].filter(Boolean).join(' '),
  });
  pool.on('error', onIdleError);
  // The pool listens only to connections that lie idle in it; one that somebody holds would end the process.
  pool.on('connect', (client) => client.on('error', onIdleError));
  return pool;
}

/**
 * Lets a login user work as writer, reader and projector: for servers where the program runs as another user than the one
 * who migrated. Called by one who migrated.
 */
export async function grantWorkingRoles(admin: Pick<pg.ClientBase, 'query'>, loginUser: string): Promise<void> {
  const { writer, reader, projector } = DATABASE_ROLES;
  const { rows } = await admin.query<{ grant: string }>(
    `SELECT format('GRANT %I, %I, %I TO %I', $1::text, $2::text, $3::text, $4::text) AS "grant"`,
    [writer, reader, projector, loginUser],
  );
  for (const row of rows) await admin.query(row.grant);
}

/** What a connection string says wins over a pool's settings, so its options are taken out and joined to the role. */
function withoutOptions(connectionString: string): { url: string; options: string } {
  const [, options = ''] = /[?&]options=([^&]*)/.exec(connectionString) ?? [];
  const url = connectionString.replace(/([?&])options=[^&]*&?/, '$1').replace(/[?&]$/, '');
  return { url, options: decodeURIComponent(options.replaceAll('+', ' ')) };
}
