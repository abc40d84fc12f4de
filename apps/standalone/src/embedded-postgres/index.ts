export { EmbeddedPostgres, type EmbeddedPostgresOptions, type PostgresExit } from './embedded-postgres.js';
export { EmbeddedPostgresError, type EmbeddedPostgresFailure } from './failure.js';
