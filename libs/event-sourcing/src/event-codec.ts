import { canonicalBytes, sha256 } from './canonical-json.js';
import { currentVersion, upcast, versionOf, type EventCatalogue } from './catalogue.js';
import type { DomainEvent, RecordedEvent, StoredEvent } from './event.js';
import type { EventToAppend } from './event-store.js';
import { uuidV5 } from './identity.js';
import { openProtected, packProtected, replaceAt, type SealContext, type SealedField, type Sealer } from './sealing.js';

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
    return this.decodeWith<E>(stored, (sealed, context) => Promise.resolve(packProtected(sealed, context)));
  }

  /** The same with its protected fields opened; one whose key was destroyed stays sealed. */
  async decodeOpened<E extends DomainEvent>(stored: StoredEvent): Promise<RecordedEvent<E>> {
    return this.decodeWith<E>(stored, async (sealed, context) => {
      return (await this.sealer.open(sealed, context)) ?? packProtected(sealed, context);
    });
  }

  /** @throws UnknownEventError for a type or version that the catalogue lacks: whoever reads on must stop. */
  assertKnown(stored: StoredEvent): void {
    versionOf(this.catalogue, stored.type, stored.schemaVersion);
  }

  /** Opens a protected text that a view carried; nothing where its key was destroyed. */
  open(text: string): Promise<string | undefined> {
    return openProtected(this.sealer, text);
  }

  private async decodeWith<E extends DomainEvent>(
    stored: StoredEvent,
    unseal: (sealed: SealedField, context: SealContext) => Promise<string>,
  ): Promise<RecordedEvent<E>> {
    const { bytes, sha256: _hash, ...envelope } = stored;
    const version = versionOf(this.catalogue, stored.type, stored.schemaVersion);
    let data: unknown = JSON.parse(new TextDecoder().decode(bytes));
    for (const path of Object.keys(version.protects ?? {})) {
      data = await replaceAt(data, path, (sealed, concretePath) => unseal(sealed as SealedField, this.context(stored, concretePath)));
    }
    const newest = upcast(this.catalogue, stored.type, stored.schemaVersion, data as Record<string, unknown>);
    return { ...envelope, data: newest } as unknown as RecordedEvent<E>;
  }

  private context(event: Pick<StoredEvent, 'stream' | 'id' | 'type' | 'schemaVersion'>, path: string): SealContext {
    const { stream, id: eventId, type, schemaVersion } = event;
    return { storeId: this.storeId, stream, eventId, type, schemaVersion, path };
  }
}
