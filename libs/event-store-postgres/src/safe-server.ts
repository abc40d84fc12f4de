import pg from 'pg';
import { DATABASE_ROLES, OWNER } from './roles.js';
import { EXCESSIVE_PRIVILEGES, SERVER_FACTS, UNGUARDED_TABLES } from './statements/safe-server.sql.js';

/** Something about a server or its roles that a record for years may not rest on. */
export interface ServerFault {
  /** What it is: a setting's own name, or what is wrong with the roles. */
  readonly fault:
    | 'server_version'
    | 'fsync'
    | 'full_page_writes'
    | 'synchronous_commit'
    | 'data_checksums'
    | 'superuser'
    | 'may-become-owner'
    | 'owner-logs-in'
    | 'privileges'
    | 'unguarded';
  /** A sentence for whoever can do something about it: what is wrong, and what to do. */
  readonly sentence: string;
  /** Whether a developer's own server may be so: one that loses what it acknowledged may never be. */
  readonly onlyInProduction: boolean;
}

/** What a server says of itself, as `statements/safe-server.sql.ts` asks it. */
export interface ServerFacts {
  /** 180004 for 18.4. */
  readonly version_number: number;
  readonly version: string;
  readonly fsync: string;
  readonly full_page_writes: string;
  readonly synchronous_commit: string;
  readonly data_checksums: string;
  readonly login: string;
  readonly is_superuser: boolean;
  readonly is_owner: boolean;
  readonly owner_logs_in: boolean;
}

interface Privileges {
  readonly role: string;
  readonly table: string;
  readonly privileges: string;
}

/** The oldest release that PostgreSQL's own project still mends (postgresql.org, "Versioning Policy"). */
const OLDEST = 15;

/**
 * Looks at a migrated database's server as the login of a running program: whether it keeps what it acknowledges, and
 * whether that login and the roles it works as can rewrite what is stored.
 *
 * @returns every fault; none where the server is fit to hold a record.
 */
export async function faultsOfServer(connectionString: string): Promise<readonly ServerFault[]> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    const { rows: facts } = await client.query<ServerFacts>(SERVER_FACTS, [OWNER]);
    const { rows: privileges } = await client.query<Privileges>(EXCESSIVE_PRIVILEGES, [Object.values(DATABASE_ROLES)]);
    const { rows: unguarded } = await client.query<{ table: string }>(UNGUARDED_TABLES);
    const [server] = facts;
    if (!server) throw new Error(`The database has no role ${OWNER}: it was not migrated`);
    return [...faultsIn(server), ...privileges.map(privilegeFault), ...unguarded.map(unguardedFault)];
  } finally {
    await client.end();
  }
}

/** What is wrong with what a server says of itself. */
export function faultsIn(server: ServerFacts): readonly ServerFault[] {
  const { version, login } = server;
  const faults: readonly (readonly [boolean, ServerFault['fault'], string])[] = [
    [
      server.version_number < OLDEST * 10_000,
      'server_version',
      `PostgreSQL ${version} is no longer mended by its makers: use ${OLDEST} or later`,
    ],
    [server.fsync !== 'on', 'fsync', `The server runs with fsync=${server.fsync} and would lose what it acknowledged: ${turnOn('fsync')}`],
    [
      server.full_page_writes !== 'on',
      'full_page_writes',
      `The server runs with full_page_writes=${server.full_page_writes}, so that a power cut may tear its pages: ${turnOn('full_page_writes')}`,
    ],
    [
      server.synchronous_commit === 'off',
      'synchronous_commit',
      `Commits of ${login} do not wait for the disk (synchronous_commit=off): set it on, for the server, the database and that user`,
    ],
    [
      server.data_checksums !== 'on',
      'data_checksums',
      'The server has no data checksums, so that a rotten disk goes unnoticed: stop it and run `pg_checksums --enable`',
    ],
    [
      server.is_superuser,
      'superuser',
      `${login} is a superuser, whom nothing can keep from rewriting the record: let DATABASE_URL name a login of its own, and DATABASE_ADMIN_URL whoever migrates`,
    ],
    [
      server.is_owner,
      'may-become-owner',
      `${login} may work as ${OWNER}, who can rewrite the record: let DATABASE_URL name another login than the one that migrates`,
    ],
    [server.owner_logs_in, 'owner-logs-in', `${OWNER} can log in, and nobody should as it: ALTER ROLE ${OWNER} NOLOGIN`],
  ];
  return faults.flatMap(([isSo, fault, sentence]) => (isSo ? [{ fault, sentence, onlyInProduction: IN_PRODUCTION.includes(fault) }] : []));
}

/** A developer's own server may be so: nothing that was acknowledged is lost by it. */
const IN_PRODUCTION: readonly ServerFault['fault'][] = ['data_checksums', 'superuser', 'may-become-owner'];

function turnOn(setting: string): string {
  return `ALTER SYSTEM SET ${setting} = on, and reload it`;
}

function privilegeFault({ role, table, privileges }: Privileges): ServerFault {
  const sentence = `${role} has ${privileges} on es.${table}, and needs to read it only: REVOKE ${privileges} ON es.${table} FROM ${role}, or from the role it has that by`;
  return { fault: 'privileges', sentence, onlyInProduction: false };
}

function unguardedFault({ table }: { readonly table: string }): ServerFault {
  const sentence = `Nothing refuses to rewrite es.${table} any more: ALTER TABLE es.${table} ENABLE ALWAYS TRIGGER forbid, and run \`goldenthread store check\``;
  return { fault: 'unguarded', sentence, onlyInProduction: false };
}
