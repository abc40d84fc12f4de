import type { RowOf } from '@goldenthread/read-models';
import {
  section11V1,
  type ComparedCycle,
  type Section11ReturnProgressRow,
  type ShownHistory,
  type ShownItem,
} from '@goldenthread/section11';
import { readingAt, type Reading } from '../as-at/page-readings.js';
import type { ReturnFile } from '../section11/return-file.js';
import { toolInWords } from '../section11/tool-in-words.js';

// Rows as queries answer them, for the specs of pages.

export const REF = '11111111-1111-5111-8111-111111111111';
export const EARLIER_REF = '22222222-2222-5222-8222-222222222222';
export const CALLUM = {
  person: '33333333-3333-5333-8333-333333333333',
  agency: '44444444-4444-5444-8444-444444444444',
  role: 'agency-author',
};

const NAMES: Readonly<Record<string, string>> = { [CALLUM.person]: 'Callum Birch' };

export function nameOf(person: string): string {
  return NAMES[person] ?? 'a former user';
}

/** Now: 2:14pm on 25 November 2026, event 48,211. */
export const NOW: Reading = readingAt({ position: 48211n, instant: '2026-11-25T14:14:00.000Z', day: '2026-11-25', isNow: true }, undefined);

/** As at the end of 31 March 2026, event 40,000. */
export const EARLIER: Reading = readingAt(
  { position: 40000n, instant: '2026-03-31T22:59:59.999Z', day: '2026-03-31', isNow: false },
  '2026-03-31',
);

export function aProgress(changes: Partial<RowOf<Section11ReturnProgressRow>> = {}): RowOf<Section11ReturnProgressRow> {
  return {
    return: REF,
    partnership: '55555555-5555-5555-8555-555555555555',
    cycle: '66666666-6666-5666-8666-666666666666',
    cycleTitle: 'Section 11 self-assessment 2026',
    agency: CALLUM.agency,
    agencyName: 'Marlshire Constabulary',
    basis: 'children-act-2004-s11',
    duty: 'required',
    status: 'open',
    answered: 1,
    of: 40,
    dueOn: '2026-12-18',
    signedOffBy: null,
    signedOffAt: null,
    submittedAt: null,
    submittedOn: null,
    late: null,
    daysLate: null,
    submissionEvent: null,
    submissionRevision: null,
    submissionPosition: null,
    submissions: 0,
    firstSubmittedOn: null,
    reopenedAt: null,
    corrections: 0,
    correctedAt: null,
    admittedUntil: null,
    revision: 1,
    ...changes,
  };
}

/** Every question, none of them answered. */
export function items(): ShownItem[] {
  return section11V1.headings.flatMap((heading) =>
    heading.items.map(({ key, question }) => anItem({ item: key, heading: heading.key, question })),
  );
}

export function anItem(changes: Partial<ShownItem>): ShownItem {
  return {
    item: 'SMC-1',
    heading: 'SMC',
    question: '',
    rating: null,
    reason: null,
    narrative: null,
    evidence: [],
    broughtForwardFrom: null,
    corrected: null,
    revision: null,
    changedBy: null,
    changedAt: null,
    ...changes,
  };
}

export const ANSWERED: Partial<ShownItem> = {
  rating: 'partly-met',
  narrative: 'A named lead since May.',
  evidence: [{ kind: 'link', title: 'Policy', url: 'https://example.org/policy' }],
  revision: 1,
  changedBy: CALLUM,
  changedAt: '2026-11-25T09:30:00.000Z',
};

/** A return of which only the first question is answered. */
export function aFile(changes: Partial<ReturnFile> = {}): ReturnFile {
  const [first, ...others] = items();
  return {
    progress: aProgress(),
    tool: toolInWords(section11V1),
    isOpen: true,
    closedOn: null,
    items: [...(first ? [{ ...first, ...ANSWERED }] : []), ...others],
    nameOf,
    ...changes,
  };
}

/** The same agency's return of the cycle before, all answered. */
export function aPrevious(): NonNullable<ReturnFile['previous']> {
  return {
    ref: EARLIER_REF,
    cycleTitle: 'Section 11 self-assessment 2024',
    items: items().map((item, index) => ({ ...item, ...ANSWERED, rating: 'met', revision: index + 1 })),
  };
}

export function aHistory(changes: Partial<ShownHistory> = {}): ShownHistory {
  return {
    revision: 1,
    eventId: '77777777-7777-5777-8777-777777777777',
    position: '48190',
    recordedAt: '2026-11-25T09:30:00.000Z',
    kind: 'answered',
    by: CALLUM,
    item: 'SMC-1',
    question: 'Is there a named lead?',
    before: null,
    after: { rating: 'partly-met', reason: null, narrative: 'A named lead since May.', evidence: [], broughtForwardFrom: null },
    afterDue: false,
    why: null,
    number: null,
    admitted: false,
    racedClose: false,
    statement: null,
    submittedOn: null,
    late: null,
    daysLate: null,
    shownFrom: changes.position ?? '48190',
    ...changes,
  };
}

/** A cycle in which one answer and its standard are not what they were, and another return came in. */
export function aComparedCycle(): ComparedCycle {
  const answer = {
    return: REF,
    agencyName: 'Marlshire Constabulary',
    heading: 'SMC',
    item: 'SMC-1',
    question: 'Is there a named lead?',
    hadComeIn: true,
    before: 'met',
    after: 'not-met',
    wordsChanged: true,
    by: CALLUM,
    at: '2026-11-25T09:30:00.000Z',
    why: 'Internal audit found otherwise.',
  } as const;
  const count = { met: 3, partlyMet: 1, notMet: 0, notApplicable: 0, of: 4 };
  const cell = { return: REF, heading: 'SMC', title: 'Leadership', ordinal: 1, before: { ...count, met: 4, partlyMet: 0 }, after: count };
  return {
    cycle: { cycle: aProgress().cycle, title: 'Section 11 self-assessment 2026' },
    progress: [aProgress(), aProgress({ return: EARLIER_REF, agencyName: 'Vale District Council' })],
    statuses: [],
    cells: [
      { ...cell, isChanged: true },
      { ...cell, heading: 'TRN', title: 'Training', ordinal: 2, before: count, isChanged: false },
      { ...cell, return: EARLIER_REF, before: null, isChanged: true },
    ],
    answers: [answer, { ...answer, return: EARLIER_REF, agencyName: 'Vale District Council', hadComeIn: false, before: null }],
  };
}
