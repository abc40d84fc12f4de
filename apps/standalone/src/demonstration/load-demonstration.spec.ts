import { ActionsModule } from '@goldenthread/actions';
import { CLOCK } from '@goldenthread/calendar';
import { CaseAuditsModule, ListedNames, type CaseAuditCaseRow, type CaseAuditRow, type CaseGradeRow } from '@goldenthread/case-audits';
import {
  EventCodec,
  EventJournal,
  identifyStore,
  InMemoryEventStore,
  type Instant,
  type Row,
  type StoredEvent,
} from '@goldenthread/event-sourcing';
import { all, plainSealer, timelinesOf } from '@goldenthread/event-sourcing/testing';
import { IndicatorsModule, seriesView, type SeriesRows } from '@goldenthread/indicators';
import { groupIdOf, PartnershipModule, partnershipIdOf } from '@goldenthread/partnership';
import { ReleasesModule, type ReleaseRow } from '@goldenthread/releases';
import { eventCatalogue, readModels } from '@goldenthread/runtime';
import {
  ratedWithoutEvidence,
  responseRate,
  Section11Module,
  slipsSince,
  standardsByShare,
  type CycleContent,
} from '@goldenthread/section11';
import { Global, Module } from '@nestjs/common';
import { CommandBus, type ICommand } from '@nestjs/cqrs';
import { Test } from '@nestjs/testing';
import { DataSource } from 'typeorm';
import { BEGINS_AT, marlshireHistory, momentsOf } from './history.js';
import { loadHistory } from './load-demonstration.js';
import { actorOfFenshire, FENSHIRE } from './fenshire.js';
import { actorOf, MARLSHIRE, PAQA_GROUP } from './marlshire.js';
import { publishedFigures } from './published-figures.js';

const TODAY = '2026-11-25';
const NOW = '2026-11-25T10:00:00.000Z';

/** A store and its clock, as a demonstration has them, in memory. */
class Rig {
  private set: Instant | null = BEGINS_AT;
  readonly store = new InMemoryEventStore(() => this.set ?? NOW);
  readonly codec = new EventCodec(eventCatalogue, plainSealer, 'store');
  readonly journal = new EventJournal(this.store, this.codec);
  readonly settings: (Instant | null)[] = [];
  private bus: CommandBus;

  static async open(): Promise<Rig> {
    const rig = new Rig();
    await identifyStore(rig.store, 'demonstration');
    const { journal, codec } = rig;
    const providers = [
      { provide: EventJournal, useValue: journal },
      { provide: EventCodec, useValue: codec },
      { provide: CLOCK, useValue: { now: () => Promise.resolve(rig.set ?? NOW) } },
      { provide: DataSource, useValue: {} },
      { provide: ListedNames, useValue: { of: () => Promise.resolve([]) } },
    ];
    @Global()
    @Module({ providers, exports: providers.map(({ provide }) => provide) })
    class Programme {}
    const imports = [Programme, PartnershipModule, Section11Module, CaseAuditsModule, IndicatorsModule, ActionsModule, ReleasesModule];
    const module = await Test.createTestingModule({ imports }).compile();
    await module.init();
    rig.bus = module.get(CommandBus);
    return rig;
  }

  /**
   * @param failAt the command, counted from 0 among those still to be given, at which the process dies, and whether that
   *   was recorded; or that it dies at the end, with the clock back in real time.
   * @returns how many commands were given.
   */
  async load(failAt: number | 'at the end' = Infinity, recorded = true, today = TODAY): Promise<number> {
    let done = 0;
    const execute = async (command: ICommand): Promise<never> => {
      if (done === failAt && !recorded) throw new Error('killed');
      const result: unknown = await this.bus.execute(command);
      if (done++ === failAt) throw new Error('killed');
      return result as never;
    };
    const setClock = (instant: Instant | null): Promise<void> => {
      const wanted = instant ?? NOW;
      if (this.set === null ? instant !== null : wanted < this.set) return Promise.reject(new Error('The clock cannot go back'));
      this.settings.push(instant);
      this.set = instant;
      return instant === null && failAt === 'at the end' ? Promise.reject(new Error('killed')) : Promise.resolve();
    };
    const { store, journal } = this;
    await loadHistory({ store, journal, setClock }, { execute }, { today });
    return done;
  }

