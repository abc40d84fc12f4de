import type { NameOf } from '@goldenthread/access';
import type { ShownAction, ShownActionHistory } from '@goldenthread/actions';
import type { Reading } from '../as-at/page-readings.js';
import type { PageHead } from '../frame/page.js';
import { paths, withQuery } from '../paths.js';
import { dayInWords, dayWithWeekday, inThousands, instantInWords, spelt } from '../words.js';
import { reviewHref, sourceInWords, statusInWords, themesInWords } from './action-words.js';
import { stepsFor, type Viewer } from './steps.js';

export interface ActionView extends PageHead {
  readonly status: string;
  readonly facts: readonly { readonly key: string; readonly value: string }[];
  readonly source?: { readonly text: string; readonly words: string; readonly href?: string; readonly reviewHref?: string };
  readonly steps: readonly { readonly text: string; readonly href: string }[];
  readonly timeline: readonly {
    readonly title: string;
    readonly who: string;
    readonly when: string;
    readonly then: { readonly text: string; readonly href: string };
    readonly asides: readonly string[];
    readonly evidence: readonly { readonly text: string; readonly href?: string }[];
  }[];
}

/** One action: what is asked, how it stands on the page's day, what can be done, and everything that happened to it. */
export function actionPage(
  row: ShownAction,
  history: readonly ShownActionHistory[],
  nameOf: NameOf,
  viewer: Viewer,
  reading: Reading,
): ActionView {
  const { point, isNow, go } = reading;
  return {
    title: row.what,
    caption: row.agencyName,
    section: 'actions',
    back: go(paths.actions.all),
    status: statusInWords(row, point.day),
    facts: factsOf(row, nameOf),
    source: row.of
      ? {
          text: sourceInWords(row.of.source),
          words: row.of.text,
          href: viewer.seesAll ? go(paths.recommendations.one(row.recommendation)) : undefined,
          reviewHref: viewer.seesAll ? reviewHref(row.of.source, go) : undefined,
        }
      : undefined,
    steps: isNow
      ? stepsFor(row, viewer).map((step) => ({ text: step.title, href: paths.actions.step(row.action, step.group, step.key) }))
      : [],
    timeline: [...history].reverse().map((entry) => ({
      title: titleOf(entry),
      who: `${nameOf(entry.actorPerson)}, ${spelt(entry.actorRole)}`,
      when: instantInWords(entry.recordedAt),
      then: {
        text: `event ${inThousands(BigInt(entry.position))}`,
        href: withQuery(paths.actions.one(row.action), { asAt: entry.position }),
      },
      asides: entry.words === null || entry.kind === 'issued' ? [] : [entry.words],
      evidence: (entry.evidence ?? []).map((piece) =>
        piece.kind === 'note' ? { text: piece.text } : { text: piece.title, href: piece.url },
      ),
    })),
  };
}

function factsOf(row: ShownAction, nameOf: NameOf): ActionView['facts'] {
  const owner = row.owner === null ? row.agencyName : `${nameOf(row.owner)}, ${row.agencyName}`;
  const received =
    row.receivedOn === null ? 'Not recorded yet' : `${dayWithWeekday(row.receivedOn)}, recorded by ${BY[row.receiptBy ?? 'agency']}`;
  return [
    { key: 'Owner', value: owner },
    { key: 'Issued', value: dayWithWeekday(row.issuedOn) },
    { key: 'Received', value: received },
    ...(row.respondBy === null ? [] : [{ key: 'Response due', value: dayWithWeekday(row.respondBy) }]),
    ...(row.respondedOn === null
      ? []
      : [{ key: 'Responded', value: `${dayWithWeekday(row.respondedOn)}${row.respondedLate ? ', late' : ''}` }]),
    { key: 'To be done by', value: dayWithWeekday(row.dueOn) },
    { key: 'Success measure', value: row.successMeasure },
    { key: 'Evidence sought', value: row.evidenceSought },
    { key: 'Themes', value: themesInWords(row.themes) },
  ];
}

const BY: Readonly<Record<'agency' | 'business-team', string>> = { agency: 'the agency', 'business-team': 'the business team' };

function titleOf({ kind, on, lastDay, late, recordedBy, impact }: ShownActionHistory): string {
  const day = on === null ? '' : dayInWords(on);
  const limit = lastDay === null ? '' : dayInWords(lastDay);
  switch (kind) {
    case 'issued':
      return `Issued on ${day}, to be done by ${limit}`;
    case 'received':
      return `Received on ${day}, as ${BY[recordedBy ?? 'agency']} recorded${limit === '' ? '' : `; to be answered by ${limit}`}`;
    case 'accepted':
      return `Accepted on ${day}${late ? ', late' : ''}`;
    case 'refused':
      return `Refused on ${day}${late ? ', late' : ''}`;
    case 'progress':
      return 'Progress';
    case 'claimed':
      return 'Said to be done, with evidence';
    case 'completed':
      return `Agreed to be done on ${day}${late ? ', after it was due' : ''}`;
    case 'returned':
      return 'Sent back: more is wanted';
    case 'impact-reviewed':
      return `What came of it: ${spelt(impact ?? '')}`;
    case 'reopened':
      return `Asked for again, to be done by ${limit}`;
    case 'superseded':
      return 'Superseded by another action';
    case 'receipt-awaited':
      return `No receipt was recorded by ${limit}`;
    case 'response-overdue':
      return `Not answered by ${limit}`;
    case 'overdue':
      return `Not done by ${limit}`;
    case 'escalation-due':
      return `Still not done after ${limit}: for the sub-committee`;
  }
}
