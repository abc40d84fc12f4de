import { idOf } from '@goldenthread/event-sourcing';
import type { Definition } from '@goldenthread/indicators';
import type { Answer, Visitor } from './visitor.js';

/** The agency that reports Marlshire's invented conferences. */
export const COUNCIL = idOf('agency', 'marlshire', 'county-council');
export const PLACE = 'authority:marlshire';
export const CONFERENCES = 'conferences-in-15-days';

/** Where the figures of the conferences are. */
export const VALUES = `/api/v1/indicators/${CONFERENCES}/values`;

/** A proportion by quarters that the county council reports; invented. */
export const conferences: Definition = {
  name: 'Initial conferences held within 15 working days',
  question: 'Are children at risk seen by all agencies together, soon?',
  owner: COUNCIL,
  measure: { kind: 'proportion' },
  numerator: { counts: 'initial conferences held in time' },
  denominator: { counts: 'initial conferences' },
  unit: '%',
  decimals: 1,
  polarity: 'up-is-good',
  frequency: 'quarter',
  dueDays: 21,
  places: [{ kind: 'authority', code: 'marlshire', name: 'Marlshire' }],
};

/** Defines an indicator as the business unit does. */
export function define(coordinator: Visitor, code: string, definition: Definition): Promise<Answer> {
  return coordinator.post(`/api/v1/indicators/${code}/definitions`, { definition, comparable: true, why: 'Agreed with the agencies.' });
}

/** A figure of a quarter as an agency sends it. */
export function quarter(period: string, numerator: number, over: object = {}): object {
  return { period, numerator, denominator: 100, standing: 'final', source: { title: 'Quarterly return of the council' }, ...over };
}

/** The keys of so many quarters, from the first of a financial year on. */
export function quarters(year: number, count: number): string[] {
  return Array.from({ length: count }, (_, at) => {
    const of = year + Math.floor(at / 4);
    return `${of}-${String(of + 1).slice(2)}-Q${(at % 4) + 1}`;
  });
}
