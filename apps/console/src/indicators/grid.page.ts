import { sparkline } from '@goldenthread/charts';
import { toCsv } from '@goldenthread/http';
import type { GridLine } from '@goldenthread/indicators';
import type { LastMeeting } from '../as-at/last-meeting.js';
import type { Reading } from '../as-at/page-readings.js';
import type { PageHead, PageTable } from '../frame/page.js';
import { paths, withQuery } from '../paths.js';
import { counted, dayInWords } from '../words.js';
import { byUrgency, figureInWords, isSignal, KIND_OF, targetInWords, variationInWords } from './indicator-words.js';

export interface GridView extends PageHead {
  readonly lead: string;
  readonly since?: { readonly text: string; readonly href: string };
  /** Where what is unusual is said in sentences. */
  readonly signalsHref: string;
  /** Where figures of real partnerships are. */
  readonly publishedHref: string;
  /** Where it is said what follows; nothing for those who read their own figures alone. */
  readonly followUpHref?: string;
  readonly lines: readonly {
    readonly name: string;
    readonly place: string;
    readonly href: string;
    readonly period: string;
    readonly latest: string;
    readonly sparkline: string;
    readonly variation: string;
    readonly isSignal: boolean;
    readonly target: string;
    readonly fresh: string;
    readonly restated: string;
  }[];
  readonly empty: string;
  /** What else there is of figures: those that have not come, and sending some where the reader may. */
  readonly also: readonly { readonly text: string; readonly href: string }[];
}

/** Every indicator in a line; what is unusual comes first, and of that what is a concern. */
export function gridPage(
  lines: readonly GridLine[],
  meeting: LastMeeting | undefined,
  { go, isNow }: Reading,
  mayReport = false,
  mayFollowUp = false,
): GridView {
  const signals = lines.filter(({ view }) => isSignal(view.judged.variation)).length;
  return {
    title: 'Indicators',
    section: 'indicators',
    lead:
      lines.length === 0
        ? ''
        : `${counted(signals, 'line')} of ${lines.length} ${signals === 1 ? 'says' : 'say'} something unusual. The rest is usual variation, or too few figures to tell.`,
    since: meeting && {
      text: `See what changed since ${meeting.group} met on ${dayInWords(meeting.heldOn)}, and why`,
      href: go(withQuery(paths.indicators.changes, { since: meeting.heldOn })),
    },
    signalsHref: go(paths.indicators.signals),
    publishedHref: go(paths.indicators.published),
    followUpHref: mayFollowUp ? go(paths.indicators.followUp) : undefined,
    lines: [...lines].sort(byUrgency).map((line) => shownLine(line, go)),
    also: [
      { text: 'See which figures have not come', href: go(paths.indicators.late) },
      { text: 'See what partners contribute', href: go(paths.contributions) },
      ...(mayReport && isNow ? [{ text: 'Send a table of figures', href: paths.indicators.upload }] : []),
    ],
    empty: 'Figures appear here once the business unit has defined an indicator that you may see, and its agency has reported.',
  };
}

function shownLine({ indicator, place, placeName, view, overdue, restatedSince }: GridLine, go: Reading['go']): GridView['lines'][number] {
  const { definition, code } = indicator;
  const { latest, judged } = view;
  return {
    name: definition.name,
    place: placeName,
    href: go(paths.indicators.one(code, place)),
    period: latest?.period.words ?? 'Nothing reported',
    latest: latest?.value ? figureInWords(latest.value.figure, definition) : '',
    sparkline: sparkline(
      view.periods.map(({ value }) => value?.value ?? null),
      KIND_OF[judged.variation ?? 'usual'],
    ),
    variation: latest ? variationInWords(judged.variation) : '',
    isSignal: isSignal(judged.variation),
    target: targetInWords(view, definition) ?? 'None set',
    fresh: overdue === 0 ? 'Up to date' : `${counted(overdue, 'period')} overdue`,
    restated: restatedSince === 0 ? 'None' : counted(restatedSince, 'figure'),
  };
}

export function gridCsv(lines: readonly GridLine[]): PageTable {
  const text = () =>
    toCsv(lines, [
      { heading: 'Indicator', value: ({ indicator }) => indicator.definition.name },
      { heading: 'Place', value: ({ placeName }) => placeName },
      { heading: 'Period', value: ({ view }) => view.latest?.period.key },
      { heading: 'Value', value: ({ view }) => view.latest?.value?.value },
      { heading: 'Unit', value: ({ indicator }) => indicator.definition.unit },
      { heading: 'Variation', value: ({ view }) => variationInWords(view.judged.variation) },
      { heading: 'Target', value: ({ view }) => view.target },
      { heading: 'Against target', value: ({ view }) => view.againstTarget },
      { heading: 'Periods overdue', value: ({ overdue }) => overdue },
      { heading: 'Restated since the last meeting', value: ({ restatedSince }) => restatedSince },
    ]);
  return { name: 'indicators', text };
}
