import { OutcomeUnknownError } from '@goldenthread/event-sourcing';
import { aRequest, all } from '@goldenthread/event-sourcing/testing';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import type pg from 'pg';
import { PostgresEventStore } from './postgres-event-store.js';
import { poolAs } from './roles.js';
import { openCreatedTestStore, type TestStore } from './testing/index.js';

/** Passes everything on between writers and a server, until the answers are to be lost on their way. */
class Line {
  private readonly sockets = new Set<Socket>();
  private losing = false;
  private constructor(
    private readonly server: Server,
    private readonly target: URL,
  ) {}

  static async to(address: string): Promise<Line> {
    const server = createServer();
    const line = new Line(server, new URL(address));
    server.on('connection', (client) => {
      line.join(client);
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return line;
  }

  get url(): string {
    const url = new URL(this.target);
    url.hostname = '127.0.0.1';
    url.port = String((this.server.address() as AddressInfo).port);
    return url.href;
  }

  /** From now on what the server answers arrives nowhere. */
  loseAnswers(): void {
    this.losing = true;
  }

  /** Cuts every connection; new ones work again. */
  cut(): void {
    for (const socket of this.sockets) socket.destroy();
    this.losing = false;
  }

  close(): void {
    this.cut();
    this.server.close();
  }

  private join(client: Socket): void {
    const server = connect(Number(this.target.port), this.target.hostname);
    for (const socket of [client, server]) {
      this.sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        this.sockets.delete(socket);
        client.destroy();
        server.destroy();
      });
    }
    client.on('data', (chunk) => server.write(chunk));
    server.on('data', (chunk) => {
      if (!this.losing) client.write(chunk);
    });
  }
}

describe('An append under way', () => {
  let opened: TestStore;
  let line: Line;
  let writer: pg.Pool;
  let store: PostgresEventStore;

  beforeEach(async () => {
    opened = await openCreatedTestStore();
    line = await Line.to(opened.database.adminUrl);
    writer = poolAs('writer', line.url, { max: 2, onIdleError: () => undefined });
    store = new PostgresEventStore({ writer, reader: opened.reader });
  });

  afterEach(async () => {
    await store.close();
    await writer.end();
    line.close();
    await opened.close();
  });

  it('has an unknown outcome where its answer is lost after the commit; sent again, nothing is lost and nothing doubled', async () => {
    await store.append([aRequest({ stream: 'thing-0', expected: 'none' })]);
    line.loseAnswers();
    const requests = Array.from({ length: 20 }, (_, index) =>
      aRequest({ stream: `thing-${index % 4}-${index}`, expected: 'none', count: 2 }),
    );
    const settling = Promise.allSettled(requests.map((request) => store.append([request])));
    const reachedDisk = async (): Promise<number> => (await all(opened.store.readAll())).length;
    while ((await reachedDisk()) < 3) await pause(5);
    line.cut();
    const settled = await settling;
    const lost = settled.flatMap((one) => (one.status === 'rejected' ? [one.reason as unknown] : []));
    expect(lost.length).toBeGreaterThan(0);
    for (const reason of lost) expect(reason).toBeInstanceOf(OutcomeUnknownError);

    const again = (await Promise.all(requests.map((request) => store.append([request])))).flat();
    expect(again.map(({ status }) => status)).toContain('repeated');
    expect(again.filter(({ status }) => status !== 'repeated' && status !== 'appended')).toEqual([]);
    expect(again.map((outcome) => 'result' in outcome && [outcome.result.commandId, outcome.result.count])).toEqual(
      requests.map(({ commandId }) => [commandId, 2]),
    );
    expect(await all(opened.store.readAll())).toHaveLength(2 + 20 * 2);
  });

  it('is stored before its store has closed, and so is what waits behind it', async () => {
    const waiting = Array.from({ length: 50 }, (_, index) => store.append([aRequest({ stream: `thing-${index}`, expected: 'none' })]));
    await store.close();
    expect((await all(opened.store.readAll())).length).toBe(1 + 50);
    expect((await Promise.all(waiting)).flat().map(({ status }) => status)).toEqual(waiting.map(() => 'appended'));
  });
});
