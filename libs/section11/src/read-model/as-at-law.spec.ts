import {
  address,
  EventCodec,
  EventJournal,
  InMemoryEventStore,
  joinCatalogues,
  newId,
  TimelineFold,
  type Position,
  type Projection,
  type RecordedEvent,
  type RowVersion,
} from '@goldenthread/event-sourcing';
import { all, plainSealer } from '@goldenthread/event-sourcing/testing';
import { partnershipAgencyProjection, partnershipEvents } from '@goldenthread/partnership';
import fc from 'fast-check';
import { section11Events } from '../domain/section11.events.js';
import { playSection11, section11Steps, type Step } from '../testing/index.js';
import { section11ReadModels } from './section11.read-models.js';

const projections = [partnershipAgencyProjection as unknown as Projection, ...section11ReadModels.map(({ projection }) => projection)];

describe('the as-at law', () => {
  it('holds: the rows as at any position are those of a fold of the events up to it', async () => {
    await fc.assert(
      fc.asyncProperty(section11Steps, fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 5 }), check),
      { numRuns: 100 },
    );
  });

  it('holds between views: the counts of standards and progress are those of the answers, at every position', async () => {
    await fc.assert(
      fc.asyncProperty(section11Steps, async (steps) => {
        const events = await history(steps);
        const versions = timelines(events);
        for (const { position } of events) viewsAgree(versions, position);
      }),
      { numRuns: 50 },
    );
  });

  it('is put to histories in which everything that can happen does', async () => {
    const histories = await Promise.all(fc.sample(section11Steps, { numRuns: 100, seed: 11 }).map(history));
    const happened = new Set(histories.flat().map((event) => event.type));
    expect([...happened].sort()).toEqual([...Object.keys(partnershipEvents), ...Object.keys(section11Events)].sort());
  });
});

async function check(steps: readonly Step[], places: readonly number[]): Promise<void> {
  const events = await history(steps);
  const everything = timelines(events);
  for (const place of places) {
    const position = BigInt(Math.floor(place * (events.length - 1)));
    const upToIt = events.filter((event) => event.position <= position);
    expect(rowsAsAt(everything, position)).toEqual(rowsAsAt(timelines(upToIt), position));
  }
}

function viewsAgree(versions: readonly RowVersion[], position: Position): void {
  const answers = view('section11_answer', versions, position);
  for (const standard of view('section11_standard', versions, position)) {
    const { return: ref, heading, met, partlyMet, notMet, notApplicable, unanswered, of } = standard;
    const ratings = answers.filter((answer) => answer.return === ref && answer.heading === heading).map(({ rating }) => rating);
    const having = (rating: string | null): number => ratings.filter((one) => one === rating).length;
    expect([met, partlyMet, notMet, notApplicable, unanswered]).toEqual(
      ['met', 'partly-met', 'not-met', 'not-applicable', null].map(having),
    );
    expect(of).toBe(ratings.length - having('not-applicable'));
  }
  for (const { return: ref, answered } of view('section11_return_progress', versions, position)) {
    expect(answered).toBe(answers.filter(({ return: of, rating }) => of === ref && rating !== null).length);
  }
}

/** The rows of one view, whole. */
function view(name: string, versions: readonly RowVersion[], position: Position): Record<string, unknown>[] {
  return validAt(versions, position).flatMap(({ view, key, values }) => (view === name ? [{ ...key, ...values }] : []));
}

async function history(steps: readonly Step[]): Promise<RecordedEvent[]> {
  const codec = new EventCodec(joinCatalogues(partnershipEvents, section11Events), plainSealer, newId());
  const journal = new EventJournal(new InMemoryEventStore(), codec);
  await playSection11(journal, steps);
  return Promise.all((await all(journal.store.readAll())).map((stored) => codec.decode(stored)));
}

/** Every version of every row that the events make. */
function timelines(events: readonly RecordedEvent[]): readonly RowVersion[] {
  const fold = new TimelineFold();
  for (const event of events) {
    for (const { handles, project } of projections) {
      if (handles.includes(event.type)) for (const change of project(event)) fold.apply(change, event.position);
    }
  }
  return fold.changes().added;
}

function rowsAsAt(versions: readonly RowVersion[], position: Position): Record<string, unknown> {
  const valid = validAt(versions, position);
  const rows = Object.fromEntries(valid.map(({ view, key, values }) => [address(view, key), values]));
  if (Object.keys(rows).length !== valid.length) throw new Error('Two versions of one row are valid at once');
  return rows;
}

function validAt(versions: readonly RowVersion[], position: Position): readonly RowVersion[] {
  return versions.filter(({ validFrom, validTo }) => validFrom <= position && (validTo === null || position < validTo));
}
