import { OpenedWords } from '@goldenthread/read-models';
import { Argument, type Command } from 'commander';
import { JSON_OPTION, type CommonOptions, type Context } from '../context.js';
import { EXIT } from '../exit-codes.js';
import { Failure } from '../failure.js';
import { keyEncryptionKeyOf, withStore, type OpenedStore } from '../opened-database.js';
import { readAsAt } from '../replay/as-at.js';
import { readReturn } from '../replay/read-return.js';
import { findMoment } from '../replay/reading-moment.js';
import { returnAsItStood } from '../replay/return-as-it-stood.js';
import { noReturnWords, returnWords } from '../replay/return.words.js';
import { peopleIn, showReturn, type ShownReturn } from '../replay/shown-return.js';

interface ReplayOptions extends CommonOptions {
  readonly asAt?: string;
}

export function addReplayCommand(program: Command, context: Context): void {
  program
    .command('replay')
    .summary('show a return as it stood at any moment, from its events alone')
    .description('Shows a return as it stood, folded from its own events and from nothing else: no view is asked.')
    .addArgument(new Argument('<kind>', 'what to show').choices(['return']))
    .argument('<ref>', 'its reference, as the address of its page and every receipt give it')
    .option('--as-at <moment>', 'a date (the end of that day in London; today means now), an instant or a position; left out: now')
    .option(...JSON_OPTION)
    .addHelpText('after', '\nExample:\n  npm run -s goldenthread -- replay --as-at 2026-03-31 return 7c9e6679-7425-50de-944b-e07fc1f90ae7')
    .action((_kind: string, ref: string, options: ReplayOptions) => replayReturn(context, ref.toLowerCase(), options));
}

async function replayReturn(context: Context, ref: string, { asAt, json }: ReplayOptions): Promise<void> {
  const asked = readAsAt(asAt);
  const shown = await withStore(context, (store) => readShownReturn(store, ref, asked));
  context.terminal.print(json ? JSON.stringify(shown) : returnWords(shown, context.terminal.columns));
}

/** @throws Failure `noSuchRecord` where there is no such return, or was none yet. */
async function readShownReturn(
  { inspection, configuration }: OpenedStore,
  ref: string,
  asked: ReturnType<typeof readAsAt>,
): Promise<ShownReturn> {
  const { store, clock, people } = inspection;
  const moment = await findMoment(asked, store, clock);
  const identity = await inspection.identity();
  if (!identity) throw new Error('The store has events but no identity');
  const codec = inspection.codec(identity, keyEncryptionKeyOf(configuration));
  const { events, openedAt } = await readReturn(store, codec, ref, moment.position);
  const stood = returnAsItStood(events);
  if (!stood) throw new Failure(EXIT.noSuchRecord, noReturnWords(ref, openedAt));
  const nameOf = await people.namesOf(peopleIn(stood));
  return showReturn(stood, { ref, moment, identity, words: new OpenedWords(codec), nameOf });
}
