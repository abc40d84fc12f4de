import type { NameOf } from '@goldenthread/access';
import { daysOf, type ShownAction, type ShownActionHistory, type ShownLetter, type ShownRecommendation } from '@goldenthread/actions';
import type { Day } from '@goldenthread/event-sourcing';
import { toCsv } from '@goldenthread/http';

// What rows look like on the wire: pure, and without the columns that only the runner needs. Their types are what they say.
/* eslint-disable @typescript-eslint/explicit-module-boundary-types */

export function recommendationOf({ recommendation, source, text, themes, copiesBy, madeOn }: ShownRecommendation) {
  return { recommendation, source, text, themes, copiesBy, madeOn };
}

const named = (person: string | null, nameOf: NameOf) => (person === null ? null : { person, name: nameOf(person) });

export function actionOf(row: ShownAction, today: Day, nameOf: NameOf) {
  const { action, what, agency, agencyName, owner, status, issuedOn, dueOn, successMeasure, evidenceSought, themes, revision } = row;
  const { receivedOn, receiptBy, respondBy, respondedOn, respondedLate, reports, reportedOn, claimedOn, reopenings, supersededBy } = row;
  const { completedOn, completedByPerson, completedByAgency, impact, impactOn, of } = row;
  const { isOverdue, isResponseOverdue, daysOverdue, age } = daysOf(row, today);
  return {
    action,
    what,
    agency,
    agencyName,
    owner: named(owner, nameOf),
    status,
    issuedOn,
    dueOn,
    /** By the day of asAt. */
    overdue: isOverdue,
    daysOverdue,
    age,
    successMeasure,
    evidenceSought,
    themes,
    recommendation: of && recommendationOf(of),
    receipt: receivedOn === null ? null : { on: receivedOn, recordedBy: receiptBy },
    response: { by: respondBy, on: respondedOn, late: respondedLate, overdue: isResponseOverdue },
    progress: { reports, lastOn: reportedOn },
    claimedOn,
    completed: completedOn === null ? null : { on: completedOn, by: named(completedByPerson, nameOf), agency: completedByAgency },
    impact: impact === null ? null : { impact, on: impactOn },
    reopenings,
    supersededBy,
    revision,
  };
}

export function registerCsv(actions: readonly ReturnType<typeof actionOf>[]): string {
  return toCsv(actions, [
    { heading: 'Action', value: ({ what }) => what },
    { heading: 'Agency', value: ({ agencyName }) => agencyName },
    { heading: 'Owner', value: ({ owner }) => owner?.name },
    { heading: 'Status', value: ({ status }) => status },
    { heading: 'Issued on', value: ({ issuedOn }) => issuedOn },
    { heading: 'Due on', value: ({ dueOn }) => dueOn },
    { heading: 'Overdue', value: ({ overdue }) => overdue },
    { heading: 'Days overdue', value: ({ daysOverdue }) => daysOverdue },
    { heading: 'Response by', value: ({ response }) => response.by },
    { heading: 'Responded on', value: ({ response }) => response.on },
    { heading: 'Themes', value: ({ themes }) => themes.join(', ') },
    { heading: 'Source', value: ({ recommendation }) => recommendation?.source.title },
    { heading: 'Success measure', value: ({ successMeasure }) => successMeasure },
    { heading: 'Completed on', value: ({ completed }) => completed?.on },
    { heading: 'Id', value: ({ action }) => action },
  ]);
}

export function historyOf(row: ShownActionHistory, nameOf: NameOf) {
  const { event, position, recordedAt, kind, words, evidence, on, lastDay, late, recordedBy, impact, supersededBy, number } = row;
  const by = { person: row.actorPerson, name: nameOf(row.actorPerson), agency: row.actorAgency, role: row.actorRole };
  return { event, position, recordedAt, kind, by, words, evidence, on, lastDay, late, recordedBy, impact, supersededBy, number };
}

export function historyCsv(history: readonly ReturnType<typeof historyOf>[]): string {
  return toCsv(history, [
    { heading: 'When', value: ({ recordedAt }) => recordedAt },
    { heading: 'Who', value: ({ by }) => by.name },
    { heading: 'Role', value: ({ by }) => by.role },
    { heading: 'What', value: ({ kind }) => kind },
    { heading: 'On', value: ({ on }) => on },
    { heading: 'Last day', value: ({ lastDay }) => lastDay },
    { heading: 'Late', value: ({ late }) => late },
    { heading: 'Words', value: ({ words }) => words },
    { heading: 'Event', value: ({ event }) => event },
  ]);
}

export function letterOf(row: ShownLetter, nameOf: NameOf) {
  const { failures, letter, agency, agencyName, occasions, about, status, preparedOn, decidedOn, decidedBy, reason, informedOn } = row;
  const decided = decidedOn === null ? null : { on: decidedOn, by: named(decidedBy, nameOf), reason };
  return { failures, letter, agency, agencyName, occasions, about, status, preparedOn, decided, partnersInformedOn: informedOn };
}
