import { InMemoryEventStore, type CopiedCommand, type EventStore, type StoredEvent } from '@goldenthread/event-sourcing';
import { aRequest } from '@goldenthread/event-sourcing/testing';
import { copyStore, NotACopyError, type CopyProgress } from './copy-store.js';

/** A store that was written to over some years. */
async function aStore(commands = 30): Promise<InMemoryEventStore> {
  let day = Date.parse('2019-01-01T09:00:00.000Z');
  const store = new InMemoryEventStore(() => new Date((day += 86_400_000)).toISOString());
  for (let index = 0; index < commands; index++) await store.append([aRequest({ stream: `thing-${index % 7}`, count: 1 + (index % 3) })]);
  return store;
}

function changing(what: (event: StoredEvent) => Partial<StoredEvent>): (command: CopiedCommand) => CopiedCommand {
  return (command) => ({ ...command, events: command.events.map((event) => ({ ...event, ...what(event) })) });
}

async function all(store: EventStore): Promise<StoredEvent[]> {
  const events: StoredEvent[] = [];
  for await (const event of store.readAll()) events.push(event);
  return events;
}

describe('A copy of a store', () => {
  it('holds every event as it was recorded, and remembers where it stood', async () => {
    const from = await aStore();
    const to = new InMemoryEventStore();
    const originals = await all(from);
    expect(await copyStore(from, to)).toEqual({
      events: originals.length,
      copied: originals.length,
      streams: 7,
      upTo: originals.at(-1)?.position,
    });
    expect(await all(to)).toEqual(originals.map((event) => ({ ...event, formerPositions: [event.position] })));
  });

  it('knows every command as the first did', async () => {
    const from = await aStore();
    const to = new InMemoryEventStore();
    await copyStore(from, to);
    for (const { commandId } of await all(from)) expect(await to.findCommand(commandId)).toEqual(await from.findCommand(commandId));
  });

  it('goes on where it was stopped, and copies nothing twice', async () => {
    const from = await aStore(700);
    const to = new InMemoryEventStore();
    const stopping = new AbortController();
    const stopped = copyStore(from, to, {
      signal: stopping.signal,
      onProgress: ({ stage }) => {
        if (stage === 'copying') stopping.abort(new Error('enough for today'));
      },
    });
    await expect(stopped).rejects.toThrow('enough for today');
    const half = (await all(to)).length;
    const whole = (await all(from)).length;
    expect(half).toBeGreaterThan(0);
    expect(half).toBeLessThan(whole);
    expect(await copyStore(from, to)).toMatchObject({ events: whole, copied: whole - half });
  });

  it('takes what was written since with another run', async () => {
    const from = await aStore();
    const to = new InMemoryEventStore();
    await copyStore(from, to);
    await from.append([aRequest({ stream: 'thing-1', count: 2 })]);
    expect(await copyStore(from, to)).toMatchObject({ copied: 2 });
    expect(await copyStore(from, to)).toMatchObject({ copied: 0 });
  });

  it('of an empty store is empty', async () => {
    const empty = { events: 0, copied: 0, streams: 0, upTo: undefined };
    expect(await copyStore(new InMemoryEventStore(), new InMemoryEventStore())).toMatchObject(empty);
    await expect(copyStore(new InMemoryEventStore(), await aStore(1))).rejects.toThrow(NotACopyError);
  });

  it('tells how far it is, in all three stages', async () => {
    const seen: CopyProgress[] = [];
    const from = await aStore(600);
    await copyStore(from, new InMemoryEventStore(), { onProgress: (progress) => seen.push(progress) });
    expect([...new Set(seen.map(({ stage }) => stage))]).toEqual(['comparing', 'copying', 'verifying']);
    expect(seen.at(-1)).toMatchObject({ stage: 'verifying', position: seen.at(-1)?.upTo });
  });

  it('is none of a store that holds anything else', async () => {
    const from = await aStore();
    const to = await aStore();
    await expect(copyStore(from, to)).rejects.toThrow(NotACopyError);
    const longer = new InMemoryEventStore();
    await copyStore(from, longer);
    await longer.append([aRequest({ stream: 'thing-99' })]);
    await expect(copyStore(from, longer)).rejects.toThrow('more than');
  });

  it.each<[string, (command: CopiedCommand) => CopiedCommand]>([
    ['other bytes', changing(() => ({ bytes: new TextEncoder().encode('{}') }))],
    ['another person', changing(({ actor }) => ({ actor: { ...actor, person: 'someone else' } }))],
    ['another moment', changing(() => ({ recordedAt: '2025-01-01T00:00:00.000Z' }))],
    ['another former position', changing(() => ({ position: 7n }))],
    ['another command id', (command) => ({ ...command, commandId: command.digest })],
  ])('that an engine kept with %s is found out', async (_what, change) => {
    class Forgetful extends InMemoryEventStore {
      override takeIn(commands: readonly CopiedCommand[]): Promise<void> {
        return super.takeIn(commands.map(change));
      }
    }
    await expect(copyStore(await aStore(1), new Forgetful())).rejects.toThrow(NotACopyError);
  });
});
