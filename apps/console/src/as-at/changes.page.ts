import { toCsv } from '@goldenthread/http';
import type { ReadingPoint } from '@goldenthread/read-models';
import type { ChangeKind, ChangeLine } from '@goldenthread/section11';
import type { PageHead } from '../frame/page.js';
import { paths, withQuery } from '../paths.js';
import { counted, inThousands, instantInWords, spelt } from '../words.js';

export interface ChangesView extends PageHead {
  readonly since: string;
  readonly count: string;
  readonly rows: readonly {
    readonly when: string;
    readonly event: { readonly text: string; readonly href?: string };
    readonly who: string;
    readonly what: string;
    readonly agency: string;
    readonly question: string;
    readonly why: string;
  }[];
  readonly then: { readonly text: string; readonly href: string };
}

/** What was recorded since a date, the latest first: who did what to which return, and why where a reason was given. */
export function changesPage(changes: readonly ChangeLine[], since: ReadingPoint, nameOf: (person: string) => string): ChangesView {
  return {
    title: 'What has changed',
    since: `Since ${instantInWords(since.instant)} (event ${inThousands(since.position)})`,
    count: changes.length === 0 ? 'Nothing has changed since.' : `${counted(changes.length, 'change')}, the latest first.`,
    then: { text: 'See the record as it was then', href: withQuery(paths.returns.all, { asAt: String(since.position) }) },
    rows: [...changes].reverse().map((change) => ({
      when: instantInWords(change.recordedAt),
      event: { text: `event ${inThousands(BigInt(change.position))}`, href: hrefOf(change) },
      who: `${nameOf(change.by.person)}, ${spelt(change.by.role)}`,
      what: whatOf(change),
      agency: change.agencyName ?? '',
      question: change.question ?? '',
      why: change.why ?? '',
    })),
  };
}

const WHAT: Readonly<Record<Exclude<ChangeKind, 'answered' | 'corrected'>, string>> = {
  opened: 'Return started',
  'sign-off-withdrawn': 'Sign-off withdrawn',
  'signed-off': 'Return signed off',
  submitted: 'Return submitted',
  reopened: 'Return given back to the agency',
  'cycle-opened': 'Cycle opened',
  'cycle-closed': 'Cycle closed',
  'late-return-admitted': 'Late return let in',
};

function whatOf({ kind, ratingBefore, ratingAfter, daysLate }: ChangeLine): string {
  if (kind === 'submitted' && (daysLate ?? 0) > 0) return `Return submitted, ${counted(daysLate ?? 0, 'day')} late`;
  if (kind !== 'answered' && kind !== 'corrected') return WHAT[kind];
  const verb = kind === 'corrected' ? 'Answer corrected' : ratingBefore === null ? 'Answered' : 'Answer changed';
  if (ratingBefore === null || ratingBefore === ratingAfter) return `${verb}: ${spelt(ratingAfter ?? '')}`;
  return `${verb} from ${spelt(ratingBefore)} to ${spelt(ratingAfter ?? '')}`;
}

/** To the very thing that changed, as it was just after. */
function hrefOf({ return: ref, item, position }: ChangeLine): string | undefined {
  if (ref === null) return undefined;
  return withQuery(item === null ? paths.returns.one(ref) : paths.returns.item(ref, item), { asAt: position });
}

export function changesTable(changes: readonly ChangeLine[], nameOf: (person: string) => string): string {
  return toCsv(changes, [
    { heading: 'When', value: ({ recordedAt }) => recordedAt },
    { heading: 'Event', value: ({ position }) => position },
    { heading: 'Who', value: ({ by }) => nameOf(by.person) },
    { heading: 'Role', value: ({ by }) => spelt(by.role) },
    { heading: 'What', value: whatOf },
    { heading: 'Agency', value: ({ agencyName }) => agencyName },
    { heading: 'Question', value: ({ question }) => question },
    { heading: 'Why', value: ({ why }) => why },
  ]);
}
