import { PeopleRegister } from '@goldenthread/access';
import { londonDate } from '@goldenthread/calendar';
import {
  demonstration,
  idOf,
  THE_PROGRAM,
  uuidV5,
  type CommandContext,
  type Day,
  type DemonstrationState,
  type Instant,
} from '@goldenthread/event-sourcing';
import { importRegister, publishedRegisters } from '@goldenthread/partnership';
import { beginDay, policies, PolicyRunner, type PolicyCheckpoints } from '@goldenthread/policies';
import type { Platform } from '@goldenthread/runtime';
import type { CommandBus } from '@nestjs/cqrs';
import { EVERYONE } from './fenshire.js';
import { BEGINS_AT, HISTORY, marlshireHistory, marlshireRegister } from './history.js';
import { publishedFigures } from './published-figures.js';
import { MARLSHIRE_REGISTER, type DemonstrationPerson } from './marlshire.js';
import { PlannedRelease } from './planned-release.js';
import { releaseNow } from './releases.js';

export { BEGINS_AT } from './history.js';

const LOADER = idOf('loader', 'marlshire');
/** Real partnerships as they published themselves, and Marlshire with its groups. */
const REGISTERS = [...publishedRegisters, MARLSHIRE_REGISTER];
const RECORD = idOf(demonstration.category, 'marlshire');

/** How many of the history's commands are in the store. */
export type Progress = (done: number, total: number) => void;

export interface HistoryOptions {
  /** The day the history is told from: in the demonstration, the day it is first loaded. */
  readonly today: Day;
  readonly onProgress?: Progress;
  /** Where false, the last event is left out and the clock stays where the history ends: for tests that go on from there. */
  readonly finish?: boolean;
}

/**
 * Brings in Marlshire: its people with their sign-ins, and what is on record of it. A demonstration's store gets its whole
 * history, once; a test's store gets the register alone, and makes its own history.
 */
export async function loadDemonstration(
  platform: Platform,
  commands: Pick<CommandBus, 'execute'>,
  issuer: string,
  onProgress?: Progress,
): Promise<void> {
  const register = new PeopleRegister(platform.pools.writer);
  for (const person of EVERYONE) await register.enrol(enrolmentOf(person, issuer));
  if (platform.identity.purpose === 'demonstration') {
    await loadHistory(platform, commands, { today: londonDate(new Date().toISOString()), onProgress });
  } else {
    await importRegister(platform.journal, REGISTERS);
    for (const { command } of marlshireRegister()) await commands.execute(command);
  }
}

type HistoryPlatform = Pick<Platform, 'store' | 'journal' | 'setClock'>;

/**
 * Puts Marlshire's history into a store that was created at `BEGINS_AT`, by its commands, the store's clock going from one
 * to the next. After a crash it goes on where it was: what is in the store already is known by its command id. Once it is
 * whole, the clock is the server's for ever, and loading again does nothing.
 *
 * @throws Error where the store already lives in real time, so that no earlier history can be put into it.
 */
export async function loadHistory(
  platform: HistoryPlatform,
  commands: Pick<CommandBus, 'execute'>,
  { today, onProgress, finish = true }: HistoryOptions,
): Promise<void> {
  const begun = await begin(platform, today);
  if (begun.status === 'loaded') return;
  await importRegister(platform.journal, REGISTERS);
  for (const command of publishedFigures()) {
    const isThere = (await platform.store.findCommand(command.context.commandId)) !== undefined;
    if (!isThere) await commands.execute(command);
  }
  const steps = marlshireHistory(begun.today);
  // They are given in order: from the first that is not known, none is.
  let isKnown = true;
  for (const [index, { at, command, dayBegins = false }] of steps.entries()) {
    isKnown &&= (await platform.store.findCommand(command.context.commandId)) !== undefined;
    if (!isKnown) {
      await platform.setClock(at);
      if (dayBegins) await actOnTheDay(platform, at);
      await commands.execute(command instanceof PlannedRelease ? await releaseNow(platform.journal, command, at) : command);
    }
    onProgress?.(index + 1, steps.length);
  }
  if (!finish) return;
  await letPoliciesAct(platform);
  await platform.setClock(null);
  const end = { type: 'FinishDemonstration', history: HISTORY, commands: steps.length } as const;
  await platform.journal.execute(demonstration, { ...carried('finish'), id: RECORD, command: end });
}

/** Begins the day of an instant, and lets the policies act on what fell due by then: as the worker does in real time. */
async function actOnTheDay(platform: HistoryPlatform, at: Instant): Promise<void> {
  await beginDay(platform.journal, { now: () => Promise.resolve(at) });
  await letPoliciesAct(platform);
}

/** On all that is recorded by now. */
function letPoliciesAct({ journal }: HistoryPlatform): Promise<void> {
  return new PolicyRunner(policies, journal, FROM_THE_FIRST_EVENT, { warn: () => undefined }).catchUp();
}

/** Each time policies go through the whole record: what they did before is done, and so does nothing. */
const FROM_THE_FIRST_EVENT: PolicyCheckpoints = { find: () => Promise.resolve(undefined), move: () => Promise.resolve() };

/** Notes the day the history is told from, or finds the day noted before. */
async function begin({ store, journal }: HistoryPlatform, today: Day): Promise<Exclude<DemonstrationState, { status: 'none' }>> {
  const { state: before } = await journal.load(demonstration, RECORD);
  if (before.status === 'none') {
    const head = await store.head();
    if (head && head.recordedAt > BEGINS_AT) {
      throw new Error(
        `This store lives since ${head.recordedAt}, so the demonstration's history cannot be put before it. ` +
          'Start with an empty data folder (DATA_DIR) or database.',
      );
    }
    const command = { type: 'BeginDemonstration', history: HISTORY, today } as const;
    await journal.execute(demonstration, { ...carried('begin'), id: RECORD, command });
  }
  const { state } = await journal.load(demonstration, RECORD);
  if (state.status === 'none') throw new Error('The store did not keep that the demonstration was begun');
  if (state.history !== HISTORY && state.status === 'begun') {
    throw new Error('Another version of this program began a demonstration here and did not finish it. Start with an empty data folder.');
  }
  return state;
}

function carried(action: string): CommandContext & { readonly request: { action: string; subject: Record<string, string>; body: null } } {
  const request = { action: `demonstration:${action}`, subject: { history: HISTORY }, body: null };
  return { commandId: uuidV5(LOADER, JSON.stringify([action, HISTORY])), actor: THE_PROGRAM, partnership: null, request };
}

/** The subject that the demonstration issuer knows a person by. */
export function subjectOf({ id }: Pick<DemonstrationPerson, 'id'>): string {
  return id;
}

function enrolmentOf(person: DemonstrationPerson, issuer: string): Parameters<PeopleRegister['enrol']>[0] {
  const { id, name, role, agency, slug, also, partnership } = person;
  const appointments = [{ role, agency }, ...also].map((held, number) => {
    const key = number === 0 ? [slug] : [slug, held.role];
    return { id: idOf('appointment', 'marlshire', ...key), partnership, ...held, from: '2023-01-01' };
  });
  return { person: { id, name }, signIns: [{ issuer, subject: subjectOf(person) }], appointments };
}
