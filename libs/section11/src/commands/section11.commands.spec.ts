import { EventCodec, EventJournal, InMemoryEventStore, joinCatalogues, newId, type Actor } from '@goldenthread/event-sourcing';
import { all, AN_AUTHOR, plainSealer } from '@goldenthread/event-sourcing/testing';
import {
  ListAgency,
  ListAgencyHandler,
  partnershipEvents,
  PartnershipReader,
  RegisterPartnership,
  RegisterPartnershipHandler,
} from '@goldenthread/partnership';
import { section11V1 } from '../../data/tools/section11-v1.tool.js';
import { section11Events } from '../domain/section11.events.js';
import { cycleIdOf } from '../domain/section11-cycle.js';
import { returnIdOf } from '../domain/section11-return.js';
import { CycleReader } from './cycle.reader.js';
import { OpenCycle, OpenCycleHandler } from './open-cycle.handler.js';
import { OpenReturn, OpenReturnHandler } from './open-return.handler.js';
import { PublishTool, PublishToolHandler } from './publish-tool.handler.js';
import { RecordAnswer, RecordAnswerHandler } from './record-answer.handler.js';
import { ReturnReader } from './return.reader.js';
import { SignOffReturn, SignOffReturnHandler } from './sign-off-return.handler.js';
import { SubmitReturn, SubmitReturnHandler } from './submit-return.handler.js';
import { ToolReader } from './tool.reader.js';

const MARLSHIRE = newId();
const POLICE = newId();
const SIGNER: Actor = { person: newId(), agency: POLICE, role: 'agency-lead' };
const AUTHOR: Actor = { ...AN_AUTHOR, agency: POLICE };
const request = { action: 'test', subject: {}, body: null };

