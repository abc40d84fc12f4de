/** What a receipt says of where its save stands in the record. */
export interface Receipt {
  readonly position: string;
  readonly recordedAt: string;
  readonly revision: number;
  readonly events: readonly { readonly id: string; readonly type: string }[];
}

/** One answer of the server to one save, to the letter. */
export interface ServerAnswer {
  /** When what it answers was sent. */
  readonly sentAt: string;
  readonly etag: string | null;
  readonly body: string;
}

/** One save of one writer: asked once, and sent again with the same key until it was answered. */
export interface Save {
  readonly writer: number;
  readonly key: string;
  readonly return: string;
  readonly item: string;
  readonly rating: string;
  readonly narrative: string;
  /** How often it was sent and no acknowledgement came back, so that whether it was stored was unknown. */
  readonly unanswered: number;
  /** Every acknowledgement of it, in order. */
  readonly answers: readonly ServerAnswer[];
  /** What the view said of the item whenever its writer looked after this save. */
  readonly readBack: readonly (string | null)[];
}

/** A save as it lies in the store. */
export interface StoredSave {
  readonly position: bigint;
  readonly revision: number;
  readonly id: string;
  readonly commandId: string;
  readonly return: string;
  readonly item: string;
  readonly rating: string;
  readonly narrative: string | undefined;
}

/** An answered item as the view shows it now. */
export interface ShownAnswer {
  readonly return: string;
  readonly item: string;
  readonly rating: string | null;
  readonly narrative: string | null;
  readonly revision: number | null;
}

export interface Evidence {
  /** From the writers' own files, each writer's in the order it asked. */
  readonly saves: readonly Save[];
  /** From the store, in its order. */
  readonly stored: readonly StoredSave[];
  /** Of every event there is, in the store's order. */
  readonly positions: readonly bigint[];
  /** From the view of answers. */
  readonly shown: readonly ShownAnswer[];
}

export interface Verdict {
  readonly acknowledged: number;
  /** Saves that were not acknowledged at first. */
  readonly ambiguous: number;
  /** Those of them that had been stored all the same. */
  readonly storedUnseen: number;
  /** Sendings of a save that had been sent before. */
  readonly retried: number;
  /** Keys that were acknowledged and are not in the store. */
  readonly lost: readonly string[];
  /** Keys that are in the store more than once, or whose words are there under another key too. */
  readonly duplicated: readonly string[];
  /** Everything that is wrong, lost and duplicated saves among it, in a sentence each. */
  readonly faults: readonly string[];
}

/** Holds what the writers were told against what the store has and the view shows. */
export function checkSaves({ saves, stored, positions, shown }: Evidence): Verdict {
  const byKey = groupBy(stored, ({ commandId }) => commandId);
  const byWords = groupBy(stored, ({ narrative }) => narrative ?? '');
  const acknowledged = saves.filter(({ answers }) => answers.length > 0);
  const lost = acknowledged.filter(({ key }) => !byKey.has(key)).map(({ key }) => key);
  const duplicated = saves.filter((save) => timesStored(save, byKey, byWords) > 1).map(({ key }) => key);
  return {
    acknowledged: acknowledged.length,
    ambiguous: saves.filter(({ unanswered }) => unanswered > 0).length,
    storedUnseen: saves.filter(wasStoredUnseen).length,
    retried: saves.reduce((sum, { unanswered, answers }) => sum + unanswered + answers.length - 1, 0),
    lost,
    duplicated,
    faults: [
      ...lost.map((key) => `${key} was acknowledged and is not in the store.`),
      ...duplicated.map((key) => `${key} is in the store more than once.`),
      ...saves.flatMap((save) => faultsOfSave(save, byKey.get(save.key)?.[0])),
      ...unasked(saves, stored),
      ...disorder(saves, byKey),
      ...holes(positions),
      ...notShown(acknowledged, shown),
    ],
  };
}

function wasStoredUnseen({ unanswered, answers }: Save): boolean {
  const [first] = answers;
  return unanswered > 0 && first !== undefined && receiptOf(first).recordedAt < first.sentAt;
}

