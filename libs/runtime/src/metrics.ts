import { lagsOf, liveGenerations, type RunnerMeter } from '@goldenthread/read-models';
import type { Clock, EventStore } from '@goldenthread/event-sourcing';
import type { Pool } from 'pg';
import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import { inSpan } from './spans.js';

/** What the figures that are looked up, rather than counted, are looked up in. */
export interface Measured {
  readonly store: EventStore;
  readonly clock: Clock;
  readonly reader: Pool;
  /** How many requests wait to be appended; nothing where the engine keeps no line of its own. */
  readonly waiting: (() => number) | undefined;
}

const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const COUNTS = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000];

/**
 * The figures of one program, in the words of Prometheus. Labels are names from code (a view, a route's pattern, an
 * outcome): never an id, an address or anything that somebody typed.
 */
export class Metrics implements RunnerMeter {
  private readonly registry = new Registry();
  private readonly appends = this.histogram('append_seconds', 'From asking for an append to its outcome', SECONDS, ['outcome']);
  private readonly callRequests = this.histogram('append_call_requests', 'Requests that shared one call and one commit', COUNTS);
  private readonly callEvents = this.histogram('append_call_events', 'Events of one call and one commit', COUNTS);
  private readonly waiting = this.gauge('append_waiting_requests', 'Requests that wait to be appended');
  private readonly head = this.gauge('store_head_position', 'Position of the newest event; only comparable where positions are not dense');
  private readonly lagEvents = this.gauge('view_lag_events', 'Events that a view has not taken in, where positions are dense', ['view']);
  private readonly lagSeconds = this.gauge('view_lag_seconds', 'Age of the oldest event that a view has not taken in', ['view']);
  private readonly stopped = this.gauge('view_stopped', '1 where a view stopped at an event that it cannot take', ['view']);
  private readonly batches = this.histogram('view_batch_seconds', 'Writing one batch of events to a view', SECONDS, ['view']);
  private readonly batchEvents = this.histogram('view_batch_events', 'Events of one batch written to a view', COUNTS, ['view']);
  private readonly rebuiltEvents = this.counter('rebuild_events_total', 'Events taken in by rebuilds: its rate is theirs', ['view']);
  private readonly requests = this.histogram('http_request_seconds', 'From a request to the end of its answer', SECONDS, [
    'method',
    'route',
    'status',
  ]);
  private measured: Measured | undefined;

  /** Says where the figures that are looked up are found: at each asking, not before. */
  watch(measured: Measured): void {
    this.measured = measured;
  }

  /** All figures as they are now, as Prometheus reads them. Where the database is away, those that need none. */
  async text(): Promise<string> {
    for (const gauge of [this.head, this.lagEvents, this.lagSeconds, this.stopped]) gauge.reset();
    this.waiting.reset();
    if (this.measured) await this.look(this.measured).catch(() => undefined);
    return this.registry.metrics();
  }

  /** Around one append. */
  async append<T extends { readonly status: string }>(requests: number, run: () => Promise<readonly T[]>): Promise<readonly T[]> {
    const asked = performance.now();
    const outcomes = await inSpan('append', { 'goldenthread.requests': requests }, run).catch((error: unknown) => {
      this.appends.observe({ outcome: 'failed' }, secondsSince(asked));
      throw error;
    });
    for (const { status } of outcomes) this.appends.observe({ outcome: status }, secondsSince(asked));
    return outcomes;
  }

  /** Notes a call in which requests that waited together were appended. */
  readonly appendCall = ({ requests, events }: { readonly requests: number; readonly events: number }): void => {
    this.callRequests.observe(requests);
    this.callEvents.observe(events);
  };

  async batch<T>(view: string, events: number, write: () => Promise<T>): Promise<T> {
    const began = performance.now();
    const written = await inSpan('project batch', { 'goldenthread.view': view, 'goldenthread.events': events }, write);
    this.batches.observe({ view }, secondsSince(began));
    this.batchEvents.observe({ view }, events);
    return written;
  }

  rebuild<T>(view: string, run: (taken: (events: number) => void) => Promise<T>): Promise<T> {
    const taken = (events: number): void => {
      this.rebuiltEvents.inc({ view }, events);
    };
    return inSpan('rebuild', { 'goldenthread.view': view }, () => run(taken));
  }

  /** Notes an answered request: a hook for Fastify's `onResponse`. An address that leads nowhere is no label. */
  readonly request = (request: RequestMeasured, reply: ReplyMeasured, done: () => void): void => {
    const { method, routeOptions } = request;
    this.requests.observe({ method, route: routeOptions.url ?? 'none', status: String(reply.statusCode) }, reply.elapsedTime / 1_000);
    done();
  };

  private async look({ store, clock, reader, waiting }: Measured): Promise<void> {
    if (waiting) this.waiting.set(waiting());
    const lags = await lagsOf(await liveGenerations(reader), store, clock);
    for (const { live, events, seconds } of lags) {
      const view = live.projection;
      if (events !== null) this.lagEvents.set({ view }, events);
      this.lagSeconds.set({ view }, seconds);
      this.stopped.set({ view }, live.failure === null ? 0 : 1);
    }
    const head = await store.head();
    if (head) this.head.set(Number(head.position));
  }

  private histogram(name: string, help: string, buckets: number[], labelNames: string[] = []): Histogram {
    return new Histogram({ name: `goldenthread_${name}`, help, buckets, labelNames, registers: [this.registry] });
  }

  private gauge(name: string, help: string, labelNames: string[] = []): Gauge {
    return new Gauge({ name: `goldenthread_${name}`, help, labelNames, registers: [this.registry] });
  }

  private counter(name: string, help: string, labelNames: string[] = []): Counter {
    return new Counter({ name: `goldenthread_${name}`, help, labelNames, registers: [this.registry] });
  }
}

/** What is read of a request of Fastify's: its method, and the pattern of the route that took it. */
export interface RequestMeasured {
  readonly method: string;
  readonly routeOptions: { readonly url?: string | undefined };
}

/** What is read of a reply of Fastify's. */
export interface ReplyMeasured {
  readonly statusCode: number;
  /** In milliseconds. */
  readonly elapsedTime: number;
}

function secondsSince(began: number): number {
  return (performance.now() - began) / 1_000;
}
