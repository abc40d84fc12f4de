import type { ContributionsOfYear } from '@goldenthread/indicators';
import { toCsv } from './csv.js';

/** What partners contribute as a file, a line for each contribution and each total that a source states; amounts in pounds. */
export function contributionsCsv(years: readonly ContributionsOfYear[]): string {
  const lines = years.flatMap((of) => [...of.contributions, ...of.stated].map((one) => ({ of, one })));
  return toCsv(lines, [
    { heading: 'Year', value: ({ of }) => of.year },
    { heading: 'Stage', value: ({ of }) => of.stage },
    { heading: 'Contributor', value: ({ one }) => (one.contributor === '' ? 'Total as stated' : one.contributor) },
    { heading: 'Kind', value: ({ one }) => one.kind },
    { heading: 'Pounds', value: ({ one }) => one.pounds },
    { heading: 'Source', value: ({ one }) => one.source.title },
    { heading: 'Why it was restated', value: ({ one }) => one.reason },
  ]);
}
