import type { Command } from 'commander';
import { JSON_OPTION, type CommonOptions, type Context } from '../context.js';
import { positionTyped } from '../typed-options.js';
import { archiveTheStore, type ArchiveOptions } from './store-archive.command.js';
import { checkTheStore } from './store-check.command.js';
import { copyTheStore, type CopyOptions } from './store-copy.command.js';
import { showTheStore } from './store-status.command.js';

export function addStoreCommands(program: Command, context: Context): void {
  const store = program
    .command('store')
    .summary('check the event store, say how it is, copy it, or archive what is full')
    .description('Looks into the event store.');
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
    .command('copy')
    .summary('copy the store to another engine or server, and compare both')
    .description(
      'Copies every event in order to another store, which keeps the moment it was recorded at and the position it had, and then ' +
        'compares both whole. The other database is migrated already, and its address names the user who did that. Safe to stop and ' +
        'to run again: what is there is compared, and only the rest copied. docs/moving-to-kurrentdb.md says what else a move needs.',
    )
    .option('--to <url>', 'postgresql://… or kurrentdb://…; left out: COPY_TO, where nobody sees its password')
    .option(...JSON_OPTION)
    .action((options: CopyOptions) => copyTheStore(context, options));
  store
    .command('archive')
    .summary('move full partitions out of the way of what is appended')
    .description(
      'Moves full partitions (ten million events each) from es.events to es.archived_events, the oldest first, as the user that ' +
        'DATABASE_ADMIN_URL names. Everything stays readable, by programs and rebuilds alike; what is archived is never appended to, ' +
        'so it can lie on a slower disk and be backed up once. Safe while programs run, and to stop and to run again.',
    )
    .option('--before <position>', 'only what lies wholly before this position', positionTyped)
    .option(...JSON_OPTION)
    .action((options: ArchiveOptions) => archiveTheStore(context, options));
  store
    .command('status')
    .summary('which store it is, how far it goes, and how far each view is')
    .description('Says which store it is, how far it goes, how far each view is behind, and which one stopped and why.')
    .option(...JSON_OPTION)
    .action((options: CommonOptions) => showTheStore(context, options));
}
