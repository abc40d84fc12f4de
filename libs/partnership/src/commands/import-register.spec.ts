import {
  EventCodec,
  EventJournal,
  identifyStore,
  InMemoryEventStore,
  joinCatalogues,
  newId,
  type RecordedEvent,
} from '@goldenthread/event-sourcing';
import { all, plainSealer } from '@goldenthread/event-sourcing/testing';
import fc from 'fast-check';
import {
  entryIdOf,
  groupIdOf,
  importRegister,
  partnershipEvents,
  partnershipIdOf,
  PartnershipReader,
  publishedRegisters,
  registerEvents,
  RegisterFileRefusedError,
  type ImportProgress,
  type PartnershipRecord,
  type RegisterFile,
} from '../index.js';

const CRASH = new Error('crash');
const source = { title: 'Arrangements', publishedOn: '2019-06-21', where: 'Appendix' };
const bodies: RegisterFile = {
  file: 'bodies.register.ts',
  bodies: [
    { slug: 'council', name: 'Here Council', kind: 'local-authority', source },
    { slug: 'unit', name: 'Business unit', kind: 'business-unit', source, hostedBy: { body: 'council', source } },
  ],
};
const here: PartnershipRecord = {
  slug: 'here',
  name: 'Here Partnership',
  kind: 'published',
  source,
  register: {
    heading: 'Relevant agencies',
    source,
    entries: [
      { slug: 'housing', wording: 'Housing', kind: 'service' },
      { slug: 'councils', wording: 'Councils', kind: 'class', expandsTo: { bodies: ['council'], source } },
      { slug: 'lay-member', wording: 'Lay Member', kind: 'seat' },
    ],
  },
  partnerGroups: [{ slug: 'council', name: 'Council', source, members: [{ body: 'council', from: '2019-09-29' }] }],
  groups: [{ slug: 'paqa', name: 'PAQA', role: 'paqa', source }],
};

function filesWith(over: Partial<PartnershipRecord> = {}): readonly RegisterFile[] {
  return [bodies, { file: 'here.register.ts', partnerships: [{ ...here, ...over }] }];
}

function entries(...wanted: NonNullable<PartnershipRecord['register']>['entries']): Pick<PartnershipRecord, 'register'> {
  return { register: { heading: 'Relevant agencies', source, entries: wanted } };
}

const [housing, councils, layMember] = here.register?.entries ?? [];
if (!housing || !councils || !layMember) throw new Error('The example lost its entries');

function newJournal(): EventJournal {
  const catalogue = joinCatalogues(partnershipEvents, registerEvents);
  return new EventJournal(new InMemoryEventStore(), new EventCodec(catalogue, plainSealer, newId()));
}

async function eventsOf(journal: EventJournal): Promise<RecordedEvent[]> {
  return Promise.all((await all(journal.store.readAll())).map((stored) => journal.codec.decodeOpened(stored)));
}

