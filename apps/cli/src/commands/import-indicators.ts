import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { londonDate } from '@goldenthread/calendar';
import { cellsOf, importReleases, type ExtractRow, type ReleaseCell, type ReleaseSummary } from '@goldenthread/indicators';
import { partnershipIdOf, PartnershipReader, publishedRegisters } from '@goldenthread/partnership';
import { CsvError, parse } from 'csv-parse/sync';
import type { CommonOptions, Context } from '../context.js';
import { EXIT } from '../exit-codes.js';
import { Failure } from '../failure.js';
import { counted } from '../numbers.words.js';
import { withPlatform } from '../opened-database.js';
import { ProgressReport } from '../progress.js';

export interface IndicatorOptions extends CommonOptions {
  readonly place?: readonly string[];
}

/** As many oddities are written out; `--json` has all of them. */
const MOST_SHOWN = 20;

/** Brings published releases into the record of a partnership. */
export async function bringInReleases(context: Context, slug: string, folder: string, options: IndicatorOptions): Promise<void> {
  const cells = cellsIn(folder);
  const report = new ProgressReport(context.terminal);
  const summary = await withPlatform(context, async ({ journal, clock }, { signal }) => {
    const partnership = partnershipIdOf(slug);
    if (!(await new PartnershipReader(journal).find(partnership))) throw notRegistered(slug);
    try {
      return await importReleases(journal, {
        partnership,
        cells,
        places: options.place,
        today: londonDate(await clock.now()),
        signal,
        onProgress: ({ done, of }) => {
          report.update('Importing published figures', 'series', { done, total: of });
        },
      });
    } finally {
      report.end();
    }
  });
  context.terminal.print(options.json ? JSON.stringify(summary) : releaseSummaryWords(summary));
}

function cellsIn(folder: string): readonly ReleaseCell[] {
  const cells = filesIn(folder).flatMap((file) => cellsOf(rowsIn(folder, file)) ?? []);
  if (cells.length > 0) return cells;
  throw new Failure(EXIT.wrongUsage, `There is no extract of published figures in ${folder}: no CSV there has the columns of one.`);
}

function filesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
      .filter((file) => file.endsWith('.csv'))
      .sort();
  } catch {
    throw new Failure(EXIT.wrongUsage, `${folder} is no folder that can be read.`);
  }
}

function rowsIn(folder: string, file: string): readonly ExtractRow[] {
  try {
    return parse(readFileSync(join(folder, file)), { columns: true, bom: true });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new Failure(EXIT.wrongUsage, `${file} cannot be read as CSV: see its line ${Number(error.lines ?? 1)}. Nothing was recorded.`);
  }
}

function notRegistered(slug: string): Failure {
  const known = publishedRegisters.flatMap(({ partnerships = [] }) => partnerships.map((one) => one.slug));
  return known.includes(slug)
    ? new Failure(EXIT.noSuchRecord, `The record does not hold ${slug} yet: \`import register ${slug}\` brings it in.`)
    : new Failure(EXIT.wrongUsage, `There is no partnership called "${slug}". There are ${known.join(', ')}.`);
}

/** What an import of releases came to. */
export function releaseSummaryWords({ recorded, restated, same, skipped, flagged, kept }: ReleaseSummary): string {
  const sums = `${counted(recorded, 'figure')} recorded, ${restated} restated, ${same} known already; ${skipped.length} passed over, ${flagged.length} flagged, ${kept.length} left as changed by hand.`;
  const odd = (kind: string) => (one: ReleaseSummary['flagged'][number]) => {
    return `  ${kind}: ${one.release} ${one.place} ${one.period}: ${one.what}`;
  };
  const left = kept.map(({ what, code, place, period }) => {
    return `  left: ${[code, place, period].filter((part) => part !== undefined).join(' ')}: ${what}`;
  });
  const lines = [...left, ...skipped.map(odd('passed over')), ...flagged.map(odd('flagged'))];
  const shown = lines.slice(0, MOST_SHOWN);
  const rest = lines.length > MOST_SHOWN ? [`  and ${lines.length - MOST_SHOWN} more, which --json lists.`] : [];
  return [sums, ...shown, ...rest].join('\n');
}
