import { importRegister, publishedRegisters, type ImportSummary, type RegisterFile } from '@goldenthread/partnership';
import type { Command } from 'commander';
import { JSON_OPTION, type CommonOptions, type Context } from '../context.js';
import { EXIT } from '../exit-codes.js';
import { Failure } from '../failure.js';
import { counted } from '../numbers.words.js';
import { withPlatform } from '../opened-database.js';
import { ProgressReport } from '../progress.js';
import { bringInReleases, type IndicatorOptions } from './import-indicators.js';

export function addImportCommands(program: Command, context: Context): void {
  const imports = program.command('import').summary('bring in what was published').description('Brings data files into the record.');
  imports
    .command('register')
    .summary('record who belongs to a partnership, as published')
    .description(
      'Records what the register files say of partnerships: what is new, corrections of what differs, withdrawals of what they say ' +
        'no longer. Doing it again records nothing; stopped, it goes on from there. docs/register.md says what is in the files.',
    )
    .argument('[partnership...]', `which ones, of ${slugs().join(', ')}; left out: all of them, and the footprints`)
    .option(...JSON_OPTION)
    .action((partnerships: readonly string[], options: CommonOptions) => bringIn(context, partnerships, options));
  imports
    .command('indicators')
    .summary('record published figures, release by release')
    .description(
      'Records what extracts of the children in need census say, release by release: what is new, and restatements of what a later ' +
        'release says otherwise. What is odd as published is listed and recorded all the same. What a person changed is ' +
        'left as it stands, and listed. Doing it again records nothing; stopped, it goes on from there.',
    )
    .argument('<partnership>', `whose record they go into, of ${slugs().join(', ')}`)
    .argument('<folder>', 'where the extracts lie, as CSV; other tables there are passed over')
    .option('--place <codes...>', 'of these places only, by their codes of the Office for National Statistics')
    .option(...JSON_OPTION)
    .action((partnership: string, folder: string, options: IndicatorOptions) => bringInReleases(context, partnership, folder, options));
}

async function bringIn(context: Context, partnerships: readonly string[], { json }: CommonOptions): Promise<void> {
  const files = filesOf(partnerships);
  const report = new ProgressReport(context.terminal);
  const summary = await withPlatform(context, async ({ journal }, { signal }) => {
    try {
      return await importRegister(journal, files, {
        signal,
        onProgress: ({ done, of }) => {
          report.update('Importing the register', 'record', { done, total: of });
        },
      });
    } finally {
      report.end();
    }
  });
  context.terminal.print(json ? JSON.stringify(summary) : summaryWords(summary));
}

/**
 * The files that speak of these partnerships, and of the bodies they name. Footprints join partnerships, so they come with
 * all of them only.
 *
 * @throws Failure `wrongUsage` for a partnership that no file speaks of.
 */
function filesOf(wanted: readonly string[]): readonly RegisterFile[] {
  if (wanted.length === 0) return publishedRegisters;
  const unknown = wanted.find((slug) => !slugs().includes(slug));
  if (unknown !== undefined)
    throw new Failure(EXIT.wrongUsage, `No register file speaks of "${unknown}". They speak of ${slugs().join(', ')}.`);
  const speaksOfIt = ({ partnerships = [] }: RegisterFile): boolean => partnerships.some(({ slug }) => wanted.includes(slug));
  return publishedRegisters.filter((file) => (file.bodies !== undefined && file.partnerships === undefined) || speaksOfIt(file));
}

function slugs(): readonly string[] {
  return publishedRegisters.flatMap(({ partnerships = [] }) => partnerships.map(({ slug }) => slug));
}

function summaryWords({ records, recorded, corrected, withdrawn }: ImportSummary): string {
  if (recorded === 0) return `There was nothing to do: the record says all that the ${counted(records, 'record')} of the files say.`;
  return (
    `${counted(records, 'record')} of the files were compared and ${counted(recorded, 'event')} recorded, ` +
    `of which ${corrected} correct something and ${withdrawn} withdraw something.`
  );
}
