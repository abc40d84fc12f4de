import type { ReadModel } from '@goldenthread/read-models';
import type { Command } from 'commander';
import { JSON_OPTION, type CommonOptions, type Context } from '../context.js';
import { EXIT } from '../exit-codes.js';
import { Failure, Stopped } from '../failure.js';
import { withStore, type OpenedStore } from '../opened-database.js';
import { ProgressReport } from '../progress.js';
import type { Amount } from '../progress.words.js';
import { findModel } from '../find-model.js';
import { rebuildData, rebuildWords, stoppedWords, type Rebuilt } from './rebuild.words.js';

interface RebuildCommandOptions extends CommonOptions {
  readonly acceptDifferences?: boolean;
}

export function addRebuildCommand(program: Command, context: Context): void {
  program
    .command('rebuild')
    .summary('rebuild a view beside the live one, compare, swap')
    .description(
      'Rebuilds a view from the events beside the live one, compares both and swaps. Readers never wait for it. Ctrl-C stops it, ' +
        'and the same command goes on from there. Views that are kept together are rebuilt together.',
    )
    .argument('<view>', 'a projection or a view, by the name that `store status` or the database gives it')
    .option('--accept-differences', 'swap although the rows differ: for when the live ones are known to be wrong')
    .option(...JSON_OPTION)
    .action((view: string, options: RebuildCommandOptions) => rebuildView(context, view, options));
}

async function rebuildView(context: Context, view: string, options: RebuildCommandOptions): Promise<void> {
  const model = findModel(view);
  const rebuilt = await withStore(context, (store) => rebuild(context, store, model, options));
  context.terminal.print(options.json ? JSON.stringify(rebuildData(rebuilt)) : rebuildWords(rebuilt));
}

async function rebuild(
  { terminal }: Context,
  { inspection, signal }: OpenedStore,
  model: ReadModel,
  { acceptDifferences = false }: RebuildCommandOptions,
): Promise<Rebuilt> {
  const identity = await inspection.identity();
  if (!identity) throw new Failure(EXIT.couldNotRun, 'The store is empty: there is nothing to rebuild from.');
  const view = model.projection.name;
  const report = new ProgressReport(terminal);
  const began = Date.now();
  let reached: Amount = { done: 0, total: 0 };
  const onProgress = (amount: Amount): void => {
    reached = amount;
    report.update(`Rebuilding ${view}`, 'event', amount);
  };
  try {
    const result = await inspection.rebuild(model, inspection.codec(identity), { signal, onProgress, acceptDifferences });
    return { ...result, view, acceptDifferences, tookMs: Date.now() - began };
  } catch (error) {
    if (error instanceof Stopped) throw new Failure(EXIT.stopped, stoppedWords(view, reached));
    throw error;
  } finally {
    report.end();
  }
}
