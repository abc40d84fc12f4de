import type { Day } from '@goldenthread/event-sourcing';
import type { ChangeLine, ChangesSince, CycleFindings, Section11CycleRow, Slip, StandardShare } from '@goldenthread/section11';
import type { Reading } from '../as-at/page-readings.js';
import type { PageHead } from '../frame/page.js';
import { paths, withQuery } from '../paths.js';
import { counted, dayInWords, dayWithWeekday, share } from '../words.js';
import { sentencesBeyondReturns, type BeyondReturns } from './beyond-returns.js';
import { changeInWords } from './change-words.js';
import type { Sentence } from './sentence.js';

export interface LandingView extends PageHead {
  readonly sentences: readonly Sentence[];
  readonly matrixHref?: string;
  readonly empty?: string;
}

/** What was changed since the sub-committee last met; nothing where no meeting is on record. */
export interface SinceMeeting {
  readonly heldOn: Day;
  readonly group: string;
  readonly changes: ChangesSince;
  /** How much was recorded in case audits, indicators and follow-up. */
  readonly others: number;
  /** What people are called now, by id. */
  readonly nameOf: (person: string) => string;
}

const SHOWN = 3;

/** Where a member lands: a few sentences, each opening what it rests on in one click, and of a return the agency's own words. */
export function landingPage(
  cycle: Pick<Section11CycleRow, 'cycle' | 'title' | 'dueOn'> | undefined,
  findings: CycleFindings | null,
  since: SinceMeeting | undefined,
  beyond: BeyondReturns,
  reading: Reading,
): LandingView {
  const head = { title: 'What needs attention', section: 'overview' } as const;
  if (!cycle || !findings) {
    return {
      ...head,
      sentences: sentencesBeyondReturns(beyond, reading),
      empty: 'No cycle has been opened yet. When the business unit opens one, what stands out in its returns appears here.',
    };
  }
  return {
    ...head,
    caption: cycle.title,
    matrixHref: reading.go(paths.matrix(cycle.cycle)),
    sentences: [
      notReturned(findings, cycle.dueOn, reading),
      weakest(findings.standards, reading),
      slipped(findings, reading),
      ...sentencesBeyondReturns(beyond, reading),
      changed(since, reading),
      withoutEvidence(findings, reading),
    ],
  };
}

function notReturned({ response }: CycleFindings, dueOn: Day, { go, point }: Reading): Sentence {
  const { issued, returned, outstanding } = response;
  const key = 'not-returned';
  if (outstanding.length === 0) return { key, text: `All ${counted(issued, 'agency', 'agencies')} have returned.`, evidence: [] };
  const required = outstanding.filter(({ duty }) => duty === 'required').length;
  const overdue = outstanding.filter(({ daysOverdue }) => daysOverdue > 0);
  const [longest] = [...overdue].sort((a, b) => b.daysOverdue - a.daysOverdue);
  const lateness = longest
    ? `Longest overdue: ${longest.agencyName}, ${counted(longest.daysOverdue, 'day')}.`
    : `None is late: they are due on ${dayWithWeekday(dueOn)}${dueOn === point.day ? ', today' : ''}.`;
  const have = outstanding.length === 1 ? 'has' : 'have';
  const must = required === 0 ? 'none of them is required to' : `${required} of them ${required === 1 ? 'is' : 'are'} required to`;
  return {
    key,
    text: `${outstanding.length} of ${counted(issued, 'agency', 'agencies')} ${have} not returned (${must}); ${returned} ${returned === 1 ? 'has' : 'have'}. ${lateness}`,
    evidence: [],
    all: { text: 'See who has not returned', href: go(paths.finding(key)) },
  };
}

function weakest(standards: readonly StandardShare[], { go }: Reading): Sentence {
  const key = 'weakest';
  const first = standards.filter(({ rank }) => rank === 1);
  const [one] = first;
  if (!one) return { key, text: 'No return has been submitted yet, so no standard can be called the weakest.', evidence: [] };
  const names = list(first.map(({ title }) => title));
  const verb = first.length === 1 ? `The weakest standard is ${names}` : `The weakest standards are ${names}`;
  const lowest = [...one.returns].filter(({ of }) => of > 0).sort((a, b) => a.met * b.of - b.met * a.of || b.notMet - a.notMet);
  return {
    key,
    text: `${verb}: ${share(one.met, one.of, 'item')} that ${one.of === 1 ? 'applies is' : 'apply are'} met, over ${counted(one.returns.length, 'return')}.`,
    evidence: lowest.slice(0, SHOWN).map(({ agencyName, return: ref, met, of }) => {
      return { text: `${agencyName}: ${met} of ${of} met`, href: go(paths.returns.standard(ref, one.heading)) };
    }),
    all: { text: 'See every standard, weakest first', href: go(paths.finding(key)) },
  };
}

