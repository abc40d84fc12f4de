import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** The table of data keys. Runs after the store's migrations, which make the roles. */
export class CreateKeyTable1764028801001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE SCHEMA keys AUTHORIZATION goldenthread_owner');
    await runner.query('SET LOCAL ROLE goldenthread_owner');
    await runner.query(DATA_KEY);
    await runner.query('CREATE UNIQUE INDEX data_key_live ON keys.data_key (record, grp) WHERE destroyed_at IS NULL');
    await runner.query('GRANT USAGE ON SCHEMA keys TO goldenthread_writer, goldenthread_reader');
    await runner.query('GRANT SELECT, INSERT ON keys.data_key TO goldenthread_writer');
    await runner.query('GRANT SELECT ON keys.data_key TO goldenthread_reader');
    await runner.query('RESET ROLE');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP SCHEMA keys CASCADE');
  }
}

// A destroyed key keeps its row, without the key: so that a text it sealed is known to be erased, and not broken.
const DATA_KEY = `
  CREATE TABLE keys.data_key (
    kid          uuid PRIMARY KEY,
    record       text COLLATE "C" NOT NULL,
    grp          text COLLATE "C" NOT NULL,
    wrapped      bytea CHECK (octet_length(wrapped) = 61),
    created_at   timestamptz NOT NULL DEFAULT clock_timestamp(),
    destroyed_at timestamptz,
    CONSTRAINT destroyed_means_gone CHECK ((wrapped IS NULL) = (destroyed_at IS NOT NULL))
  )`;
