import {
  canonicalJson,
  THE_PROGRAM,
  uuidV5,
  idOf,
  type Actor,
  type Decider,
  type DomainEvent,
  type EventJournal,
} from '@goldenthread/event-sourcing';
import { body } from '../domain/body.js';
import { bodyFacts, footprintFacts, namesIn, partnershipFacts, recordIdOf, type Names } from '../domain/facts-of-file.js';
import { footprint } from '../domain/footprint.js';
import { partnership } from '../domain/partnership.js';
import { factKey, stands, type Facts } from '../domain/register-facts.js';
import { faultsIn, RegisterFileRefusedError } from '../domain/register-faults.js';
import type { PartnershipRecord, RegisterFile } from '../domain/register-file.js';
import type { BodyFact, FootprintFact, PartnershipFact, RegisterFact } from '../domain/register.events.js';

/** How far an import is. Told after each record, changed or not. */
export interface ImportProgress {
  readonly file: string;
  /** The record's name: a partnership, footprint or body. */
  readonly record: string;
  readonly done: number;
  readonly of: number;
}

/** What an import came to. */
export interface ImportSummary {
  /** Bodies, partnerships and footprints looked at. */
  readonly records: number;
  /** Events recorded: none where the store said all of it already. */
  readonly recorded: number;
  /** How many of them put right what was recorded before, and how many took it back. */
  readonly corrected: number;
  readonly withdrawn: number;
}

export interface ImportOptions {
  /** Who imports: the program itself unless said otherwise. */
  readonly actor?: Actor;
  readonly onProgress?: (progress: ImportProgress) => void;
  /** Stops between two commands. What was recorded stays; importing again goes on from there. */
  readonly signal?: AbortSignal;
}

/**
 * Records what register files say: what is new, what is different as corrections, what they say no longer as withdrawn; of
 * all else, nothing. A record is compared with the store before it is asked for, so importing again records nothing, and
 * after a crash it goes on where it was.
 *
 * A file says all there is of its partnerships' registers: a fact recorded otherwise is withdrawn by the next import.
 * Agencies that a partnership lists and meetings held are no part of a file, and are left alone.
 *
 * @throws RegisterFileRefusedError with every fault in the files, before anything is stored.
 * @throws the signal's reason, where it stops the import.
 */
export async function importRegister(
  journal: EventJournal,
  files: readonly RegisterFile[],
  { actor = THE_PROGRAM, onProgress, signal }: ImportOptions = {},
): Promise<ImportSummary> {
  const faults = faultsIn(files);
  if (faults.length > 0) throw new RegisterFileRefusedError(faults);
  const records = recordsIn(files);
  const events: DomainEvent[] = [];
  for (const [index, { file, name, commandsFor }] of records.entries()) {
    signal?.throwIfAborted();
    events.push(...(await commandsFor(new Importer(journal, actor, signal))));
    onProgress?.({ file, record: name, done: index + 1, of: records.length });
  }
  const corrected = events.filter(({ data }) => 'was' in data).length;
  const withdrawn = events.filter(({ type }) => type === 'RegisterFactWithdrawn').length;
  return { records: records.length, recorded: events.length, corrected, withdrawn };
}

const IMPORTER = idOf('importer', 'register');

interface RecordToImport {
  readonly file: string;
  readonly name: string;
  readonly commandsFor: (importer: Importer) => Promise<readonly DomainEvent[]>;
}

/** Every record of every file: first the bodies, then the partnerships that name them, then the footprints. */
function recordsIn(files: readonly RegisterFile[]): readonly RecordToImport[] {
  const names = namesIn(files);
  const each = <Record extends { readonly name: string }>(
    of: (file: RegisterFile) => readonly Record[] | undefined,
    commandsFor: (importer: Importer, record: Record) => Promise<readonly DomainEvent[]>,
  ): RecordToImport[] =>
    files.flatMap((file) =>
      (of(file) ?? []).map((record) => {
        return { file: file.file, name: record.name, commandsFor: (importer: Importer) => commandsFor(importer, record) };
      }),
    );
  return [
    ...each(
      ({ bodies }) => bodies,
      (importer, record) => importer.body(record.slug, bodyFacts(record, names)),
    ),
    ...each(
      ({ partnerships }) => partnerships,
      (importer, record) => importer.partnership(record, names),
    ),
    ...each(
      ({ footprints }) => footprints,
      (importer, record) => importer.footprint(record.slug, footprintFacts(record, names)),
    ),
  ];
}

