import { EventCodec, EventJournal, InMemoryEventStore, joinCatalogues, newId } from '@goldenthread/event-sourcing';
import { all, plainSealer, recorded } from '@goldenthread/event-sourcing/testing';
import { indicatorEvents, type SignalProposalEvent } from '@goldenthread/indicators';
import { aPlacesNeighbours, IndicatorPlayer } from '@goldenthread/indicators/testing';
import { partnershipEvents } from '@goldenthread/partnership';
import { PolicyRunner, type PolicyCheckpoints } from './index.js';
import type { Policy } from './policy.js';
import { signalProposalsPolicy } from './signal-proposals.policy.js';

/** An event as the policy takes it. */
type Told = Parameters<typeof signalProposalsPolicy.evolve>[1];

const QUIET = [71, 73, 70, 72, 74, 71, 73, 70, 72, 71, 73, 72, 71];
const LOW = 13;

class Stage {
  readonly journal = new EventJournal(
    new InMemoryEventStore(),
    new EventCodec(joinCatalogues(partnershipEvents, indicatorEvents), plainSealer, newId()),
  );
  readonly player = new IndicatorPlayer(this.journal, 'one');

  async begin(): Promise<void> {
    await this.player.begin();
    await this.player.play(QUIET.map((value, quarter) => ({ does: 'record', quarter, value }) as const));
  }

  /** @param actedUpTo how far the policy had come: from the beginning unless said. */
  act(actedUpTo = -1n): Promise<void> {
    const checkpoints: PolicyCheckpoints = { find: () => Promise.resolve(actedUpTo), move: () => Promise.resolve() };
    const policy = signalProposalsPolicy as unknown as Policy;
    return new PolicyRunner([policy], this.journal, checkpoints, { warn: () => undefined }).catchUp();
  }

  async proposed(): Promise<SignalProposalEvent['data'][]> {
    const events = await Promise.all((await all(this.journal.store.readAll())).map((stored) => this.journal.codec.decodeOpened(stored)));
    return events.filter(({ type }) => type === 'SignalFollowUpProposed').map(({ data }) => data as SignalProposalEvent['data']);
  }
}

let stage: Stage;
beforeEach(async () => {
  stage = new Stage();
  await stage.begin();
});

describe('a series that becomes a concern', () => {
  it('has a follow-up proposed, with the period and the signal that say so; usual variation has none', async () => {
    await stage.act();
    expect(await stage.proposed()).toEqual([]);
    await stage.player.play([{ does: 'record', quarter: LOW, value: 52 }]);
    await stage.act();
    const { partnership, code, place } = stage.player.series;
    expect(await stage.proposed()).toMatchObject([{ partnership, code, place, period: '2023-24-Q2', signal: 'below-lower' }]);
  });

  it('has it proposed once, however often the record is read, and by whoever reads it', async () => {
    await stage.player.play([{ does: 'record', quarter: LOW, value: 52 }]);
    await Promise.all([stage.act(), stage.act()]);
    await stage.act();
    expect(await stage.proposed()).toHaveLength(1);
  });

  it('is not proposed again while the concern lasts', async () => {
    await stage.player.play([
      { does: 'record', quarter: LOW, value: 52 },
      { does: 'record', quarter: LOW + 1, value: 51 },
    ]);
    await stage.act();
    expect((await stage.proposed()).map((one) => 'period' in one && one.period)).toEqual(['2023-24-Q2']);
  });

  it('is proposed when a restatement makes it one, and not when an earlier period is restated', async () => {
    await stage.player.play([{ does: 'restate', quarter: 2, value: 40 }]);
    await stage.act();
    expect(await stage.proposed()).toEqual([]);
    const other = new Stage();
    await other.begin();
    await other.player.play([{ does: 'restate', quarter: QUIET.length - 1, value: 52 }]);
    await other.act();
    expect((await other.proposed()).map((one) => 'period' in one && one.period)).toEqual(['2023-24-Q1']);
  });

  it('has nothing proposed for what a policy has looked at before', async () => {
    await stage.player.play([{ does: 'record', quarter: LOW, value: 52 }]);
    const head = (await stage.journal.store.head())?.position;
    await stage.act(head);
    expect(await stage.proposed()).toEqual([]);
  });

  it.each([
    ['invented', 1],
    ['published', 0],
  ])('has it proposed in a demonstration only where it is invented: %s, %d', async (kind, count) => {
    await stage.player.play([{ does: 'record', quarter: LOW, value: 52 }]);
    const stored = await all(stage.journal.store.readAll());
    const events = await Promise.all(stored.map((one) => stage.journal.codec.decodeOpened(one)));
    const state = { ...signalProposalsPolicy.initial(), purpose: 'demonstration' as const };
    const orders = events.flatMap((event) => {
      const told = event.type === 'PartnershipRegistered' ? { ...event, data: { ...event.data, kind } } : event;
      signalProposalsPolicy.evolve(state, told as Told);
      return signalProposalsPolicy.react(state, told as Told);
    });
    expect(orders).toHaveLength(count);
  });

  it.each<[string, string, string[], number]>([
    ['England', 'england:E92000001', [], 0],
    ['a neighbour', 'authority:borsetshire', ['authority:borsetshire'], 0],
    ['an authority that nobody names', 'authority:borsetshire', ['authority:loamshire'], 1],
  ])('has nothing proposed where it is only compared with: %s', async (_what, place, neighbours, count) => {
    await stage.player.play([{ does: 'record', quarter: LOW, value: 52 }]);
    const state = signalProposalsPolicy.initial();
    state.neighbours.set(stage.player.series.partnership, new Set(neighbours));
    const stored = await all(stage.journal.store.readAll());
    const events = await Promise.all(stored.map((one) => stage.journal.codec.decodeOpened(one)));
    const orders = events.flatMap((event) => {
      const told = (event.stream.startsWith('indicatorSeries-') ? { ...event, data: { ...event.data, place } } : event) as Told;
      signalProposalsPolicy.evolve(state, told);
      return signalProposalsPolicy.react(state, told);
    });
    expect(orders).toHaveLength(count);
  });

  it('learns from the record whom a partnership is compared with', () => {
    const state = signalProposalsPolicy.initial();
    for (const event of recorded('statisticalNeighbours', aPlacesNeighbours)) signalProposalsPolicy.evolve(state, event);
    const [partnership = ''] = state.neighbours.keys();
    expect([...(state.neighbours.get(partnership) ?? [])]).toEqual([
      'authority:borsetshire',
      'authority:other-2021',
      'authority:other-2025',
    ]);
  });
});
