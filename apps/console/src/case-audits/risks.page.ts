import {
  quarterInWords,
  risksByGroup,
  THEMES,
  type RiskReplyOutcome,
  type ShownRisk,
  type ShownRiskReply,
  type ShownRiskReport,
} from '@goldenthread/case-audits';
import { toCsv } from '@goldenthread/http';
import { fieldsWith } from '../actions/fields.js';
import type { AskView } from '../actions/recommend.page.js';
import type { Reading } from '../as-at/page-readings.js';
import type { PageError, PageHead, PageTable } from '../frame/page.js';
import { paths, withQuery } from '../paths.js';
import { counted, dayInWords } from '../words.js';
import { errorFor, themeInWords, wordsBox } from './audit-words.js';
import { boxes, type WritingView } from './finding.page.js';
import { OUTCOMES, type QuarterForm, type ReplyForm, type RiskForm } from './risks.form.js';

type Group = { readonly group: string; readonly name: string };

export interface RisksFacts {
  readonly quarter: string;
  /** The quarters that can be looked at, the latest first. */
  readonly quarters: readonly string[];
  readonly risks: readonly ShownRisk[];
  readonly report: ShownRiskReport | null;
  /** What the executive replied, the first first. */
  readonly replies: readonly ShownRiskReply[];
  /** The local groups that there were on the day: each is to report. */
  readonly groups: readonly Group[];
  /** What audits are called, of those that whoever reads can see. */
  readonly titleOf: ReadonlyMap<string, string>;
  readonly reading: Reading;
  readonly mayRaise: boolean;
  readonly mayReport: boolean;
  readonly mayAnswer: boolean;
}

export interface RisksView extends PageHead {
  readonly quarters: readonly { readonly text: string; readonly href?: string }[];
  readonly reported?: { readonly sentence: string; readonly summary: string; readonly href: string };
  readonly unreported?: string;
  /** What the executive replied, the latest first; nothing before there is a report. */
  readonly replied?: {
    readonly replies: readonly { readonly outcome: string; readonly about: string; readonly words: string }[];
    /** Where the last version of the report has none. */
    readonly awaited?: string;
  };
  readonly groups: readonly {
    readonly name: string;
    readonly risks: readonly { readonly text: string; readonly about: string; readonly source?: { text: string; href: string } }[];
  }[];
  readonly steps: readonly { readonly text: string; readonly href: string }[];
}

/** What all groups see coming in one quarter, in one list, and whether the executive has it. */
export function risksPage(facts: RisksFacts): RisksView {
  const { quarter, quarters, risks, report, groups, reading, mayRaise, mayReport, mayAnswer } = facts;
  return {
    title: 'Emerging risks',
    caption: quarterInWords(quarter),
    section: 'audits',
    back: reading.go(paths.audits.all),
    quarters: quarters.map((one) => {
      const text = quarterInWords(one);
      return one === quarter ? { text } : { text, href: reading.go(withQuery(paths.risks.all, { quarter: one })) };
    }),
    reported: report === null ? undefined : reportedIn(report, facts),
    unreported: report === null ? 'Not reported to the executive yet.' : undefined,
    replied: report === null ? undefined : repliedTo(report, facts.replies),
    groups: risksByGroup(groups, risks).map(({ group, name }) => ({
      name,
      risks: risks.filter((one) => one.group === group).map((one) => riskOf(one, facts)),
    })),
    steps: [
      ...(mayRaise && reading.isNow ? [{ text: 'Record a risk', href: paths.risks.raise }] : []),
      ...(mayReport && reading.isNow
        ? [{ text: report === null ? 'Report to the executive' : 'Report again', href: paths.risks.report(quarter) }]
        : []),
      ...(mayAnswer && reading.isNow && report !== null
        ? [{ text: 'Record the executive’s reply', href: paths.risks.reply(quarter) }]
        : []),
    ],
  };
}

/** The list as a file, with a line for every group that saw nothing. */
export function risksCsv({ quarter, risks, groups, titleOf }: RisksFacts): PageTable {
  const silent = risksByGroup(groups, risks).filter((one) => one.risks === 0);
  const lines = [
    ...risks.map(({ groupName, raisedOn, themes, text, audit }) => {
      return { groupName, raisedOn, themes: themes.map(themeInWords).join(', '), text, audit: audit === null ? '' : titleOf.get(audit) };
    }),
    ...silent.map(({ name }) => ({ groupName: name, raisedOn: '', themes: '', text: 'Nothing came up', audit: '' })),
  ];
  const text = (): string =>
    toCsv(lines, [
      { heading: 'Quarter', value: () => quarter },
      { heading: 'Group', value: (line) => line.groupName },
      { heading: 'Raised on', value: (line) => line.raisedOn },
      { heading: 'Themes', value: (line) => line.themes },
      { heading: 'Risk', value: (line) => line.text },
      { heading: 'After the briefing of', value: (line) => line.audit },
    ]);
  return { name: `emerging-risks-${quarter}`, text };
}

function reportedIn(
  { number, reportedOn, summary, groups, readAt }: ShownRiskReport,
  { quarter, risks }: RisksFacts,
): RisksView['reported'] {
  const told = groups.reduce((total, one) => total + one.risks, 0);
  const version = number === 1 ? '' : ` (version ${number})`;
  const since = risks.length > told ? ` ${counted(risks.length - told, 'risk')} came up since.` : '';
  return {
    sentence: `Reported to the executive on ${dayInWords(reportedOn)}${version}: ${counted(told, 'risk')} from ${counted(groups.length, 'group')}.${since}`,
    summary,
    href: withQuery(paths.risks.all, { quarter, asAt: readAt }),
  };
}

