import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What the runner keeps about views. The views' own tables are not migrations: the runner makes them from the rows, as
 * the projector, who therefore owns what is made in this schema.
 */
export class ReadModels1795700000300 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE SCHEMA rm AUTHORIZATION goldenthread_projector`);
    await runner.query(`SET LOCAL ROLE goldenthread_projector`);
    await runner.query(`
      CREATE TABLE rm.generation (
        projection text COLLATE "C" NOT NULL,
        generation integer NOT NULL,
        shape text NOT NULL,
        state text NOT NULL CHECK (state IN ('building', 'live', 'retired')),
        checkpoint bigint NOT NULL DEFAULT -1,
        began_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        moved_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        failed_at bigint,
        failure text,
        PRIMARY KEY (projection, generation)
      ) WITH (fillfactor = 50)`);
    await runner.query(`CREATE UNIQUE INDEX ON rm.generation (projection) WHERE state = 'live'`);
    await runner.query(`CREATE UNIQUE INDEX ON rm.generation (projection) WHERE state = 'building'`);
    // Which position was the newest at an instant: the last one recorded in each millisecond.
    await runner.query(`
      CREATE TABLE rm.moment (
        recorded_at timestamptz PRIMARY KEY,
        position bigint NOT NULL UNIQUE
      )`);
    await runner.query(`
      CREATE TABLE rm.lease (
        projection text COLLATE "C" PRIMARY KEY,
        worker uuid NOT NULL,
        fence bigint NOT NULL,
        until timestamptz NOT NULL
      ) WITH (fillfactor = 50)`);
    await runner.query(`CREATE TABLE rm.worker (worker uuid PRIMARY KEY, seen_at timestamptz NOT NULL)`);
    await runner.query(`
      CREATE TABLE rm.parked (
        projection text COLLATE "C" NOT NULL,
        position bigint NOT NULL,
        failure text NOT NULL,
        parked_by text NOT NULL,
        why text NOT NULL,
        parked_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        PRIMARY KEY (projection, position)
      )`);
    await runner.query(`GRANT USAGE ON SCHEMA rm TO goldenthread_reader`);
    await runner.query(`GRANT SELECT ON ALL TABLES IN SCHEMA rm TO goldenthread_reader`);
    await runner.query(`ALTER DEFAULT PRIVILEGES IN SCHEMA rm GRANT SELECT ON TABLES TO goldenthread_reader`);
    await runner.query(`RESET ROLE`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP SCHEMA rm CASCADE`);
  }
}
