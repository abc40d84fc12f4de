import { toCsv } from '@goldenthread/http';
import type { RowOf } from '@goldenthread/read-models';
import type { Section11CycleRow, Section11ReturnProgressRow, Section11StandardRow, ToolHeading } from '@goldenthread/section11';
import type { Reading } from '../as-at/page-readings.js';
import type { PageHead, PageTable } from '../frame/page.js';
import { paths } from '../paths.js';
import { progressBar, type ProgressBar } from '../section11/progress-bar.js';
import { share } from '../words.js';
import { basisInWords } from './basis-in-words.js';
import { actionsOn, isOut, marksOf, statusOf, whenInWords, type DashboardRow } from './dashboard.page.js';

/** What is known of one agency's return: how far it has come, and nothing of what it says. */
export interface AgencyFacts {
  readonly cycle: RowOf<Section11CycleRow>;
  readonly progress: RowOf<Section11ReturnProgressRow>;
  readonly headings: readonly Pick<ToolHeading, 'key' | 'title' | 'items'>[];
  /** None while nobody has started the return. */
  readonly standards: readonly Pick<Section11StandardRow, 'heading' | 'unanswered'>[];
}

export interface AgencyView extends PageHead {
  readonly status: DashboardRow['status'];
  readonly asked: string;
  readonly when: string;
  readonly marks: readonly string[];
  readonly answered: string;
  readonly bar: ProgressBar;
  readonly standards: readonly { readonly title: string; readonly answered: string }[];
  /** What the reader may read of it by now, or why there is nothing to read yet. */
  readonly lead: string;
  readonly links: readonly { readonly text: string; readonly href: string }[];
  readonly actions: DashboardRow['actions'];
  /** Where nothing can be done about it: why. */
  readonly nothing?: string;
}

/**
 * One agency's return for the business unit, at whatever stage it is. Of a draft it shows how many questions of each
 * standard are answered, never how or by whom: its words and ratings are the agency's own until it is submitted.
 */
export function agencyPage(facts: AgencyFacts, { go, isNow, point }: Reading): AgencyView {
  const { cycle, progress } = facts;
  const actions = isNow ? actionsOn(progress, cycle) : [];
  return {
    title: progress.agencyName,
    caption: cycle.title,
    section: 'cycles',
    back: go(paths.cycles.one(cycle.cycle)),
    status: statusOf(progress),
    asked: basisInWords(progress),
    when: whenInWords(progress, cycle, point.day),
    marks: marksOf(progress),
    answered: `${share(progress.answered, progress.of, 'question')} answered.`,
    bar: progressBar(progress.answered, progress.of),
    standards: standardsOf(facts).map(({ title, answered, of }) => ({ title, answered: `${answered} of ${of}` })),
    lead: leadOf(progress),
    links: linksOf(progress, go),
    actions,
    nothing: actions.length === 0 && isNow ? nothingToDo(progress) : undefined,
  };
}

/** The table of the page as a file. */
export function agencyCsv(facts: AgencyFacts): PageTable {
  return {
    name: 'section-11-progress',
    text: () =>
      toCsv(standardsOf(facts), [
        { heading: 'Agency', value: () => facts.progress.agencyName },
        { heading: 'Standard', value: ({ title }) => title },
        { heading: 'Answered', value: ({ answered }) => answered },
        { heading: 'Of', value: ({ of }) => of },
      ]),
  };
}

function standardsOf({ headings, standards }: AgencyFacts): { title: string; answered: number; of: number }[] {
  const unanswered = new Map(standards.map((row) => [row.heading, row.unanswered]));
  return headings.map(({ key, title, items }) => {
    return { title, answered: items.length - (unanswered.get(key) ?? items.length), of: items.length };
  });
}

function leadOf(progress: AgencyFacts['progress']): string {
  if (!isOut(progress)) return 'The return is submitted: you can read it whole.';
  if (progress.submissions > 0)
    return 'You can read the return as it was last submitted. What its agency changes now appears once it is submitted again.';
  return 'This return is a draft. You see how far it has come; its answers can be read here once its agency submits it.';
}

function linksOf({ return: ref, submissions }: AgencyFacts['progress'], go: Reading['go']): AgencyView['links'] {
  if (submissions === 0) return [];
  return [
    { text: 'Read the return', href: go(paths.returns.one(ref)) },
    { text: 'See its receipt', href: go(paths.returns.receipt(ref)) },
    { text: 'See its history', href: go(paths.returns.history(ref)) },
  ];
}

function nothingToDo({ status, reopenedAt }: AgencyFacts['progress']): string {
  const next = {
    'not-started': 'somebody at the agency starts it',
    open:
      reopenedAt === null
        ? 'the agency answers every question and a senior officer signs it off'
        : 'the agency signs it off anew and submits it',
    'signed-off': 'the agency submits it',
    submitted: 'nothing',
  }[status];
  return `You need do nothing while the cycle is open: the agency can return, late or not. Next, ${next}.`;
}
