import { setTimeout as sleep } from 'node:timers/promises';
import { EventCodec, EventJournal, joinCatalogues, newId, storeEvents, type Position } from '@goldenthread/event-sourcing';
import { AN_AUTHOR, plainSealer } from '@goldenthread/event-sourcing/testing';
import { eventStoreMigrations, poolAs, PostgresClock, PostgresEventStore } from '@goldenthread/event-store-postgres';
import { migratedDatabase, type MigratedDatabase } from '@goldenthread/event-store-postgres/testing';
import { identifyStore } from '@goldenthread/event-sourcing';
import { liveGenerations, ProjectionRunner, readModelMigrations, rebuildModel } from '@goldenthread/read-models';
import type { Pool } from 'pg';
import { DataSource } from 'typeorm';
import {
  footprintIdOf,
  groupIdOf,
  importRegister,
  partnershipEvents,
  partnershipIdOf,
  partnershipReadModels,
  PartnershipReader,
  publishedRegisters,
  RecordMeeting,
  RecordMeetingHandler,
  registerEvents,
  RegisterQueries,
  type RegisterFile,
} from '../index.js';

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** A demonstration store in PostgreSQL with the views of partnerships, kept up by a runner. */
class Rig {
  readonly store: PostgresEventStore;
  readonly journal: EventJournal;
  readonly clock: PostgresClock;
  readonly queries: RegisterQueries;
  readonly runner: ProjectionRunner;
  readonly codec = new EventCodec(joinCatalogues(storeEvents, partnershipEvents, registerEvents), plainSealer, newId());

  private constructor(
    private readonly database: MigratedDatabase,
    private readonly writer: Pool,
    private readonly reader: Pool,
    readonly projector: Pool,
    readonly source: DataSource,
  ) {
    this.store = new PostgresEventStore({ writer, reader, pollEvery: 5 });
    this.journal = new EventJournal(this.store, this.codec);
    this.clock = new PostgresClock(writer);
    this.queries = new RegisterQueries(source, this.journal);
    this.runner = new ProjectionRunner(partnershipReadModels, this.codec, { pool: projector, store: this.store, log: silent });
  }

  static async open(): Promise<Rig> {
    const database = await migratedDatabase([...eventStoreMigrations, ...readModelMigrations]);
    const pool = (role: 'writer' | 'reader' | 'projector') => poolAs(role, database.adminUrl, { max: 4, onIdleError: () => undefined });
    const source = new DataSource({
      type: 'postgres',
      url: database.adminUrl,
      entities: partnershipReadModels.flatMap(({ rows }) => [...rows]),
      extra: { options: '-c role=goldenthread_reader' },
    });
    const rig = new Rig(database, pool('writer'), pool('reader'), pool('projector'), await source.initialize());
    await identifyStore(rig.store, 'demonstration');
    rig.runner.start();
    return rig;
  }

  /** The newest position, once every view has come to it. */
  async caughtUp(): Promise<Position> {
    const head = (await this.store.head())?.position ?? -1n;
    for (;;) {
      const generations = await liveGenerations(this.projector);
      const ours = generations.filter(({ projection }) => partnershipReadModels.some((model) => model.projection.name === projection));
      if (ours.length === partnershipReadModels.length && ours.every(({ checkpoint }) => checkpoint >= head)) return head;
      await sleep(10);
    }
  }

  async close(): Promise<void> {
    await this.runner.stop();
    await this.store.close();
    await this.source.destroy();
    await Promise.all([this.writer, this.reader, this.projector].map((pool) => pool.end()));
    await this.database.drop();
  }
}

