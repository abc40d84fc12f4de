import { newId, THE_PROGRAM } from '@goldenthread/event-sourcing';
import { aRequest } from '@goldenthread/event-sourcing/testing';
import { migratedDatabase, type MigratedDatabase } from '@goldenthread/event-store-postgres/testing';
import { ProjectionRunner, rebuildModel } from '@goldenthread/read-models';
import { context, trace, type Attributes, type Span, type SpanStatus, type Tracer } from '@opentelemetry/api';
import { pino } from 'pino';
import { readModels } from './domains.js';
import { allMigrations } from './migrate.js';
import { Metrics } from './metrics.js';
import { serveMetrics } from './metrics-server.js';
import { openPlatform, type Platform } from './platform.js';

describe('Metrics of a program', () => {
  let database: MigratedDatabase;
  let platform: Platform;
  beforeEach(async () => {
    database = await migratedDatabase(allMigrations);
    const logger = pino({ level: 'silent' });
    platform = await openPlatform({ databaseUrl: database.adminUrl, keyEncryptionKey: Buffer.alloc(32, 1), purpose: 'test', logger });
  });
  afterEach(async () => {
    await platform.close();
    await database.drop();
  });

  it('move with what is appended: how long it took, what came of it, and how much shared a commit', async () => {
    const before = await figures(platform.metrics);
    const stream = `thing-${newId()}`;
    await platform.store.append([aRequest({ stream, count: 3 })]);
    await platform.store.append([aRequest({ stream, expected: 'none' })]);
    const after = await figures(platform.metrics);
    const rise = (name: string): number => (after.get(name) ?? 0) - (before.get(name) ?? 0);
    expect(rise('goldenthread_append_seconds_count{outcome="appended"}')).toBe(1);
    expect(rise('goldenthread_append_seconds_count{outcome="conflict"}')).toBe(1);
    expect(rise('goldenthread_append_seconds_sum{outcome="appended"}')).toBeGreaterThan(0);
    expect(rise('goldenthread_append_call_requests_count')).toBe(2);
    expect(rise('goldenthread_append_call_events_sum')).toBe(4);
    expect(rise('goldenthread_store_head_position')).toBe(3);
  });

  it('say how many requests wait', async () => {
    const waiting = Array.from({ length: 50 }, () => platform.store.append([aRequest({ stream: `thing-${newId()}` })]));
    expect((await figures(platform.metrics)).get('goldenthread_append_waiting_requests')).toBeGreaterThan(0);
    await Promise.all(waiting);
    expect((await figures(platform.metrics)).get('goldenthread_append_waiting_requests')).toBe(0);
  });

  it('move with views: batches, how far each is behind, and whether it stopped', async () => {
    const { pools, store, codec, metrics } = platform;
    const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
    const runner = new ProjectionRunner(readModels, codec, { pool: pools.projector, store, log, meter: metrics });
    runner.start();
    const upToDate = await until(async () => figures(metrics), ofEveryView('goldenthread_view_lag_events', 0));
    expect(upToDate.get('goldenthread_view_batch_seconds_count{view="moment"}')).toBeGreaterThan(0);
    expect(upToDate.get('goldenthread_view_batch_events_sum{view="moment"}')).toBe(1);
    // What does not concern a view is no batch of it.
    expect(upToDate.get('goldenthread_view_batch_seconds_count{view="section11-answer"}')).toBeUndefined();
    expect(upToDate.get('goldenthread_view_lag_seconds{view="section11-answer"}')).toBe(0);
    await runner.stop();

    const now = await platform.clock.now();
    await store.append([aRequest({ stream: `thing-${newId()}`, count: 2 })]);
    await platform.setClock(new Date(Date.parse(now) + 3_600_000).toISOString());
    await pools.projector.query(`UPDATE rm.generation SET failure = 'wrong', failed_at = 1 WHERE projection = 'section11-tool'`);
    const behind = await figures(metrics);
    expect(behind.get('goldenthread_view_lag_events{view="section11-answer"}')).toBe(2);
    expect(behind.get('goldenthread_view_lag_seconds{view="section11-answer"}')).toBeGreaterThan(3_500);
    expect(behind.get('goldenthread_view_stopped{view="section11-tool"}')).toBe(1);
    expect(behind.get('goldenthread_view_stopped{view="section11-answer"}')).toBe(0);
  });

  it('move with a rebuild, by the events it takes in', async () => {
    const { pools, store, codec, metrics } = platform;
    const [model] = readModels;
    if (!model) throw new Error('there is no read model');
    await rebuildModel(model, codec, { pool: pools.projector, store, meter: metrics });
    expect((await figures(metrics)).get(`goldenthread_rebuild_events_total{view="${model.projection.name}"}`)).toBe(1);
  });

  it('are served where they are asked for, and nothing else is', async () => {
    const server = await serveMetrics(platform.metrics, 0, '127.0.0.1');
    const ask = (path: string, method = 'GET') => fetch(`http://127.0.0.1:${server.port}${path}`, { method });
    const answer = await ask('/metrics');
    expect(answer.headers.get('content-type')).toContain('version=0.0.4');
    expect(await answer.text()).toContain('goldenthread_store_head_position 0');
    expect([(await ask('/')).status, (await ask('/metrics', 'POST')).status]).toEqual([404, 404]);
    await server.close();
  });

  it('go on without the figures of a database that is away', async () => {
    const metrics = new Metrics();
    metrics.appendCall({ requests: 1, events: 1 });
    const nowhere = { head: () => Promise.reject(new Error('away')) };
    metrics.watch({ store: { ...platform.store, ...nowhere }, clock: platform.clock, reader: platform.pools.reader, waiting: undefined });
    const seen = await figures(metrics);
    expect(seen.get('goldenthread_append_call_events_sum')).toBe(1);
    expect(seen.has('goldenthread_view_lag_seconds')).toBe(false);
  });

  it('are told to a tracer as spans, which name nobody', async () => {
    const seen = new SpansSeen();
    trace.setGlobalTracerProvider({ getTracer: () => seen });
    const request = aRequest({ stream: `thing-${newId()}` });
    await platform.store.append([request]);
    await expect(platform.metrics.batch('some-view', 3, () => Promise.reject(new TypeError(newId())))).rejects.toThrow();
    await platform.metrics.rebuild('some-view', () => Promise.resolve());
    trace.disable();
    expect(seen.spans).toEqual([
      { name: 'append', attributes: { 'goldenthread.requests': 1 }, ended: true },
      {
        name: 'project batch',
        attributes: { 'goldenthread.view': 'some-view', 'goldenthread.events': 3 },
        status: { code: 2, message: 'TypeError' },
        ended: true,
      },
      { name: 'rebuild', attributes: { 'goldenthread.view': 'some-view' }, ended: true },
    ]);
  });

  it('carry no id and no address in any label', async () => {
    await platform.store.append([aRequest({ stream: `thing-${newId()}`, expected: 'any' })]);
    const { metrics } = platform;
    metrics.request(
      { method: 'GET', routeOptions: { url: '/api/v1/returns/:ref' } },
      { statusCode: 200, elapsedTime: 12 },
      () => undefined,
    );
    metrics.request({ method: 'GET', routeOptions: {} }, { statusCode: 404, elapsedTime: 3 }, () => undefined);
    const text = await metrics.text();
    expect(text).toContain('goldenthread_http_request_seconds_count{method="GET",route="/api/v1/returns/:ref",status="200"} 1');
    expect(text).toContain('goldenthread_http_request_seconds_sum{method="GET",route="none",status="404"} 0.003');
    expect(text).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-/);
    expect(text).not.toContain(THE_PROGRAM.person);
  });
});

