import {
  EventCodec,
  EventJournal,
  InMemoryEventStore,
  joinCatalogues,
  newId,
  type Position,
  type Projection,
  type RecordedEvent,
  type RowVersion,
} from '@goldenthread/event-sourcing';
import { plainSealer, recordedIn, rowsAsAt, timelinesOf, viewAsAt } from '@goldenthread/event-sourcing/testing';
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
        const versions = timelinesOf(events, projections);
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
  const everything = timelinesOf(events, projections);
  for (const place of places) {
    const position = BigInt(Math.floor(place * (events.length - 1)));
    const upToIt = events.filter((event) => event.position <= position);
    expect(rowsAsAt(everything, position)).toEqual(rowsAsAt(timelinesOf(upToIt, projections), position));
  }
}

function viewsAgree(versions: readonly RowVersion[], position: Position): void {
  const answers = viewAsAt('section11_answer', versions, position);
  for (const standard of viewAsAt('section11_standard', versions, position)) {
    const { return: ref, heading, met, partlyMet, notMet, notApplicable, unanswered, of } = standard;
    const ratings = answers.filter((answer) => answer.return === ref && answer.heading === heading).map(({ rating }) => rating);
    const having = (rating: string | null): number => ratings.filter((one) => one === rating).length;
    expect([met, partlyMet, notMet, notApplicable, unanswered]).toEqual(
      ['met', 'partly-met', 'not-met', 'not-applicable', null].map(having),
    );
    expect(of).toBe(ratings.length - having('not-applicable'));
  }
  for (const { return: ref, answered } of viewAsAt('section11_return_progress', versions, position)) {
    expect(answered).toBe(answers.filter(({ return: of, rating }) => of === ref && rating !== null).length);
  }
}

async function history(steps: readonly Step[]): Promise<RecordedEvent[]> {
  const codec = new EventCodec(joinCatalogues(partnershipEvents, section11Events), plainSealer, newId());
  const journal = new EventJournal(new InMemoryEventStore(), codec);
  await playSection11(journal, steps);
  return recordedIn(journal);
}
