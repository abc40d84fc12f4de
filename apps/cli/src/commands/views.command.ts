import { forgetViews, migrate, readConfiguration } from '@goldenthread/runtime';
import type { Command } from 'commander';
import { JSON_OPTION, type CommonOptions, type Context } from '../context.js';
import { EXIT } from '../exit-codes.js';
import { Failure } from '../failure.js';
import { findModel } from '../find-model.js';
import { withDatabase, withStore } from '../opened-database.js';
import { positionTyped } from '../typed-options.js';
import { showTheViews } from './store-status.command.js';

interface ParkOptions extends CommonOptions {
  readonly by: string;
  readonly why: string;
}

interface ForgetOptions extends CommonOptions {
  readonly yes?: boolean;
}

const VIEW = ['<view>', 'a projection or a view, by the name that `views status` or the database gives it'] as const;

export function addViewsCommands(program: Command, context: Context): void {
  const views = program
    .command('views')
    .summary('see to views that stopped, or throw all of them away')
    .description('Sees to the views. One that meets an event it cannot take stops there, alone, until somebody decides.');
  views
    .command('status')
    .summary('how far each view is, and which one stopped and why')
    .description('Says how far each view is behind, and which one stopped, at which event and why.')
    .option(...JSON_OPTION)
    .action((options: CommonOptions) => showTheViews(context, options));
  views
    .command('retry')
    .summary('let a view that stopped try again')
    .description('Lets a view that stopped try the event again: for when the program that could not take it was replaced.')
    .argument(...VIEW)
    .option(...JSON_OPTION)
    .action((view: string, options: CommonOptions) => retry(context, view, options));
  views
    .command('park')
    .summary('pass the event by that a view stopped at, for ever')
    .description(
      'Passes the event by that a view stopped at, for this view and for ever, rebuilds included, and lets it go on. For an event ' +
        'that is known to be of no account to it. Who decided so, and why, is kept.',
    )
    .argument(...VIEW)
    .argument('<position>', 'the position it stopped at, as `views status` gives it', positionTyped)
    .requiredOption('--by <who>', 'who decided so')
    .requiredOption('--why <words>', 'and why, for whoever comes after')
    .option(...JSON_OPTION)
    .action((view: string, position: bigint, options: ParkOptions) => park(context, view, position, options));
  views
    .command('forget')
    .summary('throw all views away, so that they are made anew')
    .description(
      'Throws all views away with the places they had read up to: after a store was copied to another engine. Works as the user ' +
        'that DATABASE_ADMIN_URL names. Stop every program first; pages have nothing to show until the worker has made the views anew.',
    )
    .option('--yes', 'needed: it says that you mean it')
    .option(...JSON_OPTION)
    .action((options: ForgetOptions) => forget(context, options));
}

/** @throws Failure `noSuchRecord` where it had not stopped. */
async function retry(context: Context, view: string, { json }: CommonOptions): Promise<void> {
  const { name } = findModel(view).projection;
  if (!(await withStore(context, ({ inspection }) => inspection.retry(name))))
    throw new Failure(EXIT.noSuchRecord, `${name} has not stopped: there is nothing to try again.`);
  context.terminal.print(json ? JSON.stringify({ view: name }) : `${name} tries again as soon as a worker runs.`);
}

/** @throws Failure `noSuchRecord` where it had not stopped there. */
async function park(context: Context, view: string, position: bigint, { by, why, json }: ParkOptions): Promise<void> {
  const { name } = findModel(view).projection;
  if (!(await withStore(context, ({ inspection }) => inspection.park(name, position, by, why))))
    throw new Failure(EXIT.noSuchRecord, `${name} has not stopped at position ${position}: only what it stopped at can be parked.`);
  const words = `${name} passes position ${position} by, and goes on as soon as a worker runs.`;
  context.terminal.print(json ? JSON.stringify({ view: name, position: String(position), by, why }) : words);
}

/** @throws Failure `wrongUsage` where it was not confirmed. */
async function forget(context: Context, { yes = false, json }: ForgetOptions): Promise<void> {
  if (!yes) throw new Failure(EXIT.wrongUsage, 'This throws every view away. Stop every program, and say --yes.');
  const { databaseUrl, databaseAdminUrl } = readConfiguration(context.environment);
  const forgetAt = async (admin: string): Promise<void> => {
    await forgetViews(admin);
    await migrate(databaseUrl ?? admin, admin);
  };
  if (databaseAdminUrl) await forgetAt(databaseAdminUrl);
  else await withDatabase(context, ({ url }) => forgetAt(url));
  context.terminal.print(json ? JSON.stringify({ forgotten: true }) : 'All views are gone. A worker makes them anew when it starts.');
}