function timesStored(save: Save, byKey: Grouped<StoredSave>, byWords: Grouped<StoredSave>): number {
  return Math.max(byKey.get(save.key)?.length ?? 0, byWords.get(save.narrative)?.length ?? 0);
}

function faultsOfSave(save: Save, stored: StoredSave | undefined): string[] {
  const { key, answers, narrative, readBack } = save;
  const [first, ...again] = answers;
  const faults: string[] = [];
  if (!first) faults.push(`${key} was never acknowledged.`);
  if (again.some(({ etag, body }) => etag !== first?.etag || body !== first.body)) faults.push(`${key} was answered in two ways.`);
  if (first && stored && !isReceiptOf(first, stored)) faults.push(`The receipt of ${key} does not name the event that was stored.`);
  if (stored && !isSame(save, stored)) faults.push(`${key} is in the store with another return, item, rating or text.`);
  if (readBack.some((words) => words !== narrative)) faults.push(`Its writer read something else after ${key}.`);
  return faults;
}

function isReceiptOf(answer: ServerAnswer, stored: StoredSave): boolean {
  const { position, revision, events } = receiptOf(answer);
  const named = events.some(({ id, type }) => type === 'Section11AnswerRecorded' && id === stored.id);
  return named && position === String(stored.position) && revision === stored.revision && answer.etag === `"${stored.revision}"`;
}

function receiptOf({ body }: ServerAnswer): Receipt {
  return JSON.parse(body) as Receipt;
}

function isSame(save: Save, stored: StoredSave): boolean {
  return (['return', 'item', 'rating', 'narrative'] as const).every((field) => save[field] === stored[field]);
}

function unasked(saves: readonly Save[], stored: readonly StoredSave[]): string[] {
  const asked = new Set(saves.map(({ key }) => key));
  return stored
    .filter(({ commandId }) => !asked.has(commandId))
    .map(({ commandId }) => `${commandId} is in the store and nobody asked for it.`);
}

/** A writer asks for one save after another, so they stand in the store in that order. */
function disorder(saves: readonly Save[], byKey: Grouped<StoredSave>): string[] {
  const faults: string[] = [];
  for (const [writer, own] of groupBy(saves, ({ writer }) => writer)) {
    const positions = own.flatMap(({ key }) => byKey.get(key)?.[0]?.position ?? []);
    if (positions.some((position, index) => index > 0 && position <= (positions[index - 1] ?? -1n))) {
      faults.push(`The saves of writer ${writer} are not in the store in the order they were made.`);
    }
  }
  return faults;
}

function holes(positions: readonly bigint[]): string[] {
  const wrong = positions.findIndex((position, index) => position !== BigInt(index));
  return wrong < 0 ? [] : [`Positions are not 0, 1, 2, …: ${String(positions[wrong])} stands where ${wrong} should.`];
}

/** Only its own writer ever saves an item, so what is shown of it is the last that writer was told is saved. */
function notShown(acknowledged: readonly Save[], shown: readonly ShownAnswer[]): string[] {
  const last = new Map(acknowledged.map((save) => [placeOf(save), save]));
  const shownAt = groupBy(shown, placeOf);
  return [...last].flatMap(([place, save]) => {
    const [row, ...others] = shownAt.get(place) ?? [];
    if (row && others.length === 0 && row.narrative === save.narrative && row.rating === save.rating && row.revision === revisionOf(save))
      return [];
    return [`The view shows something else than ${save.key}, the last save of ${place}.`];
  });
}

function revisionOf({ answers }: Save): number | undefined {
  return answers[0] && receiptOf(answers[0]).revision;
}

function placeOf(of: { readonly return: string; readonly item: string }): string {
  return `${of.return}/${of.item}`;
}

type Grouped<T, Key = string> = ReadonlyMap<Key, readonly T[]>;

function groupBy<T, Key>(all: readonly T[], keyOf: (one: T) => Key): Grouped<T, Key> {
  const groups = new Map<Key, T[]>();
  for (const one of all) {
    const group = groups.get(keyOf(one));
    if (group) group.push(one);
    else groups.set(keyOf(one), [one]);
  }
  return groups;
}
