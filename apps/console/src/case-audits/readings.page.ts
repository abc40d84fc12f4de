import type { CaseAuditReadingRow, CircleReading, ReadAs, ShownAudit } from '@goldenthread/case-audits';
import { toCsv } from '@goldenthread/http';
import type { RowOf } from '@goldenthread/read-models';
import type { Reading } from '../as-at/page-readings.js';
import type { PageHead, PageTable } from '../frame/page.js';
import { paths, withQuery } from '../paths.js';
import { counted, instantInWords } from '../words.js';

type Read = RowOf<CaseAuditReadingRow>;

export interface ReadingsFacts {
  readonly audit: ShownAudit;
  /** The latest first. */
  readonly readings: readonly Read[];
  readonly reading: Reading;
  readonly nameOf: (person: string) => string;
}

export interface ReadingsView extends PageHead {
  readonly count: string;
  readonly readings: readonly {
    readonly when: string;
    readonly who: string;
    readonly as: string;
    readonly what: string;
    /** What was read, as it was read. */
    readonly href: string;
  }[];
}

/** The page shows so many of the latest; the file has all. */
const SHOWN = 200;

const READ: Readonly<Record<CircleReading, string>> = {
  'agency-audit': 'An agency’s audit',
  moderation: 'The moderation',
  grades: 'Grades of all agencies',
  findings: 'Findings and report',
};

const CIRCLE: Readonly<Record<ReadAs, string>> = {
  'business-unit': 'Business unit',
  panel: 'Panel',
  'sub-committee': 'Sub-committee',
  scrutineer: 'Scrutineer',
};

/** Who of the circle read what nobody outside it may, when, and as it stood at which place of the record. */
export function readingsPage({ audit, readings, reading, nameOf }: ReadingsFacts): ReadingsView {
  const rest = readings.length > SHOWN ? `; the ${SHOWN} latest are shown, and the file has all` : '';
  return {
    title: 'Who read it',
    caption: audit.title,
    section: 'audits',
    back: reading.go(paths.audits.one(audit.audit)),
    count: `${counted(readings.length, 'reading')} of unsuppressed grades and counts, or of case words, by the circle that may see them${rest}.`,
    readings: readings.slice(0, SHOWN).map((one) => ({
      when: instantInWords(one.readAt),
      who: nameOf(one.person),
      as: CIRCLE[one.readAs],
      what: whatOf(one, audit),
      href: withQuery(addressOf(one, audit), { asAt: one.lookedAt }),
    })),
  };
}

/** The whole log as a file. */
export function readingsCsv({ audit, readings, nameOf }: ReadingsFacts): PageTable {
  const text = (): string =>
    toCsv(readings, [
      { heading: 'Read at', value: ({ readAt }) => readAt },
      { heading: 'By', value: ({ person }) => nameOf(person) },
      { heading: 'As', value: ({ readAs }) => CIRCLE[readAs] },
      { heading: 'What', value: (one) => whatOf(one, audit) },
      { heading: 'Position looked at', value: ({ lookedAt }) => lookedAt },
    ]);
  return { name: 'case-audit-readings', text };
}

function whatOf({ what, case: pseudonym, agency }: Read, { agencies }: ShownAudit): string {
  const name = agencies.find((one) => one.agency === agency)?.name;
  return [READ[what], name, pseudonym === null ? undefined : `case ${pseudonym}`].filter((part) => part !== undefined).join(', ');
}

function addressOf({ what, case: pseudonym, agency }: Read, { audit }: ShownAudit): string {
  if (what === 'findings') return paths.audits.report(audit);
  if (what === 'grades' || pseudonym === null) return paths.audits.one(audit);
  return what === 'agency-audit' && agency !== null
    ? paths.audits.agency(audit, pseudonym, agency)
    : paths.audits.moderation(audit, pseudonym);
}
