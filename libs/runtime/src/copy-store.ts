import {
  BEFORE_FIRST,
  canonicalJson,
  sha256,
  type CopiedCommand,
  type CopyTarget,
  type EventStore,
  type Position,
  type StoredEvent,
} from '@goldenthread/event-sourcing';

/** How far a copy has come. */
export interface CopyProgress {
  /** First what the target already holds is compared, then the rest is copied, then all of it is compared. */
  readonly stage: 'comparing' | 'copying' | 'verifying';
  /** Events compared, copied (with what was there before) or verified. */
  readonly events: number;
  /** The position in the store copied from; it ends at `upTo`. */
  readonly position: Position;
  readonly upTo: Position;
}

export interface CopyOptions {
  readonly onProgress?: (progress: CopyProgress) => void;
  /** Stops after the command it is at; copying again goes on from there. */
  readonly signal?: AbortSignal;
}

/** What a copy found, after it compared every event of both stores. */
export interface CopyReport {
  /** Events in both stores, the same in the same order. */
  readonly events: number;
  /** How many of them this run copied; the others were there. */
  readonly copied: number;
  readonly streams: number;
  /** The newest position that was copied; none of an empty store. What came later needs another run. */
  readonly upTo: Position | undefined;
}

/** The target holds what is not in the store copied from, at this place: it is not, or no longer, a copy of it. */
export class NotACopyError extends Error {
  override readonly name = 'NotACopyError';

  constructor(readonly difference: string) {
    super(`The store copied into is not a copy of the other: ${difference}`);
  }
}

/** Commands taken in with one call. */
const BATCH = 100;

/** And events, at least: a call is sent when it has either. */
const BATCH_EVENTS = 400;

/** Events between two reports of progress. */
const REPORT_EVERY = 500;

/**
 * Copies one store into another, event by event in order: ids, bytes, envelope, moments and command ids stay what they
 * are, and each event remembers the position it had. What the target already holds is compared first, so a copy that was stopped goes on where it stopped. In the end both are compared whole: every event,
 * every hash against its bytes, every stream's revisions, and the number of events.
 *
 * Nobody may write to either store meanwhile, or what is written to the first is left for another run. Commands that
 * recorded no event leave nothing to copy: one of those, sent again afterwards, is decided again.
 *
 * @throws NotACopyError where the target holds anything else; the signal's reason where it was stopped.
 */
export async function copyStore(from: EventStore, to: EventStore & CopyTarget, options: CopyOptions = {}): Promise<CopyReport> {
  const copy = new Copy(from, to, options);
  return copy.run();
}

class Copy {
  private readonly report: (progress: CopyProgress) => void;

  constructor(
    private readonly from: EventStore,
    private readonly to: EventStore & CopyTarget,
    private readonly options: CopyOptions,
  ) {
    this.report = options.onProgress ?? (() => undefined);
  }

  async run(): Promise<CopyReport> {
    const head = await this.from.head();
    const upTo = head?.position ?? BEFORE_FIRST;
    const there = await this.compare(upTo, 'comparing');
    const copied = await this.copyAfter(there.last, upTo, there.events);
    const both = await this.compare(upTo, 'verifying');
    if (both.events !== there.events + copied) throw new NotACopyError(`it holds ${both.events} events, and not ${there.events + copied}`);
    return { events: both.events, copied, streams: both.streams, upTo: head?.position };
  }

  /** Reads both stores side by side as far as the target goes. */
  private async compare(upTo: Position, stage: CopyProgress['stage']): Promise<{ events: number; streams: number; last?: Position }> {
    const revisions = new Map<string, number>();
    const originals = this.from.readAll({ upTo })[Symbol.asyncIterator]();
    let events = 0;
    let last: Position | undefined;
    for await (const copy of this.to.readAll()) {
      this.options.signal?.throwIfAborted();
      const next = await originals.next();
      if (next.done) throw new NotACopyError(`it holds more than ${events} events`);
      const original = next.value;
      requireSame(original, copy, revisions.get(copy.stream) ?? -1);
      revisions.set(copy.stream, copy.revision);
      last = original.position;
      if (++events % REPORT_EVERY === 0) this.report({ stage, events, position: last, upTo });
    }
    await originals.return?.();
    this.report({ stage, events, position: last ?? BEFORE_FIRST, upTo });
    return { events, streams: revisions.size, last };
  }

  private async copyAfter(after: Position | undefined, upTo: Position, there: number): Promise<number> {
    let copied = 0;
    for await (const commands of this.batches(after, upTo)) {
      await this.to.takeIn(commands);
      copied += commands.reduce((sum, { events }) => sum + events.length, 0);
      const position = commands.at(-1)?.events.at(-1)?.position ?? upTo;
      this.report({ stage: 'copying', events: there + copied, position, upTo });
      this.options.signal?.throwIfAborted();
    }
    return copied;
  }

  private async *batches(after: Position | undefined, upTo: Position): AsyncIterable<readonly CopiedCommand[]> {
    let batch: CopiedEvents[] = [];
    let events = 0;
    for await (const command of inCommands(this.from.readAll({ after, upTo }))) {
      batch.push(command);
      events += command.events.length;
      if (batch.length < BATCH && events < BATCH_EVENTS) continue;
      yield await this.withDigests(batch);
      [batch, events] = [[], 0];
    }
    if (batch.length > 0) yield await this.withDigests(batch);
  }

  private withDigests(batch: readonly CopiedEvents[]): Promise<CopiedCommand[]> {
    return Promise.all(
      batch.map(async (command) => {
        const known = await this.from.findCommand(command.commandId, command.stream);
        if (!known) throw new Error(`The store copied from does not know the command ${command.commandId} of ${command.stream}`);
        return { ...command, digest: known.digest };
      }),
    );
  }
}

type CopiedEvents = Omit<CopiedCommand, 'digest'>;

/** A command's events stand together in the log of every engine. */
async function* inCommands(events: AsyncIterable<StoredEvent>): AsyncIterable<CopiedEvents> {
  let gathered: { commandId: string; stream: string; events: StoredEvent[] } | undefined;
  for await (const event of events) {
    if (gathered?.commandId === event.commandId && gathered.stream === event.stream) {
      gathered.events.push(event);
      continue;
    }
    if (gathered) yield gathered;
    gathered = { commandId: event.commandId, stream: event.stream, events: [event] };
  }
  if (gathered) yield gathered;
}

function requireSame(original: StoredEvent, copy: StoredEvent, before: number): void {
  const at = `${copy.stream} at revision ${copy.revision}`;
  if (copy.revision !== before + 1) throw new NotACopyError(`${at} does not follow revision ${before}`);
  if (sha256(copy.bytes) !== copy.sha256 || sha256(original.bytes) !== original.sha256)
    throw new NotACopyError(`the bytes of ${at} are not what their hash says`);
  if (fingerprint(original) !== fingerprint(copy)) throw new NotACopyError(`${at} is another event`);
  if (copy.formerPositions?.at(-1) !== original.position)
    throw new NotACopyError(`${at} does not remember that it stood at ${original.position}`);
}

/** All that a copy must not change: the position is another, and the bytes are compared by their hash. */
function fingerprint(event: StoredEvent): string {
  const { position: _position, formerPositions: _former, bytes: _bytes, ...kept } = event;
  return canonicalJson({ ...kept });
}
