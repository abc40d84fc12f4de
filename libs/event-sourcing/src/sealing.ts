/** A protected text as it lies in the store: AES-256-GCM under a data key that is kept elsewhere. Frozen. */
export interface SealedField {
  readonly alg: string;
  /** The data key. */
  readonly kid: string;
  readonly n: string;
  readonly c: string;
  readonly t: string;
}

/** Where a sealed field belongs: bound to the ciphertext, so that it opens in no other event, field or store. */
export interface SealContext {
  readonly storeId: string;
  readonly stream: string;
  readonly eventId: string;
  readonly type: string;
  readonly schemaVersion: number;
  readonly path: string;
}

/** Which key seals a field: one per record (stream) and subject group. */
export interface KeyScope {
  readonly record: string;
  readonly group: string;
}

/** Seals and opens protected text. `open` answers nothing where the key was destroyed. */
export interface Sealer {
  seal(text: string, scope: KeyScope, context: SealContext): Promise<SealedField>;
  open(sealed: SealedField, context: SealContext): Promise<string | undefined>;
}

/**
 * A protected text as readers and views carry it: sealed, with all that is needed to open it at the moment it is shown.
 * So a view never holds anyone's words in clear, and destroying a key closes every copy at once, at any date.
 */
export type ProtectedText = string;

const MARK = '\u001a';

/**
 * Packs a sealed field with its context into a text that travels through rows. It is their canonical JSON, here by naming
 * every member in order: a rebuild packs by the hundred thousand.
 */
export function packProtected({ alg, c, kid, n, t }: SealedField, context: SealContext): ProtectedText {
  const { eventId, path, schemaVersion, storeId, stream, type } = context;
  const packed = [
    { alg, c, kid, n, t },
    { eventId, path, schemaVersion, storeId, stream, type },
  ];
  return MARK + Buffer.from(JSON.stringify(packed)).toString('base64url');
}

/** Whether a text is still sealed, rather than anyone's words. */
export function isProtected(text: string): text is ProtectedText {
  return text.startsWith(MARK);
}

/**
 * Opens a protected text for the person it is about to be shown to. Text that was never sealed comes back as it is.
 *
 * @returns nothing where its key was destroyed: say that it was erased.
 */
export async function openProtected(sealer: Sealer, text: ProtectedText): Promise<string | undefined> {
  if (!isProtected(text)) return text;
  const [sealed, context] = JSON.parse(Buffer.from(text.slice(MARK.length), 'base64url').toString('utf8')) as [SealedField, SealContext];
  return sealer.open(sealed, context);
}

/** A sealed field where it was found, and how to put a text in its place. */
export interface ProtectedPlace {
  readonly path: string;
  readonly sealed: SealedField;
  readonly put: (text: string) => void;
}

/** Adds every sealed field at a path (as in `replaceAt`) of data that was just read, and may be written over. */
export function findPlaces(data: unknown, path: string, found: ProtectedPlace[]): void {
  findPlacesFrom(data, path.split('.'), 0, found);
}

/** @param at which of the steps leads on from this node. */
function findPlacesFrom(node: unknown, steps: readonly string[], at: number, found: ProtectedPlace[]): void {
  const step = steps[at];
  if (typeof node !== 'object' || node === null || step === undefined) return;
  if (step === '*') {
    if (Array.isArray(node)) for (const index of node.keys()) findPlacesFrom(node, steps.with(at, String(index)), at, found);
    return;
  }
  const members = node as Record<string, unknown>;
  const member = Object.hasOwn(members, step) ? members[step] : undefined;
  if (member === undefined || member === null) return;
  if (at + 1 < steps.length) {
    findPlacesFrom(member, steps, at + 1, found);
    return;
  }
  const put = (text: string): void => {
    members[step] = text;
  };
  found.push({ path: steps.join('.'), sealed: member as SealedField, put });
}

/**
 * Replaces every text found at a path by what `replace` makes of it. `*` in a path stands for each element of a list; a
 * path that leads nowhere is passed over. The data given is not changed.
 */
export async function replaceAt(
  data: unknown,
  path: string,
  replace: (value: unknown, concretePath: string) => Promise<unknown>,
): Promise<unknown> {
  return replaceFrom(data, path.split('.'), [], replace);
}

async function replaceFrom(
  node: unknown,
  [step, ...rest]: readonly string[],
  walked: readonly string[],
  replace: (value: unknown, concretePath: string) => Promise<unknown>,
): Promise<unknown> {
  if (step === undefined) return node === undefined || node === null ? node : replace(node, walked.join('.'));
  if (step === '*') {
    if (!Array.isArray(node)) return node;
    return Promise.all(node.map((element, index) => replaceFrom(element, rest, [...walked, String(index)], replace)));
  }
  if (typeof node !== 'object' || node === null || !Object.hasOwn(node, step)) return node;
  const members = node as Record<string, unknown>;
  return { ...members, [step]: await replaceFrom(members[step], rest, [...walked, step], replace) };
}
