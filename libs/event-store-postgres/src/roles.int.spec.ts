import { randomUUID } from 'node:crypto';
import { once, EventEmitter } from 'node:events';
import { grantWorkingRoles, poolAs, type WorkingRole } from './roles.js';
import { migrate, openCreatedTestStore, withClient, type TestStore } from './testing/index.js';

describe('The roles', () => {
  let opened: TestStore;

  beforeAll(async () => {
    opened = await openCreatedTestStore();
  });

  afterAll(() => opened.close());

  const asAdmin = async <Row extends object>(statement: string): Promise<Row[]> =>
    withClient(opened.database.adminUrl, async (admin) => (await admin.query<Row>(statement)).rows);

  it.each<WorkingRole>(['writer', 'reader', 'projector'])('make every connection of a pool work as %s, and able to read', async (role) => {
    const { rows } = await opened.pool(role).query(`SELECT current_user AS name, (SELECT count(*) FROM es.events) AS events`);
    expect(rows).toEqual([{ name: `goldenthread_${role}`, events: '1' }]);
  });

  it.each<WorkingRole>(['reader', 'projector'])('leave appending and setting the clock to the writer, not to the %s', async (role) => {
    const pool = opened.pool(role);
    await expect(pool.query(`SELECT es.set_clock(NULL)`)).rejects.toMatchObject({ code: '42501' });
    await expect(pool.query(`SELECT es.prepare_partition()`)).rejects.toMatchObject({ code: '42501' });
    await expect(pool.query(EMPTY_APPEND)).rejects.toMatchObject({ code: '42501' });
    expect((await opened.writer.query(EMPTY_APPEND)).rowCount).toBe(1);
  });

  it('outlive the loss of a connection that somebody holds but is not using at that moment', async () => {
    const onIdleError = (error: Error): void => void lost.push(error);
    const lost: Error[] = [];
    const pool = poolAs('reader', opened.database.adminUrl, { max: 1, onIdleError });
    const held = await pool.connect();
    const { rows } = await held.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
    const ended = new Promise((resolve) => held.once('end', resolve));
    await asAdmin(`SELECT pg_terminate_backend(${rows[0]?.pid ?? 0})`);
    await ended;
    expect(lost.length).toBeGreaterThan(0);
    held.release(true);
    await pool.end();
  });

  it('own nothing that they work with: all of it belongs to the owner, who cannot log in', async () => {
    const owners = await asAdmin(`
      SELECT DISTINCT r.rolname, r.rolcanlogin, r.rolsuper FROM pg_roles r
        JOIN (SELECT relowner AS owner FROM pg_class WHERE relnamespace = 'es'::regnamespace
              UNION SELECT proowner FROM pg_proc WHERE pronamespace = 'es'::regnamespace
              UNION SELECT nspowner FROM pg_namespace WHERE nspname = 'es') o ON o.owner = r.oid`);
    expect(owners).toEqual([{ rolname: 'goldenthread_owner', rolcanlogin: false, rolsuper: false }]);
  });

  it('are the only ones who may run the functions, each of which fixes its search path', async () => {
    const loose = await asAdmin(`
      SELECT proname FROM pg_proc
       WHERE pronamespace = 'es'::regnamespace
         AND (has_function_privilege('public', oid, 'EXECUTE') OR NOT coalesce(proconfig @> '{"search_path=pg_catalog, pg_temp"}', false))`);
    expect(loose).toEqual([]);
  });

  it('outlive a server that drops an idle connection: whoever opened the pool is told', async () => {
    const told = new EventEmitter();
    const pool = poolAs('reader', opened.database.adminUrl, { max: 1, onIdleError: (error) => told.emit('idle-error', error) });
    const { rows } = await pool.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
    const telling = once(told, 'idle-error');
    await asAdmin(`SELECT pg_terminate_backend(${rows[0]?.pid ?? 0})`);
    expect(await telling).toEqual([expect.objectContaining({ code: '57P01' })]);
    expect((await pool.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
    await pool.end();
  });

  it('are enough for a login user without any other right', async () => {
    const user = `gt_login_${randomUUID().slice(0, 8)}`;
    await withClient(opened.database.adminUrl, async (admin) => {
      await admin.query(`CREATE ROLE ${user} LOGIN PASSWORD 'let-me-in'`);
      const pool = poolAs('writer', addressAs(opened.database.adminUrl, user), { onIdleError: () => undefined });
      await expect(pool.query('SELECT 1')).rejects.toMatchObject({ code: '42501' });
      await grantWorkingRoles(admin, user);
      expect((await pool.query('SELECT current_user AS name')).rows).toEqual([{ name: 'goldenthread_writer' }]);
      await expect(pool.query('SET ROLE goldenthread_owner')).rejects.toMatchObject({ code: '42501' });
      await pool.end();
      await admin.query(`DROP ROLE ${user}`);
    });
  });

  it('can be made by an admin who is no superuser, in several databases at once', async () => {
    const admin = `gt_admin_${randomUUID().slice(0, 8)}`;
    const names = ['a', 'b', 'c', 'd'].map((suffix) => `${admin}_${suffix}`);
    await withClient(opened.database.adminUrl, async (superuser) => {
      await superuser.query(`CREATE ROLE ${admin} LOGIN CREATEDB CREATEROLE PASSWORD 'let-me-in'`);
      await superuser.query(`GRANT goldenthread_owner, goldenthread_writer, goldenthread_reader, goldenthread_projector TO ${admin}
                               WITH ADMIN TRUE, SET FALSE`);
      for (const name of names) await superuser.query(`CREATE DATABASE ${name} OWNER ${admin}`);
      await Promise.all(names.map((name) => migrate(addressAs(opened.database.adminUrl, admin, name))));
      for (const name of names) {
        const pool = poolAs('writer', addressAs(opened.database.adminUrl, admin, name), { onIdleError: () => undefined });
        expect((await pool.query(EMPTY_APPEND)).rowCount).toBe(1);
        await pool.end();
        await superuser.query(`DROP DATABASE ${name} WITH (FORCE)`);
      }
      await superuser.query(`DROP OWNED BY ${admin} CASCADE`);
      await superuser.query(`DROP ROLE ${admin}`);
    });
  });
});

const EMPTY_APPEND = `SELECT es.append('{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}')`;

function addressAs(url: string, user: string, database?: string): string {
  const address = new URL(url);
  address.username = user;
  address.password = 'let-me-in';
  if (database) address.pathname = `/${database}`;
  return address.href;
}
