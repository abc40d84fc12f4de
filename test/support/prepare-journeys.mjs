import { ensureBuilt } from '../../apps/build.mjs';
import startPostgres from './start-postgres.mjs';

/** Compiles the program that journeys start, once: several of them at work at the same time would each do it. */
export default async function prepareJourneys() {
  await ensureBuilt('standalone');
  await startPostgres();
}
