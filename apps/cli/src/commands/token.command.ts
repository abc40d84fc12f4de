import { readConfiguration } from '@goldenthread/runtime';
import type { Command } from 'commander';
import { JSON_OPTION, type CommonOptions, type Context } from '../context.js';
import { EXIT } from '../exit-codes.js';
import { Failure } from '../failure.js';
import { fetchDemonstrationToken } from '../token/fetch-demonstration-token.js';

export function addTokenCommand(program: Command, context: Context): void {
  program
    .command('token')
    .summary('print a bearer token for a demonstration person')
    .description(
      'Prints a bearer token for a demonstration person, from the running program: the one that GOLDENTHREAD_URL names, else ' +
        'the one on this machine at PORT (3000).',
    )
    .argument('<person>', 'a demonstration person or role, such as scrutineer')
    .option(...JSON_OPTION)
    .addHelpText('after', `\nExample:\n  T=$(npm run -s token -- scrutineer)`)
    .action((person: string, options: CommonOptions) => printToken(context, person, options));
}

async function printToken({ environment, terminal }: Context, person: string, { json }: CommonOptions): Promise<void> {
  const token = await fetchDemonstrationToken({ baseUrl: baseUrlIn(environment), person });
  terminal.print(json ? JSON.stringify({ person, token }) : token);
}

function baseUrlIn(environment: Context['environment']): string {
  const given = environment.GOLDENTHREAD_URL?.trim();
  if (!given) return `http://localhost:${readConfiguration(environment).port}`;
  if (URL.canParse(given) && /^https?:$/.test(new URL(given).protocol)) return given;
  throw new Failure(EXIT.couldNotRun, 'GOLDENTHREAD_URL must be the address of a Golden Thread, such as http://localhost:3000.');
}
