import { PeopleRegister, PostgresPeopleDirectory } from '@goldenthread/access';
import { poolAs } from '@goldenthread/event-store-postgres';
import type { Logger } from 'pino';

/** Who people are, to be read and written by whoever keeps the list. Nothing opened here can record an event. */
export interface PeopleRecords {
  readonly directory: PostgresPeopleDirectory;
  readonly register: PeopleRegister;
  close(): Promise<void>;
}

/** Opens the people of a migrated database, and connects to it when it is first asked something. */
export function openPeopleRecords(databaseUrl: string, logger: Logger): PeopleRecords {
  const settings = {
    max: 1,
    connectionTimeoutMillis: 10_000,
    onIdleError: (error: Error) => {
      logger.warn(`A database connection was lost: ${error.message}`);
    },
  };
  const [writer, reader] = [poolAs('writer', databaseUrl, settings), poolAs('reader', databaseUrl, settings)];
  return {
    directory: new PostgresPeopleDirectory(reader),
    register: new PeopleRegister(writer),
    close: async () => {
      await Promise.all([writer.end(), reader.end()]);
    },
  };
}