  events(): Promise<StoredEvent[]> {
    return all(this.store.readAll());
  }

  /** The rows of the views as at a day, or now. */
  async rows(until: Instant = NOW): Promise<(view: string) => Row[]> {
    const stored = (await this.events()).filter(({ recordedAt }) => recordedAt <= until);
    const events = await Promise.all(stored.map((event) => this.codec.decode(event)));
    const versions = timelinesOf(
      events,
      readModels.map(({ projection }) => projection),
    );
    const open = versions.filter(({ validTo }) => validTo === null);
    return (view) => open.flatMap((row) => (row.view === view ? [{ ...row.key, ...row.values }] : []));
  }
}

/** All of an event that does not depend on when the process was killed. */
function essence(events: readonly StoredEvent[]): unknown[] {
  return events
    .filter(({ type }) => type !== 'StoreCreated')
    .map(({ id, stream, revision, type, recordedAt, actor, sha256 }) => ({ id, stream, revision, type, recordedAt, actor, sha256 }));
}

describe('the history of Marlshire', () => {
  let rig: Rig;
  beforeAll(async () => {
    rig = await Rig.open();
    await rig.load();
  });

  it('tells what was released to whom, with small numbers hidden, and others with them', async () => {
    const releases = (await rig.rows())('release') as unknown as ReleaseRow[];
    expect(releases.map(({ audience }) => audience)).toEqual(['lay-members', 'publication']);
    for (const { table, tally } of releases) {
      const cells = table.rows.flatMap((row) => row.cells);
      const numbers = cells.flatMap((cell) => (cell.kind === 'number' && cell.decimals === 0 ? [cell.number] : []));
      expect(numbers.filter((number) => number >= 1 && number <= 5)).toEqual([]);
      expect(cells.filter(({ kind }) => kind === 'hidden')).toHaveLength(tally.small + tally.others);
      expect(tally.small + tally.others).toBeGreaterThan(3);
    }
  });

  it('tells indicators that improve, worsen, are restated, rebased and overdue, and tells them apart by signal', async () => {
    const rows = await rig.rows();
    const of = (code: string): SeriesRows => {
      const having = <R>(view: string): R[] => rows(view).filter((row) => row.code === code) as R[];
      const [definition] = having<SeriesRows['definition']>('indicator_definition');
      if (!definition) throw new Error(`no ${code}`);
      return {
        definition,
        versions: having('indicator_version'),
        values: having('indicator_value'),
        rebases: having('indicator_rebase'),
      };
    };
    const variationOf = (code: string) => seriesView(of(code)).judged.variation;
    expect(variationOf('conferences-in-15-days')).toBe('improvement');
    expect(variationOf('initial-health-assessments-in-time')).toBe('concern');
    expect(variationOf('domestic-abuse-child-present')).toBe('usual');
    expect(seriesView(of('referrals')).judged.groups).toHaveLength(2);
    const restated = rows('indicator_change').filter(({ kind, partnership }) => kind === 'restated' && partnership === MARLSHIRE.id);
    expect(restated.map(({ code }) => code)).toEqual(['conferences-in-15-days', 'was-not-brought']);
    // What was published of other places is brought in when it is: nobody here was asked for it.
    const asked = rows('indicator_value').filter(({ place }) => typeof place === 'string' && /^(authority:marlshire$|agency:)/.test(place));
    const late = asked.filter(({ daysLate }) => Number(daysLate) > 0);
    expect(late).toEqual([]);
  });

  it('holds the published figures of Essex beside it, told apart: no target, no commentary, no judgement, each with its source', async () => {
    const rows = await rig.rows();
    const essex = (view: string): Row[] => rows(view).filter((row) => row.partnership === partnershipIdOf('escb'));
    const valuesOf = (code: string): unknown[] =>
      essex('indicator_value').flatMap((row) => (row.code === code ? [[row.period, row.value, row.standing]] : []));
    expect(valuesOf('children-referred')).toEqual([
      ['FY2016-17', 9_850, 'final'],
      ['FY2019-20', 8_661, 'provisional'],
    ]);
    expect(valuesOf('referrals-dfe')).toEqual([
      ['FY2016-17', 9_970, 'final'],
      ['FY2019-20', 8_041, 'final'],
    ]);
    expect(valuesOf('referral-rate-dfe')).toEqual([
      ['FY2016-17', 326, 'final'],
      ['FY2019-20', 255.9, 'final'],
    ]);
    const changed = essex('indicator_change').filter(({ kind }) => kind === 'restated');
    expect(changed).toMatchObject([{ code: 'referral-rate-dfe', before: { value: 326.3 }, after: { value: 326 } }]);
    expect(essex('indicator_value').every(({ commentary, source }) => commentary === null && source !== null)).toBe(true);
    expect(essex('indicator_definition').every(({ target }) => target === null)).toBe(true);
    for (const view of ['signal_proposal', 'performance_risk', 'indicator_rebase']) expect(essex(view)).toEqual([]);
    expect(rows('signal_proposal').length).toBeGreaterThan(0);
  });

  it('is put into the store whole, each command accepted, from the beginning to today', async () => {
    const events = await rig.events();
    expect(events[0]).toMatchObject({ type: 'StoreCreated', recordedAt: BEGINS_AT });
    expect(events[1]).toMatchObject({ type: 'DemonstrationBegun', recordedAt: BEGINS_AT });
    expect(events.at(-1)).toMatchObject({ type: 'DemonstrationLoaded', recordedAt: NOW });
    expect(rig.settings.at(-1)).toBeNull();
    const instants = events.map(({ recordedAt }) => recordedAt);
    expect(instants).toEqual([...instants].sort());
  });

  it('is not touched by loading it again, on whatever day', async () => {
    const before = essence(await rig.events());
    const settings = rig.settings.length;
    expect(await rig.load(Infinity, true, '2027-03-01')).toBe(0);
    expect(essence(await rig.events())).toEqual(before);
    expect(rig.settings).toHaveLength(settings);
  });

  it('is the same however often its loader is killed, before or after a command was recorded, on whatever day it goes on', async () => {
    const killed = await Rig.open();
    for (const [more, recorded] of [
      [0, true],
      [1, false],
      [60, true],
      [272, false],
      [0, false],
      [400, true],
    ] as const) {
      await expect(killed.load(more, recorded)).rejects.toThrow('killed');
    }
    await expect(killed.load('at the end')).rejects.toThrow('killed');
    expect(essence(await killed.events()).at(-1)).not.toMatchObject({ type: 'DemonstrationLoaded' });
    expect(await killed.load(Infinity, true, '2026-12-02')).toBe(0);
    expect(essence(await killed.events())).toEqual(essence(await rig.events()));
  });

  it('is refused to a store that lives in real time already', async () => {
    const late = new Rig();
    const { journal, codec } = late;
    const store = new InMemoryEventStore(() => NOW);
    await identifyStore(store, 'demonstration');
    const platform = { store, journal: new EventJournal(store, codec), setClock: () => Promise.resolve() };
    await expect(loadHistory(platform, { execute: () => Promise.reject(new Error('never')) }, { today: TODAY })).rejects.toThrow(
      'Start with an empty data folder',
    );
    expect(await all(journal.store.readAll())).toEqual([]);
  });

  it('can be told on any day of the week and of the year, in working hours and on working days', () => {
    const hourOf = new Intl.DateTimeFormat('en-GB', { hour: 'numeric', hourCycle: 'h23', timeZone: 'Europe/London' });
    for (const today of ['2026-11-25', '2026-11-28', '2026-11-29', '2027-01-04', '2027-03-31', '2027-10-31', '2031-06-16']) {
      const steps = marlshireHistory(today);
      for (const { at } of steps) {
        const hour = Number(hourOf.format(new Date(at)));
        expect(hour).toBeGreaterThanOrEqual(9);
        expect(hour).toBeLessThan(18);
        expect([0, 6]).not.toContain(new Date(at).getUTCDay());
      }
      expect((steps.at(-1)?.at ?? today) < today).toBe(true);
    }
  });

  // Days counted back that end on a weekend fall together on its Friday: which do depends on the day of the week.
  it.each(['2026-11-19', '2026-11-20', '2026-11-21', '2026-11-22', '2026-11-23', '2026-11-24'])(
    'is accepted whole when it is told on %s too, and so on every day of the week',
    async (today) => {
      const another = await Rig.open();
      const commands = marlshireHistory(today).length + publishedFigures().length;
      expect(await another.load(Infinity, true, today)).toBe(commands);
    },
  );

  describe('as it stands today', () => {
    let rows: (view: string) => Row[];
    let present: CycleContent;
    let first: CycleContent;
    beforeAll(async () => {
      rows = await rig.rows();
      const [before, now] = rows('section11_cycle').sort((a, b) => ((a.dueOn as string) < (b.dueOn as string) ? -1 : 1));
      present = contentOf(rows, now);
      first = contentOf(rows, before);
    });

    it('has a cycle that is closed and one that is open and overdue', () => {
      expect(rows('section11_cycle').map(({ title, closedOn }) => [title, closedOn])).toEqual([
        ['Section 11 self-assessment 2023-24', '2024-01-19'],
        ['Section 11 self-assessment 2026-27', null],
      ]);
    });

    it('has returns at every stage', () => {
      const stages = Object.fromEntries(present.progress.map(({ agencyName, status }) => [agencyName, status]));
      expect(stages).toEqual({
        'Marlshire County Council': 'submitted',
        'Marlshire Constabulary': 'submitted',
        'Marlshire Integrated Care Board': 'submitted',
        'Marlshire Hospitals': 'submitted',
        'Marlshire Probation': 'submitted',
        'Marlshire Youth Justice Service': 'submitted',
        'Marlshire Fire and Rescue Service': 'submitted',
        'Coastal District Council': 'open',
        'Vale District Council': 'signed-off',
        'Marlshire Learning Trust': 'open',
        'Young Voices Marlshire': 'not-started',
      });
    });

    it('has one return late, one reopened and one corrected', () => {
      const named = (of: (row: CycleContent['progress'][number]) => boolean) =>
        present.progress.filter(of).map(({ agencyName }) => agencyName);
      expect(named(({ late }) => late === true)).toEqual(['Marlshire Youth Justice Service']);
      expect(named(({ reopenedAt }) => reopenedAt !== null)).toEqual(['Coastal District Council']);
      expect(named(({ corrections }) => corrections > 0)).toEqual(['Marlshire County Council']);
    });

    it('has a return that was let in after the close, and one that was submitted twice', () => {
      expect(first.progress.filter(({ admittedUntil }) => admittedUntil).map(({ agencyName, status }) => [agencyName, status])).toEqual([
        ['Young Voices Marlshire', 'submitted'],
      ]);
      expect(first.progress.filter(({ submissions }) => submissions === 2).map(({ agencyName }) => agencyName)).toEqual([
        'Marlshire Integrated Care Board',
      ]);
    });

    it('says who has not returned: those who must answer first, days after it was due', () => {
      const { issued, returned, outstanding } = responseRate(present.progress, TODAY);
      expect([issued, returned]).toEqual([11, 7]);
      expect(outstanding.map(({ agencyName, duty, daysOverdue }) => [agencyName, duty, daysOverdue])).toEqual([
        ['Coastal District Council', 'required', 12],
        ['Marlshire Learning Trust', 'required', 12],
        ['Vale District Council', 'required', 12],
        ['Young Voices Marlshire', 'invited', 12],
      ]);
    });

    it('has one weakest standard, and one agency that slipped more than the others', () => {
      const weakest = standardsByShare(present.standards).filter(({ rank }) => rank === 1);
      expect(weakest.map(({ title }) => title)).toEqual(['Information sharing']);
      const { comparable, slips } = slipsSince(first, present);
      expect(comparable).toBe(true);
      expect(slips.map(({ agencyName, heading, items }) => [agencyName, heading, items.length])).toEqual([
        ['Marlshire Hospitals', 'TRN', 4],
        ['Marlshire Constabulary', 'INF', 1],
        ['Marlshire County Council', 'IND', 1],
        ['Marlshire Hospitals', 'SRC', 1],
        ['Marlshire Hospitals', 'IND', 1],
      ]);
    });

    it('has ratings without evidence, and answers brought forward, kept and changed', () => {
      expect(ratedWithoutEvidence(present.answers, present.progress).length).toBeGreaterThan(3);
      const forward = rows('section11_answer').flatMap(({ broughtForwardFrom }) => (broughtForwardFrom as { kept: boolean } | null) ?? []);
      expect(new Set(forward.map(({ kept }) => kept))).toEqual(new Set([true, false]));
    });

    it('has actions at every stage, one letter that was held and then issued, and one that waits', () => {
      const statuses = new Set(rows('action').map(({ status }) => status));
      expect([...statuses].sort()).toEqual(['accepted', 'claimed', 'completed', 'issued', 'refused']);
      expect(rows('action').filter(({ status, dueOn }) => status === 'accepted' && (dueOn as string) < TODAY)).toHaveLength(1);
      const letters = rows('response_letter').map(({ agencyName, status }) => [agencyName, status]);
      expect(letters).toEqual([
        ['Marlshire Probation', 'issued'],
        ['Vale District Council', 'prepared'],
      ]);
      const kinds = new Set(rows('action_history').map(({ kind }) => kind));
      expect([...kinds]).toEqual(expect.arrayContaining(['response-overdue', 'overdue', 'returned', 'reopened', 'impact-reviewed']));
    });

    it('has an audit’s recommendations in the register by themselves, and one of them done', () => {
      const audited = rows('recommendation').filter(({ sourceKind }) => sourceKind === 'case-audit-finding');
      expect(audited).toHaveLength(4);
      const known = audited.map(({ recommendation }) => recommendation);
      const followed = rows('action').filter(({ sourceKind }) => sourceKind === 'case-audit-finding');
      expect(followed.map(({ status, recommendation }) => [status, known.includes(recommendation)])).toEqual([
        ['completed', true],
        ['completed', true],
      ]);
    });

    it('has cases whose quarter of birth is of their band of ages', () => {
      const ages = { unborn: [-1, 0], 'under-1': [0, 1], '1-4': [1, 5], '5-9': [5, 10], '10-15': [10, 16], '16-17': [16, 18] } as const;
      const cases = rows('case_audit_case') as unknown as CaseAuditCaseRow[];
      expect(cases).toHaveLength(12);
      const audits = new Map(
        (rows('case_audit') as unknown as CaseAuditRow[]).map((row) => [row.audit, row.selection?.population.takenOn ?? '']),
      );
      for (const { audit, ageBand, quarterOfBirth } of cases) {
        const [year = '', quarter = ''] = quarterOfBirth.split('-Q');
        const born = Number(year) + (Number(quarter) - 1) / 4;
        const day = audits.get(audit) ?? '';
        const age = Number(day.slice(0, 4)) + (Number(day.slice(5, 7)) - 1) / 12 - born;
        const [youngest, oldest] = ages[ageBand];
        expect([ageBand, age > youngest && age <= oldest]).toEqual([ageBand, true]);
      }
    });

    it('has one audit that was done jointly: agencies of two partnerships, each graded by the other’s, and moved', () => {
      const [joint, ...others] = rows('case_audit').filter(({ kind }) => kind === 'joint') as unknown as CaseAuditRow[];
      expect([joint?.partnership, joint?.doneWith, joint?.agreedOn, others]).toEqual([MARLSHIRE.id, [FENSHIRE.id], '2025-08-20', []]);
      const partnershipOf = new Map(joint?.agencies.map(({ agency, partnership }) => [agency, partnership]));
      expect([...partnershipOf.values()].sort()).toEqual([MARLSHIRE.id, MARLSHIRE.id, FENSHIRE.id, FENSHIRE.id].sort());
      const grades = (rows('case_grade') as unknown as CaseGradeRow[]).filter(({ audit }) => audit === joint?.audit);
      const [theirs, ours] = [actorOfFenshire('fenshire-lead').person, actorOf('council-lead').person];
      for (const { agency, moderator } of grades) expect(moderator).toBe(partnershipOf.get(agency) === MARLSHIRE.id ? theirs : ours);
      const moved = grades.map(({ agencyGrade, moderatorGrade, agreedGrade }) => [
        agencyGrade !== moderatorGrade,
        moderatorGrade !== agreedGrade,
      ]);
      expect(moved).toEqual(
        expect.arrayContaining([
          [true, false],
          [true, true],
          [false, false],
        ]),
      );
    });

    it('has minutes of every meeting but the last, an extraordinary meeting held in time, and reviews with what came of them', () => {
      const waiting = rows('meeting_minutes').filter(({ circulatedOn }) => circulatedOn === null);
      expect(waiting).toMatchObject([{ group: PAQA_GROUP, heldOn: momentsOf(TODAY).lastMeeting, draftedOn: null }]);
      const [asked] = rows('extraordinary_meeting');
      expect([asked?.heldOn, (asked?.heldOn as string) <= (asked?.holdBy as string)]).toEqual([expect.any(String), true]);
      const reviews = rows('practice_review');
      expect(reviews).toMatchObject([
        { kind: 'learning-review', publishedOn: '2025-02-24', copiesBy: null },
        { publishedOn: '2025-10-08', copiesBy: '2025-10-15', copiesSentOn: '2025-10-14' },
      ]);
      const made = rows('recommendation').map(({ practiceReview, recommendation }) => ({ practiceReview, recommendation }));
      const actions = reviews.map(({ review }) => {
        const of = made.filter(({ practiceReview }) => practiceReview === review).map(({ recommendation }) => recommendation);
        return rows('action').filter(({ recommendation }) => of.includes(recommendation)).length;
      });
      expect(actions).toEqual([3, 1]);
    });

    it('has meetings between the cycles, the last one shortly before the returns were due', async () => {
      const held = (await rig.events()).flatMap(({ type, bytes }) => {
        return type === 'MeetingHeld' ? [JSON.parse(new TextDecoder().decode(bytes)) as { group: string; heldOn: string }] : [];
      });
      expect(held.length).toBeGreaterThan(8);
      expect(new Set(held.map(({ group }) => group))).toEqual(new Set([PAQA_GROUP, groupIdOf('marlshire', 'executive')]));
      expect(held.at(-1)?.heldOn).toBe(momentsOf(TODAY).lastMeeting);
    });
  });

  it('is told in whole sentences, with nothing left to be filled in', () => {
    for (const { command } of marlshireHistory(TODAY)) {
      const text = JSON.stringify(command.request.body);
      expect(text).not.toMatch(/\{(board|staff|lead|n|share|when)\}|undefined/);
    }
    const narratives = marlshireHistory(TODAY).flatMap(({ command }) => {
      const body = command.request.body as { narrative?: string } | null;
      return body?.narrative ?? [];
    });
    expect(narratives.length).toBeGreaterThan(500);
    for (const narrative of narratives) expect(narrative).toMatch(/^[A-Z0-9“].*[.?!]$/);
  });
});

/** A cycle with what may be shown of it: of submitted returns only. */
function contentOf(rows: (view: string) => Row[], cycle: Row | undefined): CycleContent {
  const of = <T>(view: string): T[] => rows(view).filter((row) => row.cycle === cycle?.cycle) as unknown as T[];
  const progress = of<CycleContent['progress'][number]>('section11_return_progress');
  const submitted = new Set(progress.filter(({ status }) => status === 'submitted').map((row) => row.return));
  return {
    cycle: cycle as unknown as CycleContent['cycle'],
    progress,
    standards: of<CycleContent['standards'][number]>('section11_standard').filter((row) => submitted.has(row.return)),
    answers: of<CycleContent['answers'][number]>('section11_answer').filter((row) => submitted.has(row.return)),
  };
}