const OUTCOME_WORDS: Readonly<Record<RiskReplyOutcome, string>> = {
  accepted: 'Accepted',
  'more-wanted': 'Asks for more',
  'escalated-to-board': 'Taken to the Board',
};

function repliedTo({ number: last }: ShownRiskReport, replies: readonly ShownRiskReply[]): RisksView['replied'] {
  const isAwaited = !replies.some(({ number }) => number === last);
  return {
    replies: [...replies].reverse().map(({ outcome, words, groupName, answeredOn, number }) => {
      const version = last === 1 ? '' : `, to version ${number}`;
      return { outcome: OUTCOME_WORDS[outcome], about: `${groupName}, ${dayInWords(answeredOn)}${version}`, words };
    }),
    awaited: isAwaited
      ? replies.length === 0
        ? 'No reply is on record yet.'
        : `No reply to version ${last} is on record yet.`
      : undefined,
  };
}

function riskOf(
  { text, raisedOn, themes, audit }: ShownRisk,
  { titleOf, reading }: RisksFacts,
): RisksView['groups'][number]['risks'][number] {
  const title = audit === null ? undefined : titleOf.get(audit);
  const about = [`Came up on ${dayInWords(raisedOn)}`, themes.map(themeInWords).join(', ')].filter((part) => part !== '').join('. ');
  const source = audit !== null && title !== undefined ? { text: title, href: reading.go(paths.audits.report(audit)) } : undefined;
  return { text, about, source };
}

/** The form in which a risk is recorded that a group sees coming by itself. */
export function raisePage(
  groups: readonly Group[],
  commandId: string,
  typed: Partial<RiskForm> = {},
  errors: readonly PageError[] = [],
): WritingView {
  const group = {
    name: 'group',
    idPrefix: 'group',
    fieldset: { legend: { text: 'Which group sees it coming?', classes: 'govuk-fieldset__legend--m' } },
    errorMessage: errorFor(errors, 'group'),
    items: groups.map(({ group: value, name: text }) => ({ value, text, checked: value === typed.group })),
  };
  return {
    title: 'Record a risk',
    section: 'audits',
    back: paths.risks.all,
    errors,
    action: paths.risks.raise,
    change: { commandId, basedOn: 'new' },
    button: 'Record the risk',
    radios: [group],
    words: [
      wordsBox(
        'text',
        'What is coming?',
        typed.text,
        errors,
        'It goes into the quarterly report. Say nothing that tells who somebody is.',
        5,
      ),
    ],
    boxes: [boxes('themes', 'theme', 'Themes', Object.entries<string>(THEMES), typed.themes, errors)],
  };
}

/** The form in which a quarter is reported to the executive. */
export function reportQuarterPage(
  { quarter, risks, groups, report }: Pick<RisksFacts, 'quarter' | 'risks' | 'groups' | 'report'>,
  commandId: string,
  typed: Partial<QuarterForm> = {},
  errors: readonly PageError[] = [],
): WritingView {
  const said = risksByGroup(groups, risks).map(({ name, risks: count }) => `${name}: ${count === 0 ? 'nothing' : counted(count, 'risk')}`);
  return {
    title: report === null ? 'Report to the executive' : 'Report again',
    caption: quarterInWords(quarter),
    section: 'audits',
    back: withQuery(paths.risks.all, { quarter }),
    errors,
    action: paths.risks.report(quarter),
    change: { commandId, basedOn: String(report?.revision ?? 'new') },
    button: 'Report the quarter',
    radios: [],
    words: [
      wordsBox(
        'summary',
        'What do the groups see coming?',
        typed.summary ?? report?.summary,
        errors,
        `All groups in one report. ${said.join('; ')}.`,
        8,
      ),
    ],
    boxes: [],
  };
}

/** The form in which the executive's reply to a quarter's report is recorded. */
export function executiveReplyPage(
  { quarter, report, executives }: { readonly quarter: string; readonly report: ShownRiskReport; readonly executives: readonly Group[] },
  commandId: string,
  typed: Partial<ReplyForm> = {},
  errors: readonly PageError[] = [],
): AskView {
  const fields = fieldsWith(errors);
  const [only, ...others] = executives;
  const group = typed.group ?? (others.length === 0 ? only?.group : undefined);
  return {
    title: 'Record the executive’s reply',
    caption: quarterInWords(quarter),
    section: 'audits',
    back: withQuery(paths.risks.all, { quarter }),
    errors,
    action: paths.risks.reply(quarter),
    what: '',
    fields: [
      fields.radios(
        'outcome',
        { label: 'What did it make of the report?', value: typed.outcome },
        OUTCOMES.map((value) => ({ value, text: OUTCOME_WORDS[value] })),
      ),
      fields.words('words', {
        label: 'What did it say?',
        hint: 'It stays on record. Say nothing that tells who somebody is.',
        value: typed.words,
      }),
      fields.one(
        'group',
        { label: 'Which group replied?', value: group },
        executives.map(({ group: value, name: text }) => ({ value, text })),
      ),
      fields.day(
        'answeredOn',
        'On which day?',
        `The report was made on ${dayInWords(report.reportedOn)}. For example, 27 3 2026.`,
        typed.answeredOn,
      ),
    ],
    button: 'Record the reply',
    change: { commandId, basedOn: String(report.revision) },
  };
}