function slipped({ slips, standards }: CycleFindings, { go }: Reading): Sentence {
  const key = 'slipped';
  if (!slips.previous) return { key, text: 'There was no cycle before this one to compare with.', evidence: [] };
  const before = slips.previous.title;
  if (!slips.comparable) return { key, text: `Nothing is compared with ${before}: it asked by another version of the tool.`, evidence: [] };
  const agencies = new Set(slips.slips.map(({ agency }) => agency)).size;
  if (agencies === 0) return { key, text: `No agency slipped since ${before}.`, evidence: [] };
  const items = slips.slips.reduce((total, slip) => total + slip.items.length, 0);
  const titleOf = new Map(standards.map(({ heading, title }) => [heading, title]));
  return {
    key,
    text: `${counted(agencies, 'agency', 'agencies')} slipped since ${before}: ${counted(items, 'item')} went down a level.`,
    evidence: slips.slips.slice(0, SHOWN).flatMap((slip) => slipLink(slip, titleOf.get(slip.heading) ?? slip.heading, go)),
    all: { text: 'See everything that went down', href: go(paths.finding(key)) },
  };
}

function slipLink({ agencyName, items }: Slip, standard: string, go: Reading['go']): { text: string; href: string }[] {
  const [first] = items;
  if (!first) return [];
  const more = items.length === 1 ? first.item : `${first.item} and ${counted(items.length - 1, 'other')}`;
  return [{ text: `${agencyName}, ${standard}: ${more}`, href: go(paths.returns.answer(first.return, first.item)) }];
}

function changed(since: SinceMeeting | undefined, { go }: Reading): Sentence {
  const key = 'changed';
  if (!since) {
    return {
      key,
      text: 'No meeting of the sub-committee is on record yet. The business unit records the days on which it met.',
      evidence: [],
    };
  }
  const { counts, lines } = since.changes;
  const parts = [
    counts.submitted > 0 && `${counted(counts.submitted, 'return')} came in${counts.late > 0 ? ` (${counts.late} late)` : ''}`,
    counts.reopened > 0 && `${counted(counts.reopened, 'return')} went back to ${counts.reopened === 1 ? 'its agency' : 'their agencies'}`,
    counts.resubmitted > 0 && `${counted(counts.resubmitted, 'return')} came in again`,
    counts.corrected > 0 && `${counted(counts.corrected, 'answer was', 'answers were')} corrected`,
    counts.admitted > 0 && `${counted(counts.admitted, 'late return was', 'late returns were')} let in after the close`,
  ].filter((part) => part !== false);
  const when = `Since ${since.group} met on ${dayInWords(since.heldOn)}`;
  return {
    key,
    text: `${parts.length === 0 ? `${when}, no return came in and none was changed.` : `${when}: ${list(parts)}.`}${othersInWords(since.others)}`,
    evidence: lines
      .filter(isNews)
      .slice(-SHOWN)
      .reverse()
      .map((line) => ({
        text: `${changeInWords(line)} (${since.nameOf(line.by.person)}, ${dayInWords(line.day)})`,
        href: go(whereOf(line)),
      })),
    all: { text: 'See every change since then', href: go(withQuery(paths.changes, { since: since.heldOn })) },
  };
}

function othersInWords(others: number): string {
  if (others === 0) return '';
  return ` ${counted(others, 'change')} ${others === 1 ? 'was' : 'were'} recorded in case audits, indicators and follow-up.`;
}

function withoutEvidence({ withoutEvidence: bare }: CycleFindings, { go }: Reading): Sentence {
  const key = 'without-evidence';
  const items = bare.reduce((total, one) => total + one.items.length, 0);
  if (items === 0) return { key, text: 'Every rating of met or partly met has evidence.', evidence: [] };
  return {
    key,
    text: `${counted(items, 'rating')} of met or partly met, in ${counted(bare.length, 'return')}, ${items === 1 ? 'has' : 'have'} no evidence.`,
    evidence: bare.slice(0, SHOWN).flatMap(({ agencyName, return: ref, items: [first, ...others] }) => {
      if (!first) return [];
      const more = others.length === 0 ? '' : ` and ${counted(others.length, 'other')}`;
      return [{ text: `${agencyName}: ${first.item}${more}`, href: go(paths.returns.answer(ref, first.item)) }];
    }),
    all: { text: 'See every rating without evidence', href: go(paths.finding(key)) },
  };
}

/** What a member would ask about: not every answer of a return that came in, but the return. */
function isNews({ kind }: ChangeLine): boolean {
  return kind === 'submitted' || kind === 'reopened' || kind === 'corrected' || kind === 'late-return-admitted' || kind === 'cycle-closed';
}

function whereOf({ return: ref, item, kind, cycle }: ChangeLine): string {
  if (ref === null) return cycle === null ? paths.changes : paths.matrix(cycle);
  return kind === 'corrected' && item !== null ? paths.returns.answer(ref, item) : paths.returns.history(ref);
}

const AND = new Intl.ListFormat('en-GB', { type: 'conjunction' });

function list(parts: readonly string[]): string {
  return AND.format(parts);
}