describe('the commands of Section 11', () => {
  const journal = new EventJournal(
    new InMemoryEventStore(),
    new EventCodec(joinCatalogues(partnershipEvents, section11Events), plainSealer, newId()),
  );
  const clock = { now: () => Promise.resolve('2026-03-31T23:30:00.000Z') };
  const tools = new ToolReader(journal);
  const cycles = new CycleReader(journal);
  const returns = new ReturnReader(journal);
  const recordAnswers = new RecordAnswerHandler(journal, clock);
  const context = (actor = AUTHOR, commandId = newId()) => ({ commandId, actor, partnership: MARLSHIRE });
  const answer = (item: string, narrative?: string) =>
    new RecordAnswer(context(), request, ref, { item, rating: 'met', narrative, evidence: [], basedOn: 'new' });

  const openCycle = new OpenCycle({ ...context(), partnership: null }, request, {
    partnership: MARLSHIRE,
    title: 'Section 11 2026',
    tool: { code: 'section-11', version: 1 },
    opensOn: '2026-01-05',
    dueOn: '2026-03-31',
    agencies: [{ agency: POLICE, duty: 'required' }],
  });
  const cycle = cycleIdOf(openCycle.context.commandId);
  const ref = returnIdOf(cycle, POLICE);

  beforeAll(async () => {
    const registration = { partnership: MARLSHIRE, name: 'Marlshire', kind: 'invented' } as const;
    await new RegisterPartnershipHandler(journal).execute(new RegisterPartnership(context(), request, registration));
    const police = {
      partnership: MARLSHIRE,
      agency: POLICE,
      name: 'Marlshire Police',
      kind: 'police',
      basis: 'children-act-2004-s11',
    } as const;
    await new ListAgencyHandler(journal).execute(new ListAgency(context(), request, police));
  });

  it('find nothing where nothing was opened yet, nor under an id that is none', async () => {
    expect(await tools.find('section-11', 1)).toBeUndefined();
    for (const nowhere of [newId(), 'section11Return-1', '']) {
      expect(await cycles.locate(nowhere)).toBeUndefined();
      expect(await returns.locate(nowhere)).toBeUndefined();
    }
  });

  it('refuse a cycle by a tool that is not published', async () => {
    const handler = new OpenCycleHandler(journal, new PartnershipReader(journal), tools);
    await expect(handler.execute(openCycle)).rejects.toMatchObject({ code: 'tool-not-published' });
  });

  it('publish the canonical tool, once however often', async () => {
    const handler = new PublishToolHandler(journal);
    expect(await handler.execute(new PublishTool(context(), request, section11V1))).toMatchObject({ revision: 0 });
    expect(await handler.execute(new PublishTool(context(), request, section11V1))).toMatchObject({ revision: 0, events: [] });
    expect(await tools.find('section-11', 1)).toEqual({ ...section11V1, revision: 0 });
  });

  it('open a cycle for the partnership, by the facts on record, and say the same when asked again', async () => {
    const handler = new OpenCycleHandler(journal, new PartnershipReader(journal), tools);
    const opened = await handler.execute(openCycle);
    expect(opened).toMatchObject({
      repeated: false,
      stream: `section11Cycle-${cycle}`,
      events: [
        {
          partnership: MARLSHIRE,
          data: { items: 40, toolRevision: 0, partnershipRevision: 1, agencies: [{ agency: POLICE, name: 'Marlshire Police' }] },
        },
      ],
    });
    expect(await handler.execute(openCycle)).toEqual({ ...opened, repeated: true });
    expect(await cycles.locate(cycle)).toEqual({ partnership: MARLSHIRE, agencies: [POLICE] });
  });

  it('open the one return of an agency in a cycle, on record for the partnership of the cycle', async () => {
    const handler = new OpenReturnHandler(journal, cycles, tools);
    const elsewhere = { ...context(), partnership: newId() };
    const opened = await handler.execute(new OpenReturn(elsewhere, request, { cycle, agency: POLICE }));
    expect(opened).toMatchObject({ stream: `section11Return-${ref}`, revision: 0, events: [{ partnership: MARLSHIRE }] });
    expect(await handler.execute(new OpenReturn(context(), request, { cycle, agency: POLICE }))).toMatchObject({ revision: 0, events: [] });
    expect(await returns.locate(ref)).toEqual({ partnership: MARLSHIRE, agency: POLICE, state: 'open' });
    await expect(handler.execute(new OpenReturn(context(), request, { cycle: newId(), agency: POLICE }))).rejects.toMatchObject({
      code: 'cycle-not-open',
    });
  });

  it('save both answers of two co-authors who save different items at the same moment', async () => {
    const saved = await Promise.all([recordAnswers.execute(answer('SMC-1')), recordAnswers.execute(answer('SMC-2'))]);
    expect(saved.map(({ events }) => events.map((event) => event.type))).toEqual([
      ['Section11AnswerRecorded'],
      ['Section11AnswerRecorded'],
    ]);
    expect(saved.map(({ revision }) => revision).sort()).toEqual([1, 2]);
  });

  it('save one of two answers to the same item at the same moment, and show its author both texts', async () => {
    const outcomes = await Promise.allSettled([
      recordAnswers.execute(answer('SMC-3', 'One text')),
      recordAnswers.execute(answer('SMC-3', 'Another text')),
    ]);
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
    expect(outcomes[1]).toMatchObject({
      reason: {
        code: 'answer-changed',
        details: { theirs: { narrative: 'One text' }, yours: { narrative: 'Another text' }, changedBy: AUTHOR },
      },
    });
  });

  it('mark what was saved after the due day in London, though it was the due day still in UTC', async () => {
    const saved = await recordAnswers.execute(answer('SMC-4'));
    expect(saved.events).toMatchObject([{ recordedAt: expect.any(String), data: { afterDue: true } }]);
  });

  it('leave no words in clear in the store', async () => {
    const stored = await all(journal.store.readStream(`section11Return-${ref}`));
    const bytes = stored.map((event) => new TextDecoder().decode(event.bytes)).join('\n');
    expect(bytes).toContain(Buffer.from('One text').toString('base64'));
    expect(bytes).not.toContain('One text');
  });

  it('sign off and submit, late by a day, once', async () => {
    const items = section11V1.headings.flatMap((heading) => heading.items).slice(4);
    for (const { key } of items) await recordAnswers.execute(answer(key));
    const signOff = new SignOffReturn(context(SIGNER), request, ref, { basedOn: 40, statement: 'Agreed by the board.' });
    expect(await new SignOffReturnHandler(journal).execute(signOff)).toMatchObject({ events: [{ actor: SIGNER, data: { answered: 40 } }] });
    expect(await returns.locate(ref)).toMatchObject({ state: 'signed-off' });
    const submit = new SubmitReturn(context(SIGNER), request, ref, { basedOn: 41 });
    const submitted = await new SubmitReturnHandler(journal, clock).execute(submit);
    expect(submitted.events).toMatchObject([
      { data: { submittedOn: '2026-04-01', late: true, daysLate: 1, answered: 40, of: 40, signedOffBy: SIGNER } },
    ]);
    expect(await new SubmitReturnHandler(journal, clock).execute(submit)).toEqual({ ...submitted, repeated: true });
    expect(await returns.locate(ref)).toMatchObject({ state: 'submitted' });
  });
});
