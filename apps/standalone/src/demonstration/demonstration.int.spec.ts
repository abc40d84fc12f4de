import { createApi } from '@goldenthread/api';
import { decide } from '@goldenthread/access';
import { londonDate } from '@goldenthread/calendar';
import type { Position } from '@goldenthread/event-sourcing';
import { migratedDatabase, type MigratedDatabase } from '@goldenthread/event-store-postgres/testing';
import { Changes, CHANGES_ON_A_PAGE, type Change, type ChangesReader } from '@goldenthread/http';
import { FollowUpQueries, IndicatorQueries } from '@goldenthread/indicators';
import { partnershipIdOf } from '@goldenthread/partnership';
import { RELEASABLE_ROWS, ReleasableTables, ReleaseQueries } from '@goldenthread/releases';
import { allMigrations, openPlatform, readModels, type Platform } from '@goldenthread/runtime';
import {
  returnIdOf,
  Section11ChangeRow,
  Section11FiguresQueries,
  Section11Queries,
  type ReadingScope,
  type Section11CycleRow,
  type ShownHistory,
} from '@goldenthread/section11';
import { startWorker } from '@goldenthread/worker';
import { CommandBus } from '@nestjs/cqrs';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { pino } from 'pino';
import { DataSource } from 'typeorm';
import { changesByTheRules } from '../../../../test/support/changes-by-the-rules.js';
import { momentsOf } from './history.js';
import { BEGINS_AT, loadDemonstration } from './load-demonstration.js';
import { actorOf, AGENCIES, MARLSHIRE } from './marlshire.js';

const ISSUER = 'https://issuer.example';

