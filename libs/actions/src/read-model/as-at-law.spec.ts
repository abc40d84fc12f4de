import {
  EventCodec,
  EventJournal,
  InMemoryEventStore,
  joinCatalogues,
  newId,
  type Day,
  type Position,
  type RecordedEvent,
  type RowVersion,
} from '@goldenthread/event-sourcing';
import { plainSealer, recordedIn, rowsAsAt, timelinesOf, viewAsAt } from '@goldenthread/event-sourcing/testing';
import { partnershipEvents, registerEvents } from '@goldenthread/partnership';
import type { RowOf } from '@goldenthread/read-models';
import fc from 'fast-check';
import { actionsEvents } from '../domain/actions.events.js';
import { followUpSteps, playFollowUp, type AfterStep, type FollowUpStep } from '../testing/index.js';
import type { ActionRow } from './action.row.js';
import { actionsReadModels } from './actions.read-models.js';
import { daysOf, overdueByAgency } from './register.js';

const projections = actionsReadModels.map(({ projection }) => projection);

describe('the as-at law, of actions', () => {
  it('holds: the rows as at any position are those of a fold of the events up to it', async () => {
    const places = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 5 });
    const law = fc.asyncProperty(followUpSteps, places, async (steps, where) => {
      const events = await history(steps);
      const everything = timelinesOf(events, projections);
      for (const place of where) {
        const position = BigInt(Math.floor(place * (events.length - 1)));
        const upToIt = events.filter((event) => event.position <= position);
        expect(rowsAsAt(everything, position)).toEqual(rowsAsAt(timelinesOf(upToIt, projections), position));
      }
    });
    await fc.assert(law, { numRuns: 40 });
  });

  it('holds of what is overdue: as at any date the list is the one that was shown on that date', async () => {
    let overdue = 0;
    const law = fc.asyncProperty(followUpSteps, async (steps) => {
      const shown: { position: Position; day: Day; list: unknown }[] = [];
      const journal = aJournal();
      const after: AfterStep = async (day) => {
        const events = await recordedIn(journal);
        const position = events.at(-1)?.position ?? -1n;
        const list = overdueList(timelinesOf(events, projections), position, day);
        shown.push({ position, day, list });
        overdue += list.length;
      };
      await playFollowUp(journal, steps, after);
      const everything = timelinesOf(await recordedIn(journal), projections);
      for (const { position, day, list } of shown) expect(overdueList(everything, position, day)).toEqual(list);
    });
    const surelyOverdue: readonly FollowUpStep[] = [
      { does: 'issue', number: 0, dueInDays: 1 },
      { does: 'AcceptAction', number: 0, daysAgo: 0, by: 0 },
      { does: 'wait', days: 12 },
    ];
    await fc.assert(law, { numRuns: 12, examples: [[surelyOverdue]] });
    expect(overdue).toBeGreaterThan(0);
  });

  it('is put to histories in which all that people can do is done', async () => {
    const histories = await Promise.all(fc.sample(followUpSteps, { numRuns: 80, seed: 11 }).map(history));
    const happened = new Set(histories.flat().map(({ type }) => type));
    const byPolicies = ['ResponseFailureCounted', 'ResponseLetterPrepared', 'ActionNoticeRaised'];
    const onLetters = ['ResponseLetterIssued', 'ResponseLetterHeld', 'StrategicPartnersInformed'];
    const byPeople = Object.keys(actionsEvents).filter((type) => ![...byPolicies, ...onLetters].includes(type));
    expect([...happened].filter((type) => type in actionsEvents).sort()).toEqual(byPeople.sort());
  });
});

function aJournal(): EventJournal {
  return new EventJournal(
    new InMemoryEventStore(),
    new EventCodec(joinCatalogues(partnershipEvents, registerEvents, actionsEvents), plainSealer, newId()),
  );
}

async function history(steps: readonly FollowUpStep[]): Promise<RecordedEvent[]> {
  const journal = aJournal();
  await playFollowUp(journal, steps);
  return recordedIn(journal);
}

function overdueList(versions: readonly RowVersion[], position: Position, day: Day): { action: string; days: number }[] {
  const rows = viewAsAt('action', versions, position) as unknown as RowOf<ActionRow>[];
  const listed = rows
    .filter((row) => daysOf(row, day).isOverdue)
    .map((row) => ({ action: row.action, days: daysOf(row, day).daysOverdue }));
  expect(overdueByAgency(rows, day).reduce((sum, { overdue }) => sum + overdue, 0)).toBe(listed.length);
  return listed.sort((a, b) => (a.action < b.action ? -1 : 1));
}