describe('registers in PostgreSQL', () => {
  let rig: Rig;
  let imported: Position;
  const day = '2026-11-25';
  const ESSEX = partnershipIdOf('escb');

  beforeAll(async () => {
    rig = await Rig.open();
    await importRegister(rig.journal, publishedRegisters);
    imported = await rig.caughtUp();
  });

  afterAll(async () => {
    await rig.close();
  });

  it('show every partnership that was imported, and hold returns of none', async () => {
    const shown = await rig.queries.partnerships({ position: imported, day });
    expect(
      shown.map(({ shortName, entries, partnerGroups, statutoryOrganisations }) => [
        shortName,
        entries,
        partnerGroups,
        statutoryOrganisations,
      ]),
    ).toEqual([
      ['BDSCB', 0, 0, 0],
      ['Barking and Dagenham', 0, 3, 3],
      ['ESCB', 35, 3, 7],
      ['Havering', 0, 0, 0],
      ['Redbridge', 0, 0, 0],
      ['Southend', 0, 0, 0],
      ['Thurrock LSCB', 0, 0, 0],
      ['Thurrock LSCP', 19, 3, 3],
    ]);
    expect(shown.filter(({ returnsHeld }) => returnsHeld)).toEqual([]);
  });

  it('show one as published, with its source and date', async () => {
    const essex = await rig.queries.partnership(ESSEX, { position: imported, day });
    expect(essex?.statement).toBe(
      'Register as published (Essex Safeguarding Children Board Multi-Agency Safeguarding Arrangements 2019-20, 21 June 2019); no returns are held here.',
    );
    expect(essex?.register?.entries[10]).toMatchObject({ place: 11, wording: 'District, City & Borough Councils', kind: 'class' });
    expect(essex?.register?.entries[10]?.expansion?.members).toHaveLength(12);
    expect(essex).toMatchObject({
      areas: { called: 'quadrants', areas: ['Mid', 'South', 'West', 'North'] },
      businessUnit: { hostedBy: { name: 'Essex County Council' } },
      footprints: [{ shortName: 'SET' }],
    });
  });

  it('show footprints, with who was a member on the day', async () => {
    const set = (on: string) => rig.queries.footprint(footprintIdOf('set'), { position: imported, day: on });
    const members = async (on: string) => (await set(on))?.members.filter(({ holds }) => holds).map(({ name }) => name);
    expect(await members('2019-04-30')).toContain('Thurrock Local Safeguarding Children Board');
    expect(await members('2019-05-01')).toEqual([
      'Essex Safeguarding Children Board',
      'Southend safeguarding arrangements',
      'Thurrock Local Safeguarding Children Partnership',
    ]);
    expect((await set(day))?.sharedBodies.map(({ name }) => name)).toContain('Essex Police');
  });

  it('stay as they were, as at before a correction', async () => {
    const ended = publishedRegisters.map((file): RegisterFile => {
      if (file.file !== 'essex.register.ts') return file;
      const partnerships = file.partnerships?.map((partnership) => {
        const partnerGroups = partnership.partnerGroups?.map((group) => {
          return {
            ...group,
            members: group.members.map((member) => (member.body === 'mid-essex-ccg' ? { ...member, until: '2022-06-30' } : member)),
          };
        });
        return { ...partnership, partnerGroups };
      });
      return { ...file, partnerships };
    });
    expect(await importRegister(rig.journal, ended)).toMatchObject({ recorded: 1, corrected: 1 });
    const corrected = await rig.caughtUp();
    const organisations = async (position: Position) => (await rig.queries.partnership(ESSEX, { position, day }))?.statutoryOrganisations;
    expect(await organisations(imported)).toBe(7);
    expect(await organisations(corrected)).toBe(6);
    expect(await importRegister(rig.journal, publishedRegisters)).toMatchObject({ recorded: 1, corrected: 1 });
    expect(await organisations(await rig.caughtUp())).toBe(7);
  });

  it('keep the meetings of a group, the latest first, each once', async () => {
    const before = await rig.caughtUp();
    const group = groupIdOf('escb', 'paqa');
    const handler = new RecordMeetingHandler(rig.journal, new PartnershipReader(rig.journal), rig.clock);
    const record = (heldOn: string) => {
      const context = { commandId: newId(), actor: AN_AUTHOR, partnership: ESSEX };
      const request = { action: 'meeting:record', subject: { partnership: ESSEX, group }, body: { heldOn } };
      return handler.execute(new RecordMeeting(context, request, { partnership: ESSEX, group, heldOn }));
    };
    for (const heldOn of ['2019-10-10', '2020-01-16', '2019-10-10']) await record(heldOn);
    await expect(record('9999-01-01')).rejects.toMatchObject({ code: 'meeting-in-future' });
    const held = async (position: Position) => (await rig.queries.meetings(ESSEX, group, { position })).map(({ heldOn }) => heldOn);
    expect(await held(await rig.caughtUp())).toEqual(['2020-01-16', '2019-10-10']);
    expect(await held(before)).toEqual([]);
    expect(await rig.queries.meetings(partnershipIdOf('thurrock-lscp'), group, { position: await rig.caughtUp() })).toEqual([]);
  });

  it('are rebuilt to the same rows', async () => {
    await rig.caughtUp();
    for (const model of partnershipReadModels) {
      expect(await rebuildModel(model, rig.codec, { pool: rig.projector, store: rig.store })).toMatchObject({ compared: true });
    }
  });
});
