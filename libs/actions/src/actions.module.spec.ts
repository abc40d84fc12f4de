import { CLOCK } from '@goldenthread/calendar';
import { ListedNames } from '@goldenthread/case-audits';
import { EventCodec, EventJournal, InMemoryEventStore, joinCatalogues, newId, type Actor } from '@goldenthread/event-sourcing';
import { plainSealer } from '@goldenthread/event-sourcing/testing';
import { ListAgency, partnershipEvents, RegisterPartnership } from '@goldenthread/partnership';
import { Global, Module } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { Test, type TestingModule } from '@nestjs/testing';
import { DataSource } from 'typeorm';
import { ActionReader } from './commands/action.reader.js';
import {
  actionIdOf,
  actionsEvents,
  ActionsModule,
  AdoptRules,
  DecideOnLetter,
  IssueAction,
  MakeRecommendation,
  recommendationIdOf,
  responseFailures,
  responseFailuresIdOf,
  TakeActionStep,
  thurrock2019,
  type ActionStepWanted,
} from './index.js';

const journal = new EventJournal(
  new InMemoryEventStore(),
  new EventCodec(joinCatalogues(partnershipEvents, actionsEvents), plainSealer, newId()),
);
let now = '2019-12-19T09:00:00.000Z';

@Global()
@Module({
  providers: [
    { provide: EventJournal, useValue: journal },
    { provide: EventCodec, useValue: journal.codec },
    { provide: CLOCK, useValue: { now: () => Promise.resolve(now) } },
    { provide: DataSource, useValue: {} },
    { provide: ListedNames, useValue: {} },
  ],
  exports: [EventJournal, EventCodec, CLOCK, DataSource, ListedNames],
})
class Programme {}

const [partnership, police, health] = [newId(), newId(), newId()];
const request = { action: 'test', subject: {}, body: null };
const coordinator: Actor = { person: newId(), agency: newId(), role: 'coordinator' };
const lead: Actor = { person: newId(), agency: police, role: 'agency-lead' };
const by = (actor: Actor, commandId = newId()) => ({ commandId, actor, partnership });

