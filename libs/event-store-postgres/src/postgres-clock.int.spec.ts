import { identifyStore } from '@goldenthread/event-sourcing';
import { aRequest, anEvent } from '@goldenthread/event-sourcing/testing';
import { openCreatedTestStore, openTestStore, type TestStore } from './testing/index.js';

const SPRING_2100 = '2100-03-31T23:59:59.123Z';

describe('The clock of a store', () => {
  let opened: TestStore;

  afterEach(() => opened.close());

  const recordedAt = async () => {
    await opened.store.append([aRequest({ stream: 'thing-1' })]);
    return (await opened.store.head())?.recordedAt;
  };

  it("tells the server's time, to the millisecond", async () => {
    opened = await openCreatedTestStore('production');
    const before = (await opened.store.head())?.recordedAt ?? '';
    const now = await opened.clock.now();
    expect(now).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    expect(now >= before).toBe(true);
    expect(((await recordedAt()) ?? '') >= now).toBe(true);
  });

  it('cannot be set in a production store', async () => {
    opened = await openCreatedTestStore('production');
    await expect(opened.clock.set(SPRING_2100)).rejects.toThrow('The clock of a production store cannot be set');
    await expect(opened.clock.set(null)).rejects.toThrow('The clock of a production store cannot be set');
  });

  it.each(['demonstration', 'test'] as const)('stays where it is set in a %s store, and times what is recorded', async (purpose) => {
    opened = await openCreatedTestStore(purpose);
    await opened.clock.set(SPRING_2100);
    expect(await opened.clock.now()).toBe(SPRING_2100);
    expect(await recordedAt()).toBe(SPRING_2100);
    await opened.clock.set('2100-04-01T00:00:00.000Z');
    expect(await recordedAt()).toBe('2100-04-01T00:00:00.000Z');
  });

  it('does not go back behind what was recorded, nor behind an earlier setting', async () => {
    opened = await openCreatedTestStore();
    await expect(opened.clock.set('2000-01-01T00:00:00.000Z')).rejects.toThrow('The clock cannot go back');
    await opened.clock.set(SPRING_2100);
    await expect(opened.clock.set('2100-03-31T23:59:59.122Z')).rejects.toThrow('The clock cannot go back');
    await opened.clock.set(SPRING_2100);
    expect(await opened.clock.now()).toBe(SPRING_2100);
  });

  it('returns to real time only if that does not go back', async () => {
    opened = await openCreatedTestStore();
    await opened.clock.set(null);
    await opened.clock.set(SPRING_2100);
    await expect(opened.clock.set(null)).rejects.toThrow('The clock cannot go back');
    expect(await opened.clock.now()).toBe(SPRING_2100);
  });

  it('is never set again once a demonstration is loaded', async () => {
    opened = await openCreatedTestStore('demonstration');
    await opened.store.append([aRequest({ stream: 'demonstration-1', events: [anEvent('DemonstrationLoaded', {})] })]);
    await expect(opened.clock.set(SPRING_2100)).rejects.toThrow('The demonstration is loaded');
    await expect(opened.clock.set(null)).rejects.toThrow('The demonstration is loaded');
  });

  it('may be set before event 0, which is then of that time and cannot be of a production store', async () => {
    opened = await openTestStore();
    await opened.clock.set('2019-01-01T00:00:00.000Z');
    await expect(identifyStore(opened.store, 'production')).rejects.toThrow('The clock of this store was set');
    await identifyStore(opened.store, 'demonstration');
    expect((await opened.store.head())?.recordedAt).toBe('2019-01-01T00:00:00.000Z');
    await opened.clock.set('2019-03-31T12:00:00.000Z');
    expect(await recordedAt()).toBe('2019-03-31T12:00:00.000Z');
    await opened.clock.set(null);
    expect((await opened.clock.now()) > '2026').toBe(true);
    await expect(opened.clock.set('2019-04-01T00:00:00.000Z')).rejects.toThrow('The clock cannot go back');
  });
});
