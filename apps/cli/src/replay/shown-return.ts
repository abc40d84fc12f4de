import type { Actor, EventEnvelope, StoreIdentity } from '@goldenthread/event-sourcing';
import { ERASED, type OpenedWords } from '@goldenthread/read-models';
import { standardInWords, type ShownItem } from '@goldenthread/section11';
import type { ReadingMoment } from './reading-moment.js';
import type { Deed, ItemAsItStood, ReturnAsItStood, StandardAsItStood, SubmissionAsItStood } from './return-as-it-stood.js';

/** Somebody by id, with what they are called now. */
export interface ShownPerson extends Actor {
  readonly name: string;
}

export interface ShownSubmission extends Omit<SubmissionAsItStood, 'by'> {
  readonly by: ShownPerson;
}

export interface NamedItem extends Omit<ShownItem, 'changedBy'> {
  readonly changedBy: ShownPerson | null;
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
  readonly basis: string;
  readonly duty: string;
  readonly dueOn: string;
  readonly tool: { readonly code: string; readonly version: number };
  readonly status: ReturnAsItStood['status'];
  readonly answered: number;
  readonly of: number;
  readonly signedOff: { readonly by: ShownPerson; readonly at: string; readonly statement: string | null } | null;
  readonly submitted: ShownSubmission | null;
  readonly reopened: {
    readonly by: ShownPerson;
    readonly at: string;
    readonly reason: string;
    readonly submission: ShownSubmission | null;
  } | null;
  readonly corrected: ReturnAsItStood['corrected'];
  readonly revision: number;
  readonly lastEvent: { readonly id: string; readonly type: string; readonly position: string; readonly recordedAt: string };
  readonly standards: readonly (StandardAsItStood & { readonly inWords: string })[];
  readonly items: readonly NamedItem[];
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
export function peopleIn({ items, signedOff, submitted, reopened }: ReturnAsItStood): string[] {
  const deeds = [signedOff, submitted, reopened, reopened?.submission, ...items.map(({ changed }) => changed)];
  return deeds.flatMap((deed) => (deed ? [deed.by.person] : []));
}

/** Opens the words of what stands, and nothing that was overwritten. */
export async function showReturn(stood: ReturnAsItStood, showing: Showing): Promise<ShownReturn> {
  const { particulars, status, answered, of, standards, last } = stood;
  const { cycle, cycleTitle, agency, agencyName, basis, duty, dueOn, tool } = particulars;
  const items = await Promise.all(stood.items.map((item) => showItem(item, showing)));
  return {
    asAt: shownMoment(showing),
    return: showing.ref,
    ...{ cycle, cycleTitle, agency, agencyName, basis, duty, dueOn, tool },
    ...{ status, answered, of },
    signedOff: await showSignOff(stood, showing),
    submitted: stood.submitted && named(stood.submitted, showing),
    reopened: await showReopening(stood, showing),
    corrected: stood.corrected,
    revision: last.revision,
    lastEvent: cited(last),
    standards: standards.map((standard) => ({ ...standard, inWords: standardInWords(standard) })),
    items,
    missing: items.filter(({ rating }) => rating === null).map(({ item, question }) => ({ item, question })),
  };
}

async function showItem({ changed, corrected, ...item }: ItemAsItStood, showing: Showing): Promise<NamedItem> {
  const { words } = showing;
  return {
    ...item,
    reason: await words.text(item.reason),
    narrative: await words.text(item.narrative),
    evidence: await words.evidence(item.evidence),
    corrected: corrected && { ...corrected, reason: await words.text(corrected.reason) },
    changedBy: changed && named(changed, showing).by,
    changedAt: changed?.at ?? null,
  };
}

async function showSignOff({ signedOff }: ReturnAsItStood, showing: Showing): Promise<ShownReturn['signedOff']> {
  return signedOff && { ...named(signedOff, showing), statement: await showing.words.text(signedOff.statement) };
}

async function showReopening({ reopened }: ReturnAsItStood, showing: Showing): Promise<ShownReturn['reopened']> {
  if (!reopened) return null;
  const reason = (await showing.words.text(reopened.reason)) ?? ERASED;
  return { ...named(reopened, showing), reason, submission: reopened.submission && named(reopened.submission, showing) };
}

function shownMoment({ moment: { position, instant, day, isNow, event }, identity }: Showing): ShownMoment {
  const cited = { id: event.id, recordedAt: event.recordedAt };
  return { position: String(position), instant, day, isNow, store: identity.storeId, event: cited };
}

function named<D extends Deed>(deed: D, { nameOf }: Showing): Omit<D, 'by'> & { readonly by: ShownPerson } {
  return { ...deed, by: { ...deed.by, name: nameOf(deed.by.person) } };
}

function cited({
  id,
  type,
  position,
  recordedAt,
}: Pick<EventEnvelope, 'id' | 'type' | 'position' | 'recordedAt'>): ShownReturn['lastEvent'] {
  return { id, type, position: String(position), recordedAt };
}