/** Every figure by its name and labels, as Prometheus writes them. */
async function figures(metrics: Metrics): Promise<ReadonlyMap<string, number>> {
  const lines = (await metrics.text()).split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return new Map(lines.map((line): [string, number] => [line.slice(0, line.lastIndexOf(' ')), Number(line.slice(line.lastIndexOf(' ')))]));
}

function ofEveryView(name: string, value: number): (seen: ReadonlyMap<string, number>) => boolean {
  return (seen) => {
    const views = [...seen].filter(([figure]) => figure.startsWith(`${name}{`));
    return views.length > readModels.length && views.every(([, one]) => one === value);
  };
}

async function until<T>(look: () => Promise<T>, isSo: (seen: T) => boolean): Promise<T> {
  for (let tries = 0; tries < 400; tries++) {
    const seen = await look();
    if (isSo(seen)) return seen;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error('It never came about');
}

interface SpanSeen {
  readonly name: string;
  readonly attributes: Attributes | undefined;
  status?: SpanStatus;
  ended?: boolean;
}

/** A tracer that keeps what it is told. */
class SpansSeen implements Tracer {
  readonly spans: SpanSeen[] = [];

  startSpan(name: string, options?: { readonly attributes?: Attributes }): Span {
    const seen: SpanSeen = { name, attributes: options?.attributes };
    this.spans.push(seen);
    const none = trace.wrapSpanContext({ traceId: '0'.repeat(32), spanId: '0'.repeat(16), traceFlags: 0 });
    return Object.assign(Object.create(none) as Span, {
      setStatus: (status: SpanStatus) => {
        seen.status = status;
        return none;
      },
      end: () => {
        seen.ended = true;
      },
    });
  }

  startActiveSpan(...given: readonly unknown[]): never {
    const [name, options, work] = given as [string, { attributes?: Attributes }, (span: Span) => unknown];
    return context.with(context.active(), () => work(this.startSpan(name, options))) as never;
  }
}
