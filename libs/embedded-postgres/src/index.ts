// What `npm start` brings of its own to a machine that has nothing, all in the data folder: a PostgreSQL, and the key that
// wraps every data key.
export { EmbeddedPostgres, type EmbeddedPostgresOptions, type PostgresExit } from './embedded-postgres.js';
export { EmbeddedPostgresError, type EmbeddedPostgresFailure } from './failure.js';
export { keptKeyEncryptionKey, keyEncryptionKeyIn } from './key-file.js';
export { holdsCluster } from './places.js';
export { runningUrl } from './running.js';