describe('importing registers', () => {
  it('records each fact of each file, under ids that follow from what the records are called', async () => {
    const journal = newJournal();
    const summary = await importRegister(journal, filesWith());
    const events = await eventsOf(journal);
    expect(summary).toEqual({ records: 3, recorded: events.length, corrected: 0, withdrawn: 0 });
    expect(events.map(({ type }) => type)).toEqual([
      'BodyRegistered',
      'BodyRegistered',
      'BodyHosted',
      'PartnershipRegistered',
      'RegisterPublished',
      'RegisterEntryListed',
      'RegisterEntryListed',
      'ClassExpanded',
      'RegisterEntryListed',
      'PartnerGroupNamed',
      'PartnerMembershipRecorded',
      'GroupNamed',
    ]);
    expect(events.find(({ type }) => type === 'ClassExpanded')?.data).toMatchObject({ entry: entryIdOf('here', 'councils') });
  });

  it('again records nothing, and leaves not even a command behind', async () => {
    const journal = newJournal();
    await importRegister(journal, publishedRegisters);
    const before = await journal.store.head();
    expect(await importRegister(journal, publishedRegisters)).toMatchObject({ recorded: 0 });
    expect(await journal.store.head()).toEqual(before);
  });

  it('of a changed file records only what changed, as a correction', async () => {
    const journal = newJournal();
    await importRegister(journal, filesWith());
    const known = (await eventsOf(journal)).length;
    const changed = filesWith(entries({ ...housing, wording: 'Local Authority Housing' }, councils, layMember));
    expect(await importRegister(journal, changed)).toMatchObject({ recorded: 1, corrected: 1, withdrawn: 0 });
    expect((await eventsOf(journal)).slice(known)).toMatchObject([
      { type: 'RegisterEntryListed', data: { wording: 'Local Authority Housing', was: { wording: 'Housing' } } },
    ]);
  });

  it('of a file changed back, and to and fro, corrects each time', async () => {
    const journal = newJournal();
    const changed = filesWith(entries({ ...housing, wording: 'Local Authority Housing' }, councils, layMember));
    for (const [files, recorded] of [
      [filesWith(), 12],
      [changed, 1],
      [filesWith(), 1],
      [changed, 1],
      [filesWith(), 1],
    ] as const) {
      expect(await importRegister(journal, files)).toMatchObject({ recorded });
    }
  });

  it('of a file that says less takes back what it says no longer, what rests on it first', async () => {
    const journal = newJournal();
    await importRegister(journal, filesWith());
    const known = (await eventsOf(journal)).length;
    expect(await importRegister(journal, filesWith(entries(housing, { ...layMember })))).toMatchObject({ withdrawn: 2 });
    const councilsEntry = entryIdOf('here', 'councils');
    expect((await eventsOf(journal)).slice(known).map(({ data }) => data)).toMatchObject([
      { entry: entryIdOf('here', 'lay-member'), place: 2, was: { place: 3 } },
      { fact: 'ClassExpanded', key: councilsEntry },
      { fact: 'RegisterEntryListed', key: councilsEntry },
    ]);
  });

  it('of another name corrects the particulars and keeps the identity', async () => {
    const journal = newJournal();
    await importRegister(journal, filesWith());
    expect(await importRegister(journal, filesWith({ name: 'Here Safeguarding Partnership' }))).toMatchObject({
      recorded: 1,
      corrected: 1,
    });
    expect(await new PartnershipReader(journal).find(partnershipIdOf('here'))).toMatchObject({ name: 'Here Safeguarding Partnership' });
  });

  it('refuses to turn a real partnership into an invented one', async () => {
    const journal = newJournal();
    await importRegister(journal, filesWith());
    await expect(importRegister(journal, filesWith({ kind: 'invented' }))).rejects.toMatchObject({
      code: 'partnership-already-registered',
    });
  });

  it('with one fault anywhere stores nothing of any file, and says where it is', async () => {
    const journal = newJournal();
    const bad = [...filesWith(), { file: 'bad.register.ts', bodies: [{ slug: 'nobody', name: '', kind: 'police', source }] } as const];
    const refused = await importRegister(journal, bad).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(RegisterFileRefusedError);
    expect((refused as Error).message).toContain('bad.register.ts, nobody: Its name must be words');
    expect(await journal.store.head()).toBeUndefined();
  });

  it('tells how far it is', async () => {
    const told: ImportProgress[] = [];
    await importRegister(newJournal(), filesWith(), { onProgress: (progress) => told.push(progress) });
    expect(told).toEqual([
      { file: 'bodies.register.ts', record: 'Here Council', done: 1, of: 3 },
      { file: 'bodies.register.ts', record: 'Business unit', done: 2, of: 3 },
      { file: 'here.register.ts', record: 'Here Partnership', done: 3, of: 3 },
    ]);
  });

  it('stopped after any command and begun again comes to the same events, each once', async () => {
    const undisturbed = newJournal();
    await importRegister(undisturbed, filesWith());
    const whole = (await eventsOf(undisturbed)).map(({ type, data }) => ({ type, data }));
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 0, max: whole.length }), { maxLength: 4 }), async (stops) => {
        const journal = newJournal();
        for (const after of stops) {
          await importRegister(new DyingJournal(journal, after), filesWith()).catch((error: unknown) => {
            if (error !== CRASH) throw error;
          });
        }
        await importRegister(journal, filesWith());
        expect((await eventsOf(journal)).map(({ type, data }) => ({ type, data }))).toEqual(whole);
      }),
      { numRuns: 40 },
    );
  });

  it('stops at a signal between two records', async () => {
    const journal = newJournal();
    const stopping = new AbortController();
    const options = {
      signal: stopping.signal,
      onProgress: () => {
        stopping.abort(new Error('Enough'));
      },
    };
    await expect(importRegister(journal, filesWith(), options)).rejects.toThrow('Enough');
    expect((await eventsOf(journal)).map(({ type }) => type)).toEqual(['BodyRegistered']);
  });

  it('at once from two programs records everything once', async () => {
    const journal = newJournal();
    await Promise.all([importRegister(journal, filesWith()), importRegister(journal, filesWith())]);
    expect(await eventsOf(journal)).toHaveLength(12);
  });

  it('tells deciders of its groups, and in a demonstration that no returns of it are held here', async () => {
    const journal = newJournal();
    await identifyStore(journal.store, 'demonstration');
    await importRegister(journal, filesWith());
    expect(await new PartnershipReader(journal).find(partnershipIdOf('here'))).toMatchObject({
      kind: 'published',
      returnsHeld: false,
      agencies: [],
      groups: [{ id: groupIdOf('here', 'paqa'), name: 'PAQA', role: 'paqa' }],
    });
  });
});

/** A journal whose program dies after so many commands. */
class DyingJournal extends EventJournal {
  constructor(
    { store, codec }: EventJournal,
    private left: number,
  ) {
    super(store, codec);
  }

  override execute: EventJournal['execute'] = (decider, order) => {
    return this.left-- > 0 ? super.execute(decider, order) : Promise.reject(CRASH);
  };
}
