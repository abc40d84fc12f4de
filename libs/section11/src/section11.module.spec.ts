import { CLOCK } from '@goldenthread/calendar';
import { EventCodec, EventJournal, InMemoryEventStore, joinCatalogues, newId } from '@goldenthread/event-sourcing';
import { AN_AUTHOR, plainSealer } from '@goldenthread/event-sourcing/testing';
import { ListAgency, partnershipEvents, RegisterPartnership } from '@goldenthread/partnership';
import { Global, Module } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { Test } from '@nestjs/testing';
import { DataSource } from 'typeorm';
import { OpenCycle, OpenReturn, PublishTool, RecordAnswer, ReturnReader, section11Events, Section11Module, section11V1 } from './index.js';
import { SignOffReturn } from './commands/sign-off-return.handler.js';
import { SubmitReturn } from './commands/submit-return.handler.js';
import { cycleIdOf } from './domain/section11-cycle.js';
import { returnIdOf } from './domain/section11-return.js';

const journal = new EventJournal(
  new InMemoryEventStore(),
  new EventCodec(joinCatalogues(partnershipEvents, section11Events), plainSealer, newId()),
);
const clock = { now: () => Promise.resolve('2026-02-02T09:00:00.000Z') };

@Global()
@Module({
  providers: [
    { provide: EventJournal, useValue: journal },
    { provide: EventCodec, useValue: journal.codec },
    { provide: CLOCK, useValue: clock },
    { provide: DataSource, useValue: {} },
  ],
  exports: [EventJournal, EventCodec, CLOCK, DataSource],
})
class Programme {}

describe('the module of Section 11', () => {
  it('carries each command from the bus to its handler', async () => {
    const app = await Test.createTestingModule({ imports: [Programme, Section11Module] }).compile();
    await app.init();
    const bus = app.get(CommandBus);
    const [partnership, agency] = [newId(), newId()];
    const request = { action: 'test', subject: {}, body: null };
    const context = () => ({ commandId: newId(), actor: AN_AUTHOR, partnership });
    await bus.execute(new RegisterPartnership(context(), request, { partnership, name: 'Marlshire', kind: 'invented' }));
    await bus.execute(
      new ListAgency(context(), request, { partnership, agency, name: 'Marlshire Police', kind: 'police', basis: 'children-act-2004-s11' }),
    );
    await bus.execute(new PublishTool(context(), request, section11V1));
    const tool = { code: 'section-11', version: 1 };
    const asked = [{ agency, duty: 'required' as const }];
    const wanted = { partnership, title: 'Section 11 2026', tool, opensOn: '2026-01-05', dueOn: '2026-03-31', agencies: asked };
    const openCycle = new OpenCycle(context(), request, wanted);
    await bus.execute(openCycle);
    const cycle = cycleIdOf(openCycle.context.commandId);
    await bus.execute(new OpenReturn(context(), request, { cycle, agency }));
    const ref = returnIdOf(cycle, agency);
    const answer = { item: 'SMC-1', rating: 'met', evidence: [], basedOn: 'new' } as const;
    expect(await bus.execute(new RecordAnswer(context(), request, ref, answer))).toMatchObject({ revision: 1 });
    const signer = { ...context(), actor: { ...AN_AUTHOR, person: newId() } };
    await expect(bus.execute(new SignOffReturn(signer, request, ref, { basedOn: 1 }))).rejects.toMatchObject({ code: 'items-unanswered' });
    await expect(bus.execute(new SubmitReturn(context(), request, ref, { basedOn: 1 }))).rejects.toMatchObject({
      code: 'items-unanswered',
    });
    expect(await app.get(ReturnReader).locate(ref)).toMatchObject({ partnership, agency, state: 'open' });
    await app.close();
  });
});
