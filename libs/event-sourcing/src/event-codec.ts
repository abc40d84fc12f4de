import { canonicalBytes, sha256 } from './canonical-json.js';
import { currentVersion, isKnown, upcast, versionOf, type EventCatalogue } from './catalogue.js';
import type { DomainEvent, EventEnvelope, RecordedEvent, StoredEvent } from './event.js';
import type { EventToAppend } from './event-store.js';
import { uuidV5 } from './identity.js';
import { findPlaces, openProtected, packProtected, replaceAt, type ProtectedPlace, type SealContext, type Sealer } from './sealing.js';

const UTF8 = new TextDecoder();

/** All that an event on its way in carries beside itself. */
export type Provenance = Pick<EventToAppend, 'actor' | 'partnership' | 'correlationId' | 'causationId'> & {
  readonly commandId: string;
};

/**
 * The store's door: turns a decided event into the bytes that are stored, protected fields sealed; and stored bytes into
 * the event in its newest version. Nothing else reads or writes event data.
 */
export class EventCodec {
  constructor(
    private readonly catalogue: EventCatalogue,
    private readonly sealer: Sealer,
    private readonly storeId: string,
  ) {}

  /** The event as it will be stored. The id follows from command and ordinal, so a retry makes the same id. */
  async encode(event: DomainEvent, stream: string, ordinal: number, from: Provenance): Promise<EventToAppend> {
    const { number: schemaVersion, version } = currentVersion(this.catalogue, event.type);
    const id = uuidV5(from.commandId, String(ordinal));
    const keyIds = new Set<string>();
    let data: unknown = event.data;
    for (const [path, group] of Object.entries(version.protects ?? {})) {
      data = await replaceAt(data, path, async (text, concretePath) => {
        if (typeof text !== 'string') throw new TypeError(`${event.type}.${concretePath} is protected and must be a text`);
        const context = this.context({ stream, id, type: event.type, schemaVersion }, concretePath);
        const sealed = await this.sealer.seal(text, { record: stream, group }, context);
        keyIds.add(sealed.kid);
        return sealed;
      });
    }
    const bytes = canonicalBytes(data);
    return {
      id,
      type: event.type,
      schemaVersion,
      effectiveOn: event.effectiveOn ?? null,
      partnership: from.partnership,
      correlationId: from.correlationId,
      causationId: from.causationId,
      actor: from.actor,
      keyIds: [...keyIds],
      bytes,
      sha256: sha256(bytes),
    };
  }

  /**
   * The event in its newest version, its protected fields still sealed, each ready to be opened when it is shown.
   *
   * @throws UnknownEventError for a type or version that the catalogue lacks.
   */
  async decode<E extends DomainEvent>(stored: StoredEvent): Promise<RecordedEvent<E>> {
    return Promise.resolve(this.decodeSealed<E>(stored));
  }

  /** The same at once: a rebuild decodes by the hundred thousand. @throws UnknownEventError */
  decodeSealed<E extends DomainEvent>(stored: StoredEvent): RecordedEvent<E> {
    const places = this.protectedPlaces(stored);
    for (const { path, sealed, put } of places.found) put(packProtected(sealed, this.context(stored, path)));
    return this.newest<E>(stored, places.data);
  }

  /** The same with its protected fields opened; one whose key was destroyed stays sealed. */
  async decodeOpened<E extends DomainEvent>(stored: StoredEvent): Promise<RecordedEvent<E>> {
    const places = this.protectedPlaces(stored);
    for (const { path, sealed, put } of places.found) {
      const context = this.context(stored, path);
      put((await this.sealer.open(sealed, context)) ?? packProtected(sealed, context));
    }
    return this.newest<E>(stored, places.data);
  }

  /** @throws UnknownEventError for a type or version that the catalogue lacks: whoever reads on must stop. */
  assertKnown(stored: StoredEvent): void {
    versionOf(this.catalogue, stored.type, stored.schemaVersion);
  }

  /** Whether the catalogue has the event's type and version. */
  isKnown(stored: StoredEvent): boolean {
    return isKnown(this.catalogue, stored.type, stored.schemaVersion);
  }

  /** Opens a protected text that a view carried; nothing where its key was destroyed. */
  open(text: string): Promise<string | undefined> {
    return openProtected(this.sealer, text);
  }

  /** The data as it lies in the store, and where sealed fields stand in it. */
  private protectedPlaces(stored: StoredEvent): { readonly data: unknown; readonly found: readonly ProtectedPlace[] } {
    const version = versionOf(this.catalogue, stored.type, stored.schemaVersion);
    const data: unknown = JSON.parse(UTF8.decode(stored.bytes));
    const found: ProtectedPlace[] = [];
    for (const path in version.protects) findPlaces(data, path, found);
    return { data, found };
  }

  private newest<E extends DomainEvent>(stored: StoredEvent, data: unknown): RecordedEvent<E> {
    const newest = upcast(this.catalogue, stored.type, stored.schemaVersion, data as Record<string, unknown>);
    return recordedEvent<E>(stored, newest);
  }

  private context(event: Pick<StoredEvent, 'stream' | 'id' | 'type' | 'schemaVersion'>, path: string): SealContext {
    const { stream, id: eventId, type, schemaVersion } = event;
    return { storeId: this.storeId, stream, eventId, type, schemaVersion, path };
  }
}

/** Member by member: to copy all but two of them costs as much as to parse the data, and a rebuild does it for every event. */
function recordedEvent<E extends DomainEvent>(stored: StoredEvent, data: object): RecordedEvent<E> {
  const recorded: EventEnvelope & { readonly data: object } = {
    id: stored.id,
    stream: stored.stream,
    revision: stored.revision,
    position: stored.position,
    type: stored.type,
    schemaVersion: stored.schemaVersion,
    recordedAt: stored.recordedAt,
    effectiveOn: stored.effectiveOn,
    partnership: stored.partnership,
    commandId: stored.commandId,
    correlationId: stored.correlationId,
    causationId: stored.causationId,
    actor: stored.actor,
    keyIds: stored.keyIds,
    data,
  };
  return recorded as unknown as RecordedEvent<E>;
}
