import type { NameOf } from '@goldenthread/access';
import { toCsv } from '@goldenthread/http';
import {
  periodOfKey,
  type GridLine,
  type IndicatorDefinitionRow,
  type PerformanceRiskRow,
  type RiskDecision,
  type SignalProposalRow,
  type TakenUpAs,
} from '@goldenthread/indicators';
import { fieldsWith, type Field } from '../actions/fields.js';
import type { Reading } from '../as-at/page-readings.js';
import type { PageError, PageHead, PageTable } from '../frame/page.js';
import { paths, withQuery } from '../paths.js';
import { counted, dayInWords, instantInWords } from '../words.js';
import type { AnswerForm, RiskDecisionForm, RiskForm } from './follow-up.form.js';

/** A series and what it is called. */
export type Named = (of: { readonly code: string; readonly place: string }) => string;

/** Names series as their definitions do. */
export function namedBy(definitions: readonly IndicatorDefinitionRow[]): Named {
  return ({ code, place }) => {
    const definition = definitions.find((row) => row.code === code)?.definition;
    const placeName = definition?.places.find((one) => `${one.kind}:${one.code}` === place)?.name ?? place;
    return `${definition?.name ?? code}, ${placeName}`;
  };
}

const TAKEN_UP: Readonly<Record<TakenUpAs, string>> = { 'audit-theme': 'the theme of an audit', action: 'an action' };
const DECISIONS: Readonly<Record<RiskDecision, string>> = {
  accept: 'The Board accepts the risk as it is',
  act: 'The Board has something done about it',
  'ask-for-more': 'The Board asks for more before it decides',
};

export interface FollowUpView extends PageHead {
  readonly lead: string;
  readonly raiseHref?: string;
  readonly proposals: readonly {
    readonly what: string;
    readonly seriesHref: string;
    readonly period: string;
    readonly state: string;
    readonly words: string;
    readonly answerHref?: string;
    /** Where what it was taken up as is begun. */
    readonly next?: { readonly text: string; readonly href: string };
  }[];
  readonly risks: readonly {
    readonly title: string;
    readonly href: string;
    readonly raised: string;
    readonly decision: string;
    readonly words: string;
  }[];
}

export interface FollowUpFacts {
  readonly proposals: readonly SignalProposalRow[];
  readonly risks: readonly PerformanceRiskRow[];
  readonly named: Named;
  readonly nameOf: NameOf;
  /** Whether the reader says what follows. */
  readonly mayFollow: boolean;
  /** What the reader may begin of what proposals are taken up as. */
  readonly mayBegin: readonly TakenUpAs[];
}

/** What follows from signals: what is proposed and what was said to it, and the risks that the Board was told of. */
export function followUpPage(facts: FollowUpFacts, { isNow, go }: Reading): FollowUpView {
  const { proposals, risks, named, nameOf, mayFollow, mayBegin } = facts;
  const open = proposals.filter(({ status }) => status === 'open').length;
  const undecided = risks.filter(({ decision }) => decision === null || decision === 'ask-for-more').length;
  return {
    title: 'What follows from signals',
    section: 'indicators',
    back: go(paths.indicators.all),
    lead: `${counted(open, 'proposal')} to be answered. ${counted(undecided, 'risk')} for the Board to decide on.`,
    raiseHref: mayFollow && isNow ? paths.indicators.raiseRisk : undefined,
    proposals: proposals.map((row) => {
      return {
        what: named(row),
        seriesHref: go(paths.indicators.one(row.code, row.place)),
        period: periodOfKey(row.period)?.words ?? row.period,
        state: answerInWords(row, nameOf),
        words: row.words ?? '',
        answerHref: mayFollow && isNow && row.status === 'open' ? paths.indicators.answer(row.proposal) : undefined,
        next: isNow && row.takenUpAs !== null && mayBegin.includes(row.takenUpAs) ? nextOf(row.takenUpAs, row) : undefined,
      };
    }),
    risks: risks.map((row) => {
      return {
        title: row.title,
        href: go(paths.indicators.risk(row.risk)),
        raised: `${nameOf(row.raisedBy)}, ${instantInWords(row.raisedAt)}`,
        decision: decisionInWords(row),
        words: row.words ?? '',
      };
    }),
  };
}

