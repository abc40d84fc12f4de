import type { NameOf } from '@goldenthread/access';
import { toCsv } from '@goldenthread/http';
import type { HistoryKind, ShownHistory } from '@goldenthread/section11';
import { withQuery } from '../paths.js';
import { counted, inThousands, instantInWords, spelt } from '../words.js';
import { answerInWords, type AnswerInWords } from './answer-in-words.js';
import { ratingWords, type ToolInWords } from './tool-in-words.js';

/** One thing that happened, as a timeline shows it. */
export interface HistoryEntry {
  readonly title: string;
  readonly who: string;
  readonly when: string;
  /** The same page as it was just after. */
  readonly then: { readonly text: string; readonly href: string };
  readonly question?: string;
  readonly asides: readonly string[];
  readonly before?: AnswerInWords;
  readonly after?: AnswerInWords;
}

/**
 * What happened, the latest first.
 *
 * @param here the page that each entry leads to, as it was just after.
 */
export function historyInWords(entries: readonly ShownHistory[], tool: ToolInWords, nameOf: NameOf, here: string): HistoryEntry[] {
  return [...entries].reverse().map((entry) => ({
    title: titleOf(entry, tool),
    who: `${nameOf(entry.by.person)}, ${spelt(entry.by.role)}`,
    when: instantInWords(entry.recordedAt),
    then: { text: `event ${inThousands(BigInt(entry.position))}`, href: withQuery(here, { asAt: entry.shownFrom }) },
    question: entry.question ?? undefined,
    asides: asidesOf(entry),
    before: entry.before ? answerInWords(entry.before, tool) : undefined,
    after: entry.after ? answerInWords(entry.after, tool) : undefined,
  }));
}

const TITLES: Readonly<Record<Exclude<HistoryKind, 'answered' | 'corrected'>, string>> = {
  opened: 'Return started',
  'sign-off-withdrawn': 'Sign-off withdrawn, because an answer changed',
  'signed-off': 'Signed off',
  submitted: 'Submitted',
  reopened: 'Given back to the agency',
};

function titleOf({ kind, before, after }: ShownHistory, tool: ToolInWords): string {
  if (kind !== 'answered' && kind !== 'corrected') return TITLES[kind];
  const [was, is] = [ratingWords(tool, before?.rating ?? null), ratingWords(tool, after?.rating ?? null)];
  const verb = kind === 'corrected' ? 'Corrected' : was === undefined ? 'Answered' : 'Changed';
  if (was === undefined || was === is) return `${verb}: ${is ?? 'no rating'}${was === is ? ', with other words or evidence' : ''}`;
  return `${verb} from ${was} to ${is ?? 'no rating'}`;
}

function asidesOf({ why, afterDue, admitted, racedClose, statement, late, daysLate, after }: ShownHistory): string[] {
  const from = after?.broughtForwardFrom;
  return [
    ...(why === null ? [] : [`Reason: ${why}`]),
    ...(statement === null ? [] : [`Statement: ${statement}`]),
    ...(from ? [`${from.kept ? 'Kept as it was' : 'Brought forward and changed'}, from ${from.cycleTitle}.`] : []),
    ...(afterDue === true ? ['After the day it was due.'] : []),
    ...(late === true ? [`${counted(daysLate ?? 0, 'day')} late.`] : []),
    ...(admitted === true ? ['Let in after the cycle was closed.'] : []),
    ...(racedClose ? ['Begun before the cycle was closed, and recorded just after.'] : []),
  ];
}

export function historyTable(entries: readonly ShownHistory[], tool: ToolInWords, nameOf: NameOf): string {
  return toCsv(entries, [
    { heading: 'When', value: ({ recordedAt }) => recordedAt },
    { heading: 'Event', value: ({ position }) => position },
    { heading: 'Who', value: ({ by }) => nameOf(by.person) },
    { heading: 'Role', value: ({ by }) => spelt(by.role) },
    { heading: 'What', value: (entry) => titleOf(entry, tool) },
    { heading: 'Question', value: ({ question }) => question },
    { heading: 'Why', value: ({ why }) => why },
    { heading: 'What is in place, before', value: ({ before }) => before?.narrative },
    { heading: 'What is in place, after', value: ({ after }) => after?.narrative },
  ]);
}
