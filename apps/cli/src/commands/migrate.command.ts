import { migrate, readConfiguration } from '@goldenthread/runtime';
import type { Command } from 'commander';
import { JSON_OPTION, type CommonOptions, type Context } from '../context.js';
import { counted } from '../numbers.words.js';
import { withDatabase } from '../opened-database.js';

export function addMigrateCommand(program: Command, context: Context): void {
  program
    .command('migrate')
    .summary('bring the database’s tables and roles up to this program')
    .description(
      'Brings the tables and roles of a database up to this program, as the user that DATABASE_ADMIN_URL names, else as that of ' +
        'DATABASE_URL, and lets the user of DATABASE_URL work. Safe to run again, and while others run it.',
    )
    .option(...JSON_OPTION)
    .action((options: CommonOptions) => runMigrations(context, options));
}

async function runMigrations(context: Context, { json }: CommonOptions): Promise<void> {
  const { databaseUrl, databaseAdminUrl } = readConfiguration(context.environment);
  const ran = databaseAdminUrl
    ? await migrate(databaseUrl ?? databaseAdminUrl, databaseAdminUrl)
    : await withDatabase(context, ({ url }) => migrate(url));
  context.terminal.print(json ? JSON.stringify({ ran }) : migrationWords(ran));
}

function migrationWords(ran: readonly string[]): string {
  if (ran.length === 0) return 'There was nothing to do: the database is up to this program.';
  return [`${counted(ran.length, 'migration')} ran:`, ...ran.map((name) => `  ${name}`)].join('\n');
}