/** Either begins with what was said here. An action answers a recommendation, so that is recorded first. */
function nextOf(takenUpAs: TakenUpAs, { proposal }: SignalProposalRow): { readonly text: string; readonly href: string } {
  if (takenUpAs === 'audit-theme') return { text: 'Plan the audit', href: withQuery(paths.audits.plan, { proposal }) };
  return { text: 'Record the recommendation', href: withQuery(paths.recommendations.make, { proposal }) };
}

/** The series of a proposal, and the period whose figure is the signal. */
export function inPeriod(row: SignalProposalRow, named: Named): string {
  return `${named(row)}, ${periodOfKey(row.period)?.words ?? row.period}`;
}

function answerInWords({ status, takenUpAs, answeredBy, answeredAt, proposedAt }: SignalProposalRow, nameOf: NameOf): string {
  if (answeredBy === null || answeredAt === null) return `Proposed ${instantInWords(proposedAt)}; to be answered`;
  const by = `by ${nameOf(answeredBy)}, ${instantInWords(answeredAt)}`;
  return status === 'accepted' && takenUpAs !== null ? `Taken up as ${TAKEN_UP[takenUpAs]} ${by}` : `Set aside ${by}`;
}

function decisionInWords({ decision, decidedOn, callBackOn }: PerformanceRiskRow): string {
  if (decision === null || decidedOn === null) return 'Not decided yet';
  const again = callBackOn === null ? '' : `; looked at again on ${dayInWords(callBackOn)}`;
  return `${DECISIONS[decision]}, ${dayInWords(decidedOn)}${again}`;
}

export function followUpTable({ risks, proposals, named, nameOf }: FollowUpFacts): PageTable {
  const rows = [
    ...proposals.map((row) => {
      return { kind: 'Proposal', what: inPeriod(row, named), when: row.proposedAt, state: answerInWords(row, nameOf), words: row.words };
    }),
    ...risks.map((row) => ({ kind: 'Risk', what: row.title, when: row.raisedAt, state: decisionInWords(row), words: row.words })),
  ];
  const text = () =>
    toCsv(rows, [
      { heading: 'Kind', value: ({ kind }) => kind },
      { heading: 'What', value: ({ what }) => what },
      { heading: 'When', value: ({ when }) => when },
      { heading: 'State', value: ({ state }) => state },
      { heading: 'Words', value: ({ words }) => words },
    ]);
  return { name: 'indicator-follow-up', text };
}

/** A page with some facts and one form. */
export interface FollowUpFormView extends PageHead {
  readonly facts: readonly { readonly key: string; readonly value: string }[];
  readonly fields: readonly Field[];
  readonly action: string;
  readonly button: string;
  /** Nothing where the reader cannot act, or an earlier date is shown. */
  readonly change?: { readonly commandId: string; readonly basedOn: string };
}

interface Asked<Form> {
  readonly commandId: string;
  readonly typed?: Partial<Form>;
  readonly errors?: readonly PageError[];
}