describe('The demonstration in PostgreSQL', () => {
  const today = londonDate(new Date().toISOString());
  const moments = momentsOf(today);
  const partnership: ReadingScope = { partnership: MARLSHIRE.id, onlySubmitted: true };
  let database: MigratedDatabase;
  let platform: Platform;
  let api: NestFastifyApplication;
  let worker: ReturnType<typeof startWorker>;
  let queries: Section11Queries;
  let figures: Section11FiguresQueries;
  let head: Position;
  let present: Section11CycleRow;
  let first: Section11CycleRow;
  const told: [number, number][] = [];

  beforeAll(async () => {
    database = await migratedDatabase(allMigrations);
    platform = await openPlatform({
      databaseUrl: database.adminUrl,
      keyEncryptionKey: Buffer.alloc(32, 7),
      purpose: 'demonstration',
      beginsAt: BEGINS_AT,
      logger: pino({ level: 'silent' }),
    });
    api = await createApi({ platform, issuer: ISSUER, audience: 'golden-thread' });
    await api.init();
    await loadDemonstration(platform, api.get(CommandBus), ISSUER, (done, total) => told.push([done, total]));
    worker = startWorker(platform, { ticks: false });
    head = (await platform.store.head())?.position ?? -1n;
    await caughtUp();
    [queries, figures] = [api.get(Section11Queries), api.get(Section11FiguresQueries)];
    const [now, before] = await queries.cycles(partnership, head);
    if (!now || !before) throw new Error('Two cycles were expected');
    [present, first] = [now, before];
  });
  afterAll(async () => {
    await worker.stop();
    await api.close();
    await platform.close();
    await database.drop();
  });

  async function caughtUp(): Promise<void> {
    const rows = readModels.flatMap((model) => [...model.rows]);
    for (let tries = 0; ; tries++) {
      try {
        await platform.reading.find({ kind: 'now' }, rows, head);
        return;
      } catch (error) {
        if (tries === 20) throw error;
      }
    }
  }

  const ref = ({ cycle }: Section11CycleRow, slug: string): string => {
    return returnIdOf(cycle, AGENCIES.find((agency) => agency.slug === slug)?.id ?? '');
  };

  it('says how far it has come, from the first command to the last', () => {
    const total = told[0]?.[1] ?? 0;
    expect(told).toEqual(Array.from({ length: total }, (_, index) => [index + 1, total]));
    expect(total).toBeGreaterThan(800);
  });

  it('shows the published figures of Essex, each with its source, to whoever is signed in', async () => {
    const indicators = api.get(IndicatorQueries);
    const point = { position: head, day: today };
    const series = await indicators.every({ partnership: partnershipIdOf('escb') }, point);
    const referred = series.find(({ indicator }) => indicator.code === 'children-referred');
    expect(referred?.view.periods.flatMap(({ value }) => (value ? [[value.value, value.standing, value.source.where]] : []))).toEqual([
      [9_850, 'final', 'Agenda item 4, pages 7 to 26'],
      [8_661, 'provisional', 'Essex overview, from page 4: How safe are children in Essex?'],
    ]);
    expect(series.map(({ view }) => view.judged.variation)).toEqual(series.map(() => null));
    const proposals = await api.get(FollowUpQueries).proposals({ partnership: MARLSHIRE.id }, head);
    expect(proposals.map(({ code }) => code)).toContain('initial-health-assessments-in-time');
  });

  it('lives in real time afterwards, and its clock can be set no more', async () => {
    expect((await platform.clock.now()).slice(0, 10)).toBe(new Date().toISOString().slice(0, 10));
    await expect(platform.setClock(null)).rejects.toThrow('The demonstration is loaded');
    await expect(platform.setClock('2100-01-01T00:00:00.000Z')).rejects.toThrow('The demonstration is loaded');
  });

  it('is not loaded again', async () => {
    told.length = 0;
    await loadDemonstration(platform, api.get(CommandBus), ISSUER, (done, total) => told.push([done, total]));
    expect(told).toEqual([]);
    expect((await platform.store.head())?.position).toBe(head);
  });

  it('answers the five questions of the sub-committee', async () => {
    const findings = await figures.findings(partnership, head, today, present.cycle);
    expect(findings?.response.outstanding.map(({ agencyName }) => agencyName)).toEqual([
      'Coastal District Council',
      'Marlshire Learning Trust',
      'Vale District Council',
      'Young Voices Marlshire',
    ]);
    expect(findings?.standards[0]).toMatchObject({ heading: 'INF', rank: 1 });
    expect(findings?.slips.slips[0]).toMatchObject({ agencyName: 'Marlshire Hospitals', heading: 'TRN', items: { length: 4 } });
    expect(findings?.withoutEvidence.length).toBeGreaterThan(0);
    const { counts, lines } = await figures.changedSince(partnership, await positionOf(moments.lastMeeting), head);
    expect(counts).toMatchObject({ submitted: 6, late: 1, reopened: 1, corrected: 1, resubmitted: 0 });
    expect(lines.filter(({ kind }) => kind === 'answered')).toEqual([]);
    expect(lines.find(({ kind }) => kind === 'corrected')).toMatchObject({
      agencyName: 'Marlshire County Council',
      item: 'IND-3',
      ratingAfter: 'not-met',
      why: expect.stringContaining('Internal audit'),
    });
  });

  it('lays the response of both cycles over each other, and marks each cell as better, worse or the same', async () => {
    const findings = await figures.findings(partnership, head, today, present.cycle);
    expect(findings?.curve.points.at(-1)).toMatchObject({ day: today, total: 8 });
    expect(findings?.previousCurve?.points.at(-1)).toMatchObject({ day: '2024-02-07', total: 10 });
    expect(new Set(findings?.cells.map(({ change }) => change))).toEqual(new Set(['better', 'same', 'worse', 'new']));
    expect(findings?.cells).toHaveLength(80);
  });

  it('shows the partnership a reopened return as it was submitted, and its agency as it is', async () => {
    const coastal = ref(present, 'coastal-district');
    const at = (await queries.contentPositionOf(coastal, partnership, head)) ?? head;
    expect(at < head).toBe(true);
    const [submitted, own] = [await queries.item(coastal, 'SOA-2', at), await queries.item(coastal, 'SOA-2', head)];
    expect(submitted?.revision).not.toBe(own?.revision);
    const kinds = (history: readonly ShownHistory[]): string[] => history.slice(-2).map(({ kind }) => kind);
    expect(kinds(await queries.history(coastal, head, partnership))).toEqual(['submitted', 'reopened']);
    expect(kinds(await queries.history(coastal, head, { onlySubmitted: false }))).toEqual(['reopened', 'answered']);
    const standards = await queries.standards(partnership, head, present.cycle);
    expect(standards.filter((row) => row.return === coastal)).toHaveLength(10);
    expect(standards.filter((row) => row.return === ref(present, 'vale-district'))).toEqual([]);
  });

  it('keeps what was written before a return was submitted from those who may not see drafts', async () => {
    const vale = ref(present, 'vale-district');
    const shown = await queries.changes(partnership, { after: -1n, upTo: head, asAt: head });
    expect(new Set(shown.filter((line) => line.return === vale).map(({ kind }) => kind))).toEqual(new Set(['opened']));
    const answers = await queries.answers(partnership, head, present.cycle);
    expect(answers.filter((row) => row.return === vale)).toEqual([]);
  });

  it('finds the same agency’s return of the cycle before, to bring its answers forward, and says which were', async () => {
    const constabulary = ref(present, 'constabulary');
    const own: ReadingScope = {
      partnership: MARLSHIRE.id,
      agency: AGENCIES.find(({ slug }) => slug === 'constabulary')?.id,
      onlySubmitted: false,
    };
    expect(await queries.previousOf(constabulary, own, head)).toMatchObject({ return: ref(first, 'constabulary'), status: 'submitted' });
    expect(await queries.previousOf(ref(first, 'constabulary'), own, head)).toBeNull();
    const items = await queries.items(constabulary, head);
    const forward = items.flatMap(({ item, broughtForwardFrom }) => (broughtForwardFrom ? [{ item, ...broughtForwardFrom }] : []));
    const kept = forward.find((one) => one.kept);
    expect(kept).toMatchObject({ return: ref(first, 'constabulary'), cycleTitle: 'Section 11 self-assessment 2023-24' });
    const earlier = await queries.item(ref(first, 'constabulary'), kept?.item ?? '', head);
    expect(items.find(({ item }) => item === kept?.item)?.narrative).toBe(earlier?.narrative);
  });

  it('follows one item of one agency through its cycles, with the words of then', async () => {
    const hospitals = AGENCIES.find(({ slug }) => slug === 'hospitals')?.id ?? '';
    const cycles = await queries.itemAcrossCycles(partnership, hospitals, 'TRN-3', head);
    expect(cycles.map(({ cycleTitle, entries }) => [cycleTitle, entries.map(({ after }) => after?.rating)])).toEqual([
      [present.title, ['not-met']],
      [first.title, ['met']],
    ]);
    expect(cycles[1]?.entries[0]?.after?.narrative).toMatch(/partnership courses/);
    expect(await queries.itemAcrossCycles({ ...partnership, agency: MARLSHIRE.id }, hospitals, 'TRN-3', head)).toEqual([]);
  });

  it('counts what was recorded on each day, over the whole record', async () => {
    const density = await queries.density(partnership, head);
    const days = density.map(({ day }) => day);
    expect(days).toEqual([...days].sort());
    expect([days[0], new Set(days).size]).toEqual(['2023-09-04', days.length]);
    expect(density.find(({ day }) => day === '2024-03-11')).toEqual({ day: '2024-03-11', changes: 1 });
    const all = density.reduce((sum, { changes }) => sum + changes, 0);
    expect(all).toBe((await queries.changes({ ...partnership, onlySubmitted: false }, { after: -1n, upTo: head, asAt: head })).length);
  });

  it('released what its views hold at the place it was read at, and shows each to those it is for', async () => {
    const [releases, tables] = [api.get(ReleaseQueries), api.get(ReleasableTables)];
    const of = (role: string) => releases.releases({ partnership: MARLSHIRE.id, role }, head);
    const made = await of('coordinator');
    expect(made.map(({ audience }) => audience)).toEqual(['publication', 'lay-members']);
    expect(await of('lay-member')).toHaveLength(2);
    expect((await of('agency-lead')).map(({ audience }) => audience)).toEqual(['publication']);
    for (const { source, readAt, table } of made) {
      const position = BigInt(readAt.position);
      const point = await platform.reading.find({ kind: 'position', position }, RELEASABLE_ROWS);
      const whole = await tables.table(MARLSHIRE.id, source, point);
      expect(whole?.rows.map(({ about }) => about)).toEqual(table.rows.map(({ about }) => about));
      const shown = (cell: { kind: string; number?: number }) => cell.number ?? cell.kind;
      table.rows.forEach(({ cells }, row) => {
        cells.forEach((cell, at) => {
          if (cell.kind !== 'hidden') expect(shown(cell)).toBe(shown(whole?.rows[row]?.cells[at] ?? cell));
        });
      });
    }
  });

  it('keeps both receipts of a return that was submitted twice', async () => {
    const receipts = await queries.receipts(ref(first, 'health-board'), head);
    expect(receipts.map(({ number, submittedOn }) => [number, submittedOn])).toEqual([
      [1, '2023-11-28'],
      [2, '2023-12-06'],
    ]);
    expect(new Set(receipts.map(({ eventId }) => eventId)).size).toBe(2);
  });

  describe('what has changed', () => {
    const partners = ['coordinator', 'scrutineer', 'paqa-member', 'lay-member'];
    const readers = [...partners, 'agency-lead', 'health-author', 'council-lead', 'coastal-lead', 'vale-author'];
    const readerOf = (slug: string): ChangesReader => ({ actor: actorOf(slug), partnership: MARLSHIRE.id });
    const named = ({ of, position }: Change): string => `${of} ${position}`;
    let changes: Changes;
    let between: [Position, Position][];

    beforeAll(async () => {
      changes = api.get(Changes);
      const [early, late] = await Promise.all([positionOf('2024-03-11'), positionOf(present.dueOn)]);
      between = [[-1n, head], [early, late], [late, head], ...[300n, 600n, 900n].map((upTo): [Position, Position] => [-1n, upTo])];
    });

    it.each(readers)('tells %s just what they may know of, of every domain', async (slug) => {
      const source = api.get(DataSource);
      for (const [after, upTo] of between) {
        const expected = await changesByTheRules(source, readerOf(slug), { after, upTo, now: head });
        expect((await changes.between(readerOf(slug), after, upTo)).map(named)).toEqual(expected);
      }
    });

    it('has rows of every domain to tell', async () => {
      const all = await changes.between(readerOf('coordinator'), -1n, head);
      expect(new Set(all.map(({ of }) => of)).size).toBe(6);
    });

    it.each(readers)('counts for %s as many as it tells, since any place in the record', async (slug) => {
      for (const after of [-1n, 300n, 600n, 900n, await positionOf('2024-03-11'), head - 40n, head]) {
        const told = await changes.between(readerOf(slug), after, head);
        expect(await changes.countSince(readerOf(slug), after)).toBe(told.length);
        const beside = told.filter(({ of }) => of !== 'section-11').length;
        expect(await changes.countBesideReturns(readerOf(slug), after, head)).toBe(beside);
      }
    });

    it.each(readers)('counts for %s what there was on each day, in London, and work on drafts beside it', async (slug) => {
      const reader = readerOf(slug);
      const days = new Map<string, number>();
      const one = (day: string, many: number) => days.set(day, (days.get(day) ?? 0) + many);
      for (const change of await changes.between(reader, -1n, head)) {
        if (change.of !== 'section-11') one(londonDate(change.recordedAt), 1);
      }
      const decision = decide({ ...reader.actor, partnership: reader.partnership }, 'change:own');
      if (decision.permitted) for (const { day, changes: many } of await queries.density(decision.scope, head)) one(day, many);
      const density = await changes.density(reader, head);
      expect(density.map(({ day }) => day)).toEqual([...days.keys()].sort());
      expect(density).toEqual(density.map(({ day }) => ({ day, changes: days.get(day) })));
    });

    it.each(['scrutineer', 'agency-lead', 'vale-author'])('pages through all of it for %s, older and newer', async (slug) => {
      const reader = readerOf(slug);
      const span = { after: -1n, upTo: head };
      const all = (await changes.between(reader, -1n, head)).reverse();
      let page = await changes.page(reader, span);
      expect([page.later, page.newer]).toEqual([0, undefined]);
      const forth = [page];
      while (page.older) forth.push((page = await changes.page(reader, span, page.older)));
      // Whole, as they are told without pages: so also from where on what was a draft is shown.
      expect(forth.flatMap((one) => one.changes)).toEqual(all);
      expect(forth.map(({ later }) => later)).toEqual(forth.map((_, number) => number * CHANGES_ON_A_PAGE));
      const back = [page];
      while (page.newer) back.push((page = await changes.page(reader, span, page.newer)));
      expect(back.reverse().map((one) => one.changes)).toEqual(forth.map((one) => one.changes));
    });

    it('pages through one domain alone, and counts each whatever is shown', async () => {
      const reader = readerOf('scrutineer');
      const all = await changes.between(reader, -1n, head);
      const page = await changes.page(reader, { after: -1n, upTo: head }, { only: 'follow-up' });
      expect(page.changes).toEqual(
        all
          .filter(({ of }) => of === 'follow-up')
          .reverse()
          .slice(0, CHANGES_ON_A_PAGE),
      );
      expect(page.total).toBe(page.counts.get('follow-up'));
      for (const [of, count] of page.counts) expect(count).toBe(all.filter((one) => one.of === of).length);
      const early = await changes.page(reader, { after: -1n, upTo: head }, { before: 0n });
      expect([early.changes, early.later, early.older]).toEqual([[], all.length, undefined]);
      expect((await changes.page(reader, { after: -1n, upTo: head }, early.newer)).changes).toEqual(
        all.slice(0, CHANGES_ON_A_PAGE).reverse(),
      );
    });
  });

  async function positionOf(day: string): Promise<Position> {
    return (await platform.reading.find({ kind: 'day', day }, [Section11ChangeRow])).position;
  }
});
