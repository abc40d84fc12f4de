import type { Actor, EventEnvelope, StoreIdentity } from '@goldenthread/event-sourcing';
import type { Evidence, OpenedWords } from '@goldenthread/section11';
import { metWords } from './met.words.js';
import type { ReadingMoment } from './reading-moment.js';
import type { Deed, ItemAsItStood, ReturnAsItStood, StandardAsItStood } from './return-as-it-stood.js';

/** Somebody by id, with what they are called now. */
export interface ShownPerson extends Actor {
  readonly name: string;
}

export interface ShownItem extends Omit<ItemAsItStood, 'changed'> {
  readonly changedBy: ShownPerson | null;
  readonly changedAt: string | null;
}

/** The moment a return was read at, and where: what to write into the minutes. Positions are text. */
export interface ShownMoment {
  readonly position: string;
  readonly instant: string;
  readonly day: string;
  readonly isNow: boolean;
  readonly store: string;
  readonly event: { readonly id: string; readonly recordedAt: string };
}

/** A return as it stood, its words opened and its people named: what `--json` prints, named as the API names it. */
export interface ShownReturn {
  readonly asAt: ShownMoment;
  readonly return: string;
  readonly cycle: string;
  readonly cycleTitle: string;
  readonly agency: string;
  readonly agencyName: string;
  readonly duty: string;
  readonly dueOn: string;
  readonly tool: { readonly code: string; readonly version: number };
  readonly status: ReturnAsItStood['status'];
  readonly answered: number;
  readonly of: number;
  readonly signedOff: { readonly by: ShownPerson; readonly at: string; readonly statement: string | null } | null;
  readonly submitted: {
    readonly by: ShownPerson;
    readonly at: string;
    readonly on: string;
    readonly late: boolean;
    readonly daysLate: number;
  } | null;
  readonly revision: number;
  readonly lastEvent: { readonly id: string; readonly type: string; readonly position: string; readonly recordedAt: string };
  readonly standards: readonly (StandardAsItStood & { readonly inWords: string })[];
  readonly items: readonly ShownItem[];
  readonly missing: readonly { readonly item: string; readonly question: string }[];
}

export interface Showing {
  readonly ref: string;
  readonly moment: ReadingMoment;
  readonly identity: StoreIdentity;
  readonly words: OpenedWords;
  readonly nameOf: (person: string) => string;
}

/** Everybody whose name is shown. */
export function peopleIn({ items, signedOff, submitted }: ReturnAsItStood): string[] {
  const deeds = [signedOff, submitted, ...items.map(({ changed }) => changed)];
  return deeds.flatMap((deed) => (deed ? [deed.by.person] : []));
}

/** Opens the words of what stands, and nothing that was overwritten. */
export async function showReturn(stood: ReturnAsItStood, showing: Showing): Promise<ShownReturn> {
  const { particulars, status, answered, of, standards, last } = stood;
  const { cycle, cycleTitle, agency, agencyName, duty, dueOn, tool } = particulars;
  const items = await Promise.all(stood.items.map((item) => showItem(item, showing)));
  return {
    asAt: shownMoment(showing),
    return: showing.ref,
    ...{ cycle, cycleTitle, agency, agencyName, duty, dueOn, tool },
    ...{ status, answered, of },
    signedOff: await shownSignOff(stood, showing),
    submitted: stood.submitted && { ...stood.submitted, by: named(stood.submitted, showing) },
    revision: last.revision,
    lastEvent: cited(last),
    standards: standards.map((standard) => ({ ...standard, inWords: metWords(standard) })),
    items,
    missing: items.filter(({ rating }) => rating === null).map(({ item, question }) => ({ item, question })),
  };
}

async function showItem({ changed, ...item }: ItemAsItStood, showing: Showing): Promise<ShownItem> {
  const { words } = showing;
  const evidence: readonly Evidence[] = await words.evidence(item.evidence);
  const opened = { reason: await words.text(item.reason), narrative: await words.text(item.narrative), evidence };
  return { ...item, ...opened, changedBy: changed && named(changed, showing), changedAt: changed?.at ?? null };
}

async function shownSignOff({ signedOff }: ReturnAsItStood, showing: Showing): Promise<ShownReturn['signedOff']> {
  if (!signedOff) return null;
  return { by: named(signedOff, showing), at: signedOff.at, statement: await showing.words.text(signedOff.statement) };
}

function shownMoment({ moment: { position, instant, day, isNow, event }, identity }: Showing): ShownMoment {
  const cited = { id: event.id, recordedAt: event.recordedAt };
  return { position: String(position), instant, day, isNow, store: identity.storeId, event: cited };
}

function named({ by }: Deed, { nameOf }: Showing): ShownPerson {
  return { ...by, name: nameOf(by.person) };
}

function cited({
  id,
  type,
  position,
  recordedAt,
}: Pick<EventEnvelope, 'id' | 'type' | 'position' | 'recordedAt'>): ShownReturn['lastEvent'] {
  return { id, type, position: String(position), recordedAt };
}
