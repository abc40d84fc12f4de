/** The older data of an event type as the next version would have written it. Pure. */
export type Upcast = (data: Readonly<Record<string, unknown>>) => Record<string, unknown>;

/** One schema version of an event type, as it was ever written. Entries are added, never changed. */
export interface EventVersion {
  /**
   * The fields that hold people's own words, each with the group of the record's keys that seals it. A path is written
   * `narrative` or `evidence.*.text`, where `*` stands for every element of a list.
   */
  readonly protects?: Readonly<Record<string, string>>;
  /** Turns data of this version into data of the next; the newest version has none. */
  readonly upcast?: Upcast;
}

/** Every version of an event type, the first at index 0. New events are written in the last. */
export type EventVersions = readonly [EventVersion, ...EventVersion[]];

/** Every event type that may stand in the store, by name. A type that is not here stops whoever meets it. */
export type EventCatalogue = Readonly<Record<string, EventVersions>>;

/** Thrown for an event that this program does not know: it must stop, never skip. */
export class UnknownEventError extends Error {
  override readonly name = 'UnknownEventError';

  constructor(type: string, schemaVersion?: number) {
    super(
      schemaVersion === undefined
        ? `This program knows no event type "${type}". Run the version that wrote it, or a newer one.`
        : `This program knows no version ${schemaVersion} of "${type}". Run the version that wrote it, or a newer one.`,
    );
  }
}

/** The newest schema version of a type, which is the one new events are written in. */
export function currentVersion(catalogue: EventCatalogue, type: string): { number: number; version: EventVersion } {
  const versions = versionsOf(catalogue, type);
  return { number: versions.length, version: versionOf(catalogue, type, versions.length) };
}

/** @throws UnknownEventError where the catalogue lacks the type or the version. */
export function versionOf(catalogue: EventCatalogue, type: string, schemaVersion: number): EventVersion {
  const version = versionsOf(catalogue, type)[schemaVersion - 1];
  if (!version) throw new UnknownEventError(type, schemaVersion);
  return version;
}

/** Whether the catalogue has a version of a type. */
export function isKnown(catalogue: EventCatalogue, type: string, schemaVersion: number): boolean {
  return Object.hasOwn(catalogue, type) && catalogue[type]?.[schemaVersion - 1] !== undefined;
}

/**
 * Data of an older version, brought up step by step to the newest.
 *
 * @throws UnknownEventError where the catalogue lacks the type, the version or a step between.
 */
export function upcast(
  catalogue: EventCatalogue,
  type: string,
  schemaVersion: number,
  data: Record<string, unknown>,
): Record<string, unknown> {
  versionOf(catalogue, type, schemaVersion);
  const versions = versionsOf(catalogue, type);
  if (schemaVersion === versions.length) return data;
  return versions.slice(schemaVersion - 1, -1).reduce((older, step, index) => {
    if (!step.upcast) throw new UnknownEventError(type, schemaVersion + index + 1);
    return step.upcast(older);
  }, data);
}

/**
 * One catalogue of several.
 *
 * @throws Error where two of them claim the same event type.
 */
export function joinCatalogues(...catalogues: readonly EventCatalogue[]): EventCatalogue {
  const joined: Record<string, EventVersions> = {};
  for (const [type, versions] of catalogues.flatMap((catalogue) => Object.entries(catalogue))) {
    if (joined[type]) throw new Error(`Two catalogues define the event type "${type}"`);
    joined[type] = versions;
  }
  return joined;
}

function versionsOf(catalogue: EventCatalogue, type: string): EventVersions {
  const versions = Object.hasOwn(catalogue, type) ? catalogue[type] : undefined;
  if (!versions) throw new UnknownEventError(type);
  return versions;
}
