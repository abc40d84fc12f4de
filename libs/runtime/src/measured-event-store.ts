import type {
  AppendOutcome,
  AppendRequest,
  CommandResult,
  EventStore,
  LogRange,
  StoreCapabilities,
  StoredEvent,
  StreamRange,
  SubscriptionMessage,
  SubscriptionRange,
} from '@goldenthread/event-sourcing';
import type { Metrics } from './metrics.js';

/** The store of a program, its appends measured. Not a target for copies: those open a store of their own. */
export class MeasuredEventStore implements EventStore {
  constructor(
    private readonly store: EventStore,
    private readonly metrics: Metrics,
  ) {}

  get capabilities(): StoreCapabilities {
    return this.store.capabilities;
  }

  append(requests: readonly AppendRequest[]): Promise<readonly AppendOutcome[]> {
    return this.metrics.append(requests.length, () => this.store.append(requests));
  }

  findCommand(commandId: string, stream?: string): Promise<CommandResult | undefined> {
    return this.store.findCommand(commandId, stream);
  }

  readStream(stream: string, range?: StreamRange): AsyncIterable<StoredEvent> {
    return this.store.readStream(stream, range);
  }

  readAll(range?: LogRange): AsyncIterable<StoredEvent> {
    return this.store.readAll(range);
  }

  subscribe(range: SubscriptionRange): AsyncIterable<SubscriptionMessage> {
    return this.store.subscribe(range);
  }

  head(): ReturnType<EventStore['head']> {
    return this.store.head();
  }
}
