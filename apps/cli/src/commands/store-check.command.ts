import type { StoreCheck, StoreCheckProgress } from '@goldenthread/runtime';
import type { CommonOptions, Context } from '../context.js';
import { EXIT } from '../exit-codes.js';
import { Failure } from '../failure.js';
import { counted } from '../numbers.words.js';
import { withStore } from '../opened-database.js';
import { ProgressReport } from '../progress.js';
import { checkData, checkWords } from './store-check.words.js';

const UNIT = { events: 'event', streams: 'stream', commands: 'command' } as const;

/** @throws Failure `problemsFound`, once they are listed. */
export async function checkTheStore(context: Context, { json }: CommonOptions): Promise<void> {
  const check = await checked(context);
  context.terminal.print(json ? JSON.stringify(checkData(check)) : checkWords(check));
  if (check.problems.length > 0)
    throw new Failure(EXIT.problemsFound, `The store is not sound: ${counted(check.problems.length, 'problem')}.`);
}

function checked(context: Context): Promise<StoreCheck> {
  return withStore(context, async ({ inspection, signal }) => {
    const report = new ProgressReport(context.terminal);
    const onProgress = ({ checking, done, of }: StoreCheckProgress): void => {
      signal.throwIfAborted();
      report.update(`Checking ${checking}`, UNIT[checking], { done, total: of });
    };
    try {
      return await inspection.check(onProgress);
    } finally {
      report.end();
    }
  });
}