type FactCommand<Fact extends RegisterFact> =
  | { readonly type: 'RecordFact'; readonly fact: Fact }
  | { readonly type: 'WithdrawFact'; readonly fact: Fact['type']; readonly key: string };

/** Brings single records of a store to what a file says. */
class Importer {
  constructor(
    private readonly journal: EventJournal,
    private readonly actor: Actor,
    private readonly signal: AbortSignal | undefined,
  ) {}

  async body(slug: string, facts: readonly BodyFact[]): Promise<readonly DomainEvent[]> {
    const id = recordIdOf.body(slug);
    const { state, revision } = await this.journal.load(body, id);
    return this.run(body, id, revision, null, factCommands(facts, state));
  }

  async footprint(slug: string, facts: readonly FootprintFact[]): Promise<readonly DomainEvent[]> {
    const id = recordIdOf.footprint(slug);
    const { state, revision } = await this.journal.load(footprint, id);
    return this.run(footprint, id, revision, null, factCommands(facts, state));
  }

  async partnership(record: PartnershipRecord, names: Names): Promise<readonly DomainEvent[]> {
    const id = recordIdOf.partnership(record.slug);
    const { state, revision } = await this.journal.load(partnership, id);
    const { name, shortName, kind, source } = record;
    const particulars = { name, ...(shortName !== undefined && { shortName }), ...(source && { source }) };
    const facts = partnershipFacts(record, names);
    if (state.status === 'not-registered') {
      const registration = { type: 'RegisterPartnership', kind, ...particulars } as const;
      return this.run(partnership, id, revision, id, [registration, ...factCommands(facts, new Map())]);
    }
    const isSame = canonicalJson({ kind, ...particulars }) === canonicalJson(state.registration);
    // Where even the kind differs, registering it again is refused.
    const again = state.registration.kind === kind ? ({ type: 'CorrectParticulars', ...particulars } as const) : undefined;
    const registration = again ?? ({ type: 'RegisterPartnership', kind, ...particulars } as const);
    return this.run(partnership, id, revision, id, [...(isSame ? [] : [registration]), ...factCommands(facts, state.facts)]);
  }

  /** Runs commands in order. Their ids follow from what they say and from the revision they were made for. */
  private async run<State, Command extends { readonly type: string }, Event extends DomainEvent>(
    decider: Decider<State, Command, Event>,
    id: string,
    revision: number,
    of: string | null,
    commands: readonly Command[],
  ): Promise<readonly DomainEvent[]> {
    const recorded: DomainEvent[] = [];
    for (const command of commands) {
      this.signal?.throwIfAborted();
      const request = { action: 'register:import', subject: { [decider.category]: id, revision: String(revision) }, body: command };
      const commandId = uuidV5(IMPORTER, canonicalJson(request));
      const executed = await this.journal.execute(decider, { commandId, actor: this.actor, partnership: of, request, id, command });
      recorded.push(...(executed.events as readonly DomainEvent[]));
      revision = executed.revision;
    }
    return recorded;
  }
}

/** What must be asked for so that just these facts stand: first what is new or different, then the withdrawals. */
function factCommands<Fact extends BodyFact | FootprintFact | PartnershipFact>(
  wanted: readonly Fact[],
  standing: Facts,
): readonly FactCommand<Fact>[] {
  const keep = new Set(wanted.map((fact) => `${fact.type}\n${factKey(fact)}`));
  const gone = [...standing].filter(([address]) => !keep.has(address)).map(([, fact]) => fact);
  return [
    ...wanted.filter((fact) => !stands(standing, fact)).map((fact) => ({ type: 'RecordFact', fact }) as const),
    // What rests on another fact was recorded after it, and goes before it.
    ...gone.reverse().map((fact) => ({ type: 'WithdrawFact', fact: fact.type, key: factKey(fact) }) as const),
  ];
}
