import type { Day } from '@goldenthread/event-sourcing';
import type { Place, StatisticalNeighbour } from '@goldenthread/indicators';

// Counties of novels and radio plays, and a region that is none: no figure is attached to a real place.

const COUNTIES = [
  'Barsetshire',
  'Borsetshire',
  'Loamshire',
  'Midsomer',
  'Mummerset',
  'Glebeshire',
  'Rutshire',
  'Westshire',
  'Stonyshire',
  'Northmarch',
  'Eastmoor',
  'Daleshire',
  'Saltshire',
  'Fenshire',
  'Highmoor',
];

/** What Marlshire is compared with. */
export const INVENTED_PLACES: readonly Place[] = [
  { kind: 'region', code: 'invented-region', name: 'Invented region' },
  ...COUNTIES.map((name): Place => ({ kind: 'authority', code: name.toLowerCase(), name })),
];

const CLOSENESS = ['Very close', 'Close', 'Close', 'Somewhat close', 'Not close'];

/** Two models of ten, of which five are in both: as it is with the sets of real places. */
export const NEIGHBOUR_MODELS: readonly {
  readonly model: string;
  readonly on: Day;
  readonly neighbours: readonly StatisticalNeighbour[];
}[] = [
  { model: '2021', on: '2023-09-13', neighbours: ranked(COUNTIES.slice(0, 10)) },
  { model: '2025', on: '2025-06-11', neighbours: ranked(COUNTIES.slice(5)) },
];

function ranked(names: readonly string[]): StatisticalNeighbour[] {
  return names.map((name, at) => {
    return { place: `authority:${name.toLowerCase()}`, name, rank: at + 1, closeness: CLOSENESS[Math.floor(at / 2)] };
  });
}
