import type { Command } from 'commander';
import { JSON_OPTION, type CommonOptions, type Context } from '../context.js';
import { checkTheStore } from './store-check.command.js';
import { showTheStore } from './store-status.command.js';

export function addStoreCommands(program: Command, context: Context): void {
  const store = program.command('store').summary('check the event store, or say how it is').description('Looks into the event store.');
  store
    .command('check')
    .summary('derive every hash, revision and position again from the rows')
    .description(
      'Derives every hash, revision and position again from the rows, and lists what is not as it must be. It sees the store at ' +
        'one moment, while others go on writing, and needs no key. It cannot see an event that a superuser rewrote together ' +
        'with all that depends on it.',
    )
    .option(...JSON_OPTION)
    .action((options: CommonOptions) => checkTheStore(context, options));
  store
    .command('status')
    .summary('which store it is, how far it goes, and how far each view is')
    .description('Says which store it is, how far it goes, how far each view is behind, and which one stopped and why.')
    .option(...JSON_OPTION)
    .action((options: CommonOptions) => showTheStore(context, options));
}
