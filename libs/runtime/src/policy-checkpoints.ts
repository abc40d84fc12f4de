import type { PolicyCheckpoints } from '@goldenthread/policies';
import type { Pool } from 'pg';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How far each policy has acted, in a table of its own: no view, so that rebuilding views leaves it alone. */
class PolicyCheckpoints1795700001100 implements MigrationInterface {
  readonly name = 'PolicyCheckpoints1795700001100';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('create schema policies authorization goldenthread_owner');
    await runner.query(`create table policies.checkpoint (
      policy text collate "C" primary key,
      position bigint not null,
      moved_at timestamptz not null default clock_timestamp()
    )`);
    await runner.query('alter table policies.checkpoint owner to goldenthread_owner');
    await runner.query('grant usage on schema policies to goldenthread_writer');
    await runner.query('grant select, insert, update on policies.checkpoint to goldenthread_writer');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop schema policies cascade');
  }
}

export const policyMigrations = [PolicyCheckpoints1795700001100];

/** The checkpoints of policies, as the writer. */
export class PostgresPolicyCheckpoints implements PolicyCheckpoints {
  constructor(private readonly pool: Pool) {}

  async find(policy: string): Promise<bigint | undefined> {
    const { rows } = await this.pool.query<{ position: string }>('SELECT position FROM policies.checkpoint WHERE policy = $1', [policy]);
    return rows[0] && BigInt(rows[0].position);
  }

  async move(policy: string, to: bigint): Promise<void> {
    await this.pool.query(
      `INSERT INTO policies.checkpoint AS kept (policy, position) VALUES ($1, $2)
       ON CONFLICT (policy) DO UPDATE SET position = excluded.position, moved_at = clock_timestamp()
       WHERE kept.position < excluded.position`,
      [policy, String(to)],
    );
  }
}
