import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto';
import type { Sql } from './postgres-people.js';

/** How long a visit lasts, in minutes: after the last request, and whatever happens. */
export interface SessionLimits {
  readonly idle: number;
  readonly absolute: number;
}

export const SESSION_LIMITS: SessionLimits = { idle: 30, absolute: 10 * 60 };

const ID_BYTES = 32;
const ID = /^[A-Za-z0-9_-]{43}$/;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

const LASTS = 'last_seen_at > now() - make_interval(mins => $1) and started_at > now() - make_interval(mins => $2)';

/**
 * Visits, kept in PostgreSQL. The id is 256 random bits that only the browser holds: the table has its SHA-256, and what
 * a visit holds is sealed with a key that follows from the id. Whoever reads the table can neither take a visit over nor
 * read what is in it.
 */
export class SealedSessions<Content extends object> {
  constructor(
    private readonly writer: Sql,
    private readonly limits: SessionLimits = SESSION_LIMITS,
  ) {}

  /** @throws Error where the table is not there or may not be used: a program without it must not start. */
  async requireStore(): Promise<void> {
    await this.writer.query('select from console.session limit 0', []);
  }

  /**
   * Begins a visit, and clears away those that are over.
   *
   * @param person who signed in, so that all their visits can be ended at once; nobody before they have.
   * @returns the id: for the browser's cookie, and for nothing else.
   */
  async begin(content: Content, person?: string): Promise<string> {
    const id = randomBytes(ID_BYTES).toString('base64url');
    await this.writer.query(`delete from console.session where not (${LASTS})`, [this.limits.idle, this.limits.absolute]);
    await this.writer.query('insert into console.session (id_hash, content, person_id) values ($1, $2, $3)', [
      hashOf(id),
      seal(id, content),
      person ?? null,
    ]);
    return id;
  }

  /** What a visit holds; nothing where there is none of that id, or it is over. Looking is being active. */
  async find(id: string): Promise<Content | undefined> {
    if (!ID.test(id)) return undefined;
    const { rows } = await this.writer.query(
      `update console.session set last_seen_at = now() where ${LASTS} and id_hash = $3 returning content`,
      [this.limits.idle, this.limits.absolute, hashOf(id)],
    );
    const [row] = rows as { content: Buffer }[];
    return row && (open(id, row.content) as Content);
  }

  /** Replaces what a visit holds. */
  async keep(id: string, content: Content): Promise<void> {
    await this.writer.query('update console.session set content = $2 where id_hash = $1', [hashOf(id), seal(id, content)]);
  }

  async end(id: string): Promise<void> {
    await this.writer.query('delete from console.session where id_hash = $1', [hashOf(id)]);
  }

  /** Ends every visit of a person, wherever they are signed in. */
  async endAllOf(person: string): Promise<void> {
    await this.writer.query('delete from console.session where person_id = $1', [person]);
  }
}

function hashOf(id: string): Buffer {
  return createHash('sha256').update(id).digest();
}

function keyOf(id: string): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', id, '', 'goldenthread session content', 32));
}

function seal(id: string, content: object): Buffer {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', keyOf(id), nonce, { authTagLength: TAG_BYTES });
  const sealed = [cipher.update(JSON.stringify(content), 'utf8'), cipher.final()];
  return Buffer.concat([nonce, cipher.getAuthTag(), ...sealed]);
}

function open(id: string, sealed: Buffer): unknown {
  const tag = sealed.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES);
  const decipher = createDecipheriv('aes-256-gcm', keyOf(id), sealed.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES }).setAuthTag(
    tag,
  );
  return JSON.parse(Buffer.concat([decipher.update(sealed.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()]).toString('utf8'));
}