describe('the module of actions', () => {
  let app: TestingModule;
  let bus: CommandBus;
  let recommendation: string;

  beforeAll(async () => {
    app = await Test.createTestingModule({ imports: [Programme, ActionsModule] }).compile();
    await app.init();
    bus = app.get(CommandBus);
    await bus.execute(new RegisterPartnership(by(coordinator), request, { partnership, name: 'Marlshire', kind: 'invented' }));
    for (const [agency, name] of [
      [police, 'Police'],
      [health, 'Health'],
    ] as const) {
      await bus.execute(
        new ListAgency(by(coordinator), request, { partnership, agency, name, kind: 'police', basis: 'children-act-2004-s11' }),
      );
    }
    await bus.execute(new AdoptRules(by(coordinator), request, { partnership, rules: thurrock2019, from: '2019-05-01' }));
    const made = new MakeRecommendation(by(coordinator), request, {
      partnership,
      source: {
        kind: 'practice-review',
        title: 'Baby M',
        review: 'serious-case-review',
        commissionedOn: '2018-02-01',
        publishedOn: '2019-11-20',
      },
      text: 'Ask partners what they know.',
      themes: ['information-sharing'],
    });
    await bus.execute(made);
    recommendation = recommendationIdOf(made.context.commandId);
  });
  afterAll(() => app.close());

  async function issue(): Promise<string> {
    const wanted = {
      recommendation,
      what: 'Survey.',
      agency: police,
      dueOn: '2020-08-31',
      successMeasure: 'Answers.',
      evidenceSought: 'The survey.',
      issuedOn: '2019-12-18',
    };
    const issued = new IssueAction(by(coordinator), request, wanted);
    await bus.execute(issued);
    return actionIdOf(issued.context.commandId);
  }
  const take = (actor: Actor, ref: string, step: ActionStepWanted) => bus.execute(new TakeActionStep(by(actor), request, ref, step));

  it('carries each command to its handler: received on 19 December 2019, to be answered by 7 January 2020', async () => {
    const ref = await issue();
    const received = await take(lead, ref, { type: 'RecordReceipt', basedOn: 0, receivedOn: '2019-12-19' });
    expect(received.events).toMatchObject([{ data: { respondBy: '2020-01-07', recordedBy: 'agency' } }]);
    await take(lead, ref, { type: 'AcceptAction', basedOn: 1 });
    await take(lead, ref, { type: 'ClaimCompletion', basedOn: 2, statement: 'Done.', evidence: [{ kind: 'note', text: 'The survey.' }] });
    await expect(take(lead, ref, { type: 'AcceptCompletion', basedOn: 3 })).rejects.toMatchObject({ code: 'own-agency-acceptance' });
    expect(await take(coordinator, ref, { type: 'AcceptCompletion', basedOn: 3 })).toMatchObject({ revision: 4 });
  });

  it('judges a day of receipt by the rules of that day', async () => {
    now = '2020-01-02T09:00:00.000Z';
    const strict = { ...thurrock2019, version: 2, response: { workingDays: 1 } };
    await bus.execute(new AdoptRules(by(coordinator), request, { partnership, rules: strict, from: '2020-01-02' }));
    const before = await take(coordinator, await issue(), { type: 'RecordReceipt', basedOn: 0, receivedOn: '2019-12-19' });
    expect(before.events).toMatchObject([{ data: { respondBy: '2020-01-07', recordedBy: 'business-team', rules: { version: 1 } } }]);
    const after = await take(coordinator, await issue(), { type: 'RecordReceipt', basedOn: 0, receivedOn: '2020-01-02' });
    expect(after.events).toMatchObject([{ data: { respondBy: '2020-01-03', rules: { version: 2 } } }]);
  });

  it('takes a recommendation of others, or a successor of others, for none', async () => {
    const ref = await issue();
    const wanted = { recommendation, what: 'x', agency: police, dueOn: '2020-08-31', successMeasure: 'x', evidenceSought: 'x' };
    const elsewhere = { ...by(coordinator), partnership: newId() };
    await expect(bus.execute(new IssueAction(elsewhere, request, wanted))).rejects.toMatchObject({ code: 'recommendation-not-made' });
    await expect(take(coordinator, ref, { type: 'SupersedeAction', basedOn: 0, by: newId(), reason: 'x' })).rejects.toMatchObject({
      code: 'successor-unknown',
    });
    await expect(take(coordinator, ref, { type: 'SupersedeAction', basedOn: 0, by: ref, reason: 'x' })).rejects.toMatchObject({
      code: 'successor-unknown',
    });
    const other = await issue();
    expect(await take(coordinator, ref, { type: 'SupersedeAction', basedOn: 0, by: other, reason: 'x' })).toMatchObject({ revision: 1 });
  });

  it('tells whose an action, a recommendation and a count of failures is, and of nothing else', async () => {
    const reader = app.get(ActionReader);
    expect(await reader.locate(await issue())).toEqual({ partnership, agency: police });
    expect(await reader.locateRecommendation(recommendation)).toEqual({ partnership });
    for (const nowhere of [newId(), recommendation, 'action-1', '']) expect(await reader.locate(nowhere)).toBeUndefined();
    expect(await reader.locateRecommendation(newId())).toBeUndefined();
    expect(await reader.locateFailures(newId())).toBeUndefined();
  });

  it('lets the Business Manager decide on a letter that was prepared', async () => {
    const id = responseFailuresIdOf(partnership, health);
    for (const matrix of [newId(), newId()]) {
      const failure = { matrix, action: newId(), receivedOn: '2019-12-19', respondBy: '2020-01-07' };
      const command = {
        type: 'CountFailure',
        failure,
        partnership,
        agency: health,
        agencyName: 'Health',
        rules: thurrock2019,
        countedOn: '2020-01-08',
      } as const;
      await journal.execute(responseFailures, { ...by(coordinator), id, request, command });
    }
    const issued = await bus.execute(new DecideOnLetter(by(coordinator), request, id, { type: 'IssueLetter', letter: 1 }));
    expect(issued.events.map(({ type }) => type)).toEqual(['ResponseLetterIssued', 'StrategicPartnersInformed']);
    expect(await app.get(ActionReader).locateFailures(id)).toEqual({ partnership, agency: health });
  });
});
