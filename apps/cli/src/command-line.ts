import { Command, CommanderError, type OutputConfiguration } from 'commander';
import { addAgenciesCommands } from './commands/agencies.command.js';
import { addImportCommands } from './commands/import.command.js';
import { addMigrateCommand } from './commands/migrate.command.js';
import { addPeopleCommands } from './commands/people.command.js';
import { addRebuildCommand } from './commands/rebuild.command.js';
import { addReplayCommand } from './commands/replay.command.js';
import { addStoreCommands } from './commands/store.command.js';
import { addTokenCommand } from './commands/token.command.js';
import { addViewsCommands } from './commands/views.command.js';
import type { Context } from './context.js';
import { EXIT, EXIT_CODES_IN_WORDS, type ExitCode } from './exit-codes.js';
import { endingOf } from './failure.words.js';

/** Runs what was typed, and answers what the program ends with. Never rejects. */
export async function runCommandLine(typed: readonly string[], context: Context): Promise<ExitCode> {
  try {
    await commandLine(context).parseAsync(typed, { from: 'user' });
    return EXIT.done;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.wrongUsage;
    const { exitCode, words } = endingOf(error);
    context.terminal.note(words);
    return exitCode;
  }
}

/** All that can be typed. */
function commandLine(context: Context): Command {
  const program = new Command('goldenthread')
    .description('For those who look after a Golden Thread or look into it. Run it as: npm run -s goldenthread -- <command>')
    .exitOverride()
    .configureOutput(outputTo(context))
    .showHelpAfterError('`goldenthread --help` lists what there is.')
    .addHelpText('afterAll', EXIT_CODES_IN_WORDS);
  addReplayCommand(program, context);
  addStoreCommands(program, context);
  addViewsCommands(program, context);
  addRebuildCommand(program, context);
  addMigrateCommand(program, context);
  addImportCommands(program, context);
  addAgenciesCommands(program, context);
  addPeopleCommands(program, context);
  addTokenCommand(program, context);
  return program;
}

/** Commander's own words, in sentences like all others. */
function outputTo({ terminal }: Context): OutputConfiguration {
  return {
    writeOut: (text) => {
      terminal.print(text.trimEnd());
    },
    writeErr: (text) => {
      terminal.note(text.trimEnd());
    },
    outputError: (text, write) => {
      write(text.replace(/^error: (.)(.*)/, (_, first: string, rest: string) => `${first.toUpperCase()}${rest.replace(/\.?$/, '.')}`));
    },
  };
}
