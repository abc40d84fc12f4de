import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** The lists of names that texts must not hold. Runs after the table of data keys, in its schema. */
export class CreateNameLists1795700000500 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('SET LOCAL ROLE goldenthread_owner');
    await runner.query(NAME_LIST);
    await runner.query('GRANT SELECT, INSERT, UPDATE ON keys.name_list TO goldenthread_writer');
    await runner.query('RESET ROLE');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE keys.name_list');
  }
}

const NAME_LIST = `
  CREATE TABLE keys.name_list (
    subject   uuid PRIMARY KEY,
    sealed    jsonb NOT NULL,
    listed_at timestamptz NOT NULL DEFAULT clock_timestamp()
  )`;