/** Where a proposal is taken up or set aside; once that is done, or at an earlier date, it says what is on record. */
export function answerPage(
  row: SignalProposalRow,
  { named, nameOf }: Pick<FollowUpFacts, 'named' | 'nameOf'>,
  { isNow, go }: Reading,
  { commandId, typed, errors = [] }: Asked<AnswerForm>,
): FollowUpFormView {
  const fields = fieldsWith(errors);
  const canAnswer = isNow && row.status === 'open';
  return {
    title: 'What follows from this signal?',
    caption: inPeriod(row, named),
    section: 'indicators',
    back: go(paths.indicators.followUp),
    errors,
    facts: canAnswer
      ? []
      : [
          { key: 'What was said', value: answerInWords(row, nameOf) },
          ...(row.words === null ? [] : [{ key: 'In words', value: row.words }]),
        ],
    fields: canAnswer
      ? [
          fields.radios('answer', { label: 'What follows?', value: typed?.answer }, [
            { value: 'audit-theme', text: 'It becomes the theme of an audit' },
            { value: 'action', text: 'It becomes an action' },
            { value: 'set-aside', text: 'Nothing: it is set aside' },
          ]),
          fields.words('words', {
            label: 'What is to be looked at or done, or why does nothing follow?',
            hint: 'It stays on record. Do not write about a child or family.',
            value: typed?.words,
          }),
        ]
      : [],
    action: paths.indicators.answer(row.proposal),
    button: 'Record it',
    change: canAnswer ? { commandId, basedOn: String(row.revision) } : undefined,
  };
}

/** Where the Board is told of a risk. */
export function raisePage(lines: readonly GridLine[], { commandId, typed, errors = [] }: Asked<RiskForm>): FollowUpFormView {
  const fields = fieldsWith(errors);
  const choices = lines.map(({ indicator, place, placeName }) => {
    return { value: `${indicator.code} ${place}`, text: `${indicator.definition.name}, ${placeName}` };
  });
  return {
    title: 'Tell the Board of a risk to performance',
    section: 'indicators',
    back: paths.indicators.followUp,
    errors,
    facts: [],
    fields: [
      fields.line('title', { label: 'What is the risk?', value: typed?.title }),
      fields.words('why', {
        label: 'Why is it a risk?',
        hint: 'What the figures say, and what lies behind them. Do not write about a child or family.',
        value: typed?.why,
      }),
      fields.one('about', { label: 'Which indicator shows it? (optional)', value: typed?.about }, choices),
    ],
    action: paths.indicators.raiseRisk,
    button: 'Tell the Board',
    change: { commandId, basedOn: 'new' },
  };
}

export interface RiskFacts {
  readonly risk: PerformanceRiskRow;
  readonly named: Named;
  readonly nameOf: NameOf;
  /** Whether the reader keeps the record of what the Board decides. */
  readonly mayDecide: boolean;
}

/** One risk: who raised it and why, and what the Board decided or is to decide. */
export function riskPage(
  { risk, named, nameOf, mayDecide }: RiskFacts,
  { isNow, go }: Reading,
  { commandId, typed, errors = [] }: Asked<RiskDecisionForm>,
): FollowUpFormView {
  const fields = fieldsWith(errors);
  const isOpen = risk.decision === null || risk.decision === 'ask-for-more';
  const canDecide = mayDecide && isNow && isOpen;
  const choices = Object.entries(DECISIONS).map(([value, text]) => ({ value, text }));
  return {
    title: risk.title,
    caption: 'Risk to performance',
    section: 'indicators',
    back: go(paths.indicators.followUp),
    errors,
    facts: [
      { key: 'Why it is a risk', value: risk.why },
      ...risk.about.map((one) => ({ key: 'Shown by', value: named(one) })),
      { key: 'Raised', value: `${nameOf(risk.raisedBy)}, ${instantInWords(risk.raisedAt)}` },
      { key: 'Decision', value: decisionInWords(risk) },
      ...(risk.words === null ? [] : [{ key: 'In words', value: risk.words }]),
    ],
    fields: canDecide
      ? [
          fields.radios('decision', { label: 'What did the Board decide?', value: typed?.decision }, choices),
          fields.words('words', { label: 'In words', hint: 'As it stands in the minutes.', value: typed?.words }),
          fields.day('decidedOn', 'On which day?', 'For example, 27 3 2026', typed?.decidedOn),
          fields.day('callBackOn', 'When does the Board look at it again? (optional)', 'For example, 27 6 2026', typed?.callBackOn),
        ]
      : [],
    action: paths.indicators.risk(risk.risk),
    button: 'Record the decision',
    change: canDecide ? { commandId, basedOn: String(risk.revision) } : undefined,
  };
}
