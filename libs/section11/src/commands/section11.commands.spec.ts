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
import { AdmitLateReturn, AdmitLateReturnHandler } from './admit-late-return.handler.js';
import { CloseCycle, CloseCycleHandler } from './close-cycle.handler.js';
import { CorrectAnswer, CorrectAnswerHandler } from './correct-answer.handler.js';
import { CycleReader } from './cycle.reader.js';
import { OpenCycle, OpenCycleHandler } from './open-cycle.handler.js';
import { OpenReturn, OpenReturnHandler } from './open-return.handler.js';
import { PublishTool, PublishToolHandler } from './publish-tool.handler.js';
import { RecordAnswer, RecordAnswerHandler } from './record-answer.handler.js';
import { ReopenReturn, ReopenReturnHandler } from './reopen-return.handler.js';
import { ReturnReader } from './return.reader.js';
import { SignOffReturn, SignOffReturnHandler } from './sign-off-return.handler.js';
import { SubmitReturn, SubmitReturnHandler } from './submit-return.handler.js';
import { ToolReader } from './tool.reader.js';

const MARLSHIRE = newId();
const POLICE = newId();
const FORUM = newId();
const SIGNER: Actor = { person: newId(), agency: POLICE, role: 'agency-lead' };
const AUTHOR: Actor = { ...AN_AUTHOR, agency: POLICE };
const request = { action: 'test', subject: {}, body: null };

describe('the commands of Section 11', () => {
  const journal = new EventJournal(
    new InMemoryEventStore(),
    new EventCodec(joinCatalogues(partnershipEvents, section11Events), plainSealer, newId()),
  );
  let now = '2026-03-31T23:30:00.000Z';
  const clock = { now: () => Promise.resolve(now) };
  const tools = new ToolReader(journal);
  const cycles = new CycleReader(journal);
  const returns = new ReturnReader(journal);
  const recordAnswers = new RecordAnswerHandler(journal, cycles, returns, clock);
  const context = (actor = AUTHOR, commandId = newId()) => ({ commandId, actor, partnership: MARLSHIRE });
  const answer = (item: string, narrative?: string) =>
    new RecordAnswer(context(), request, ref, { item, rating: 'met', narrative, evidence: [], basedOn: 'new' });

  const openCycle = new OpenCycle({ ...context(), partnership: null }, request, {
    partnership: MARLSHIRE,
    title: 'Section 11 2026',
    tool: { code: 'section-11', version: 1 },
    opensOn: '2026-01-05',
    dueOn: '2026-03-31',
    agencies: [{ agency: POLICE, duty: 'required' }, { agency: FORUM }],
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
    const forum = { ...police, agency: FORUM, name: 'Marlshire Voluntary Forum', kind: 'voluntary', basis: 'asked-voluntarily' } as const;
    await new ListAgencyHandler(journal).execute(new ListAgency(context(), request, forum));
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
          data: {
            items: 40,
            toolRevision: 0,
            partnershipRevision: 2,
            agencies: [
              { agency: POLICE, duty: 'required' },
              { agency: FORUM, duty: 'invited' },
            ],
          },
        },
      ],
    });
    expect(await handler.execute(openCycle)).toEqual({ ...opened, repeated: true });
    expect(await cycles.locate(cycle)).toEqual({ partnership: MARLSHIRE, agencies: [POLICE, FORUM] });
  });

  it('open the one return of an agency in a cycle, on record for the partnership of the cycle', async () => {
    const handler = new OpenReturnHandler(journal, cycles, tools, clock);
    const elsewhere = { ...context(), partnership: newId() };
    const opened = await handler.execute(new OpenReturn(elsewhere, request, { cycle, agency: POLICE }));
    expect(opened).toMatchObject({ stream: `section11Return-${ref}`, revision: 0, events: [{ partnership: MARLSHIRE }] });
    expect(await handler.execute(new OpenReturn(context(), request, { cycle, agency: POLICE }))).toMatchObject({ revision: 0, events: [] });
    expect(await returns.locate(ref)).toEqual({ partnership: MARLSHIRE, agency: POLICE, state: 'open', everSubmitted: false });
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
    expect(await new SignOffReturnHandler(journal, cycles, clock).execute(signOff)).toMatchObject({
      events: [{ actor: SIGNER, data: { answered: 40 } }],
    });
    expect(await returns.locate(ref)).toMatchObject({ state: 'signed-off' });
    const submit = new SubmitReturn(context(SIGNER), request, ref, { basedOn: 41 });
    const submitted = await new SubmitReturnHandler(journal, cycles, clock).execute(submit);
    expect(submitted.events).toMatchObject([
      { data: { submittedOn: '2026-04-01', late: true, daysLate: 1, answered: 40, of: 40, signedOffBy: SIGNER } },
    ]);
    expect(await new SubmitReturnHandler(journal, cycles, clock).execute(submit)).toEqual({ ...submitted, repeated: true });
    expect(await returns.locate(ref)).toMatchObject({ state: 'submitted' });
  });

  it('correct an answer of the submitted return, which stays submitted', async () => {
    const answer = { rating: 'partly-met', narrative: 'Not all of it.', evidence: [] };
    const correction = { item: 'SMC-1', answer, reason: 'It was too kind.', basedOn: 1 };
    const corrected = await new CorrectAnswerHandler(journal).execute(new CorrectAnswer(context(SIGNER), request, ref, correction));
    expect(corrected).toMatchObject({ revision: 43, events: [{ data: { corrects: { revision: 1, rating: 'met' } } }] });
    expect(await returns.locate(ref)).toMatchObject({ state: 'submitted' });
    expect(await returns.answerAt(ref, 43)).toMatchObject({ item: 'SMC-1', agency: POLICE, answer });
    for (const none of [0, 41, 42, 99]) expect(await returns.answerAt(ref, none)).toBeUndefined();
  });

  it('close the cycle, and accept a save that read it before', async () => {
    now = '2026-04-20T09:00:00.000Z';
    const other = new OpenReturn(context({ ...AUTHOR, agency: FORUM }), request, { cycle, agency: FORUM });
    await new OpenReturnHandler(journal, cycles, tools, clock).execute(other);
    const reading = await cycles.windowOf(returnIdOf(cycle, FORUM));
    const closing = await new CloseCycleHandler(journal, clock).execute(new CloseCycle(context(), request, cycle));
    expect(closing).toMatchObject({ revision: 1, events: [{ data: { closedOn: '2026-04-20' } }] });
    const slow = new RecordAnswerHandler(journal, { windowOf: () => Promise.resolve(reading) } as unknown as CycleReader, returns, clock);
    const saved = await slow.execute(new RecordAnswer(context(), request, returnIdOf(cycle, FORUM), given('SMC-1')));
    expect(saved).toMatchObject({ events: [{ data: { cycleRevision: 0, admitted: false } }] });
    await expect(
      recordAnswers.execute(new RecordAnswer(context(), request, returnIdOf(cycle, FORUM), given('SMC-2'))),
    ).rejects.toMatchObject({ code: 'cycle-closed', details: { closedOn: '2026-04-20', admittedUntil: null } });
  });

  it('let in an agency that was admitted, up to the day', async () => {
    const admission = { agency: FORUM, until: '2026-04-24', reason: 'A flood closed the office.' };
    await new AdmitLateReturnHandler(journal, clock).execute(new AdmitLateReturn(context(), request, cycle, admission));
    now = '2026-04-24T22:59:59.999Z';
    const late = (item: string) => new RecordAnswer(context(), request, returnIdOf(cycle, FORUM), given(item));
    expect(await recordAnswers.execute(late('SMC-2'))).toMatchObject({ events: [{ data: { cycleRevision: 2, admitted: true } }] });
    now = '2026-04-24T23:00:00.000Z';
    await expect(recordAnswers.execute(late('SMC-3'))).rejects.toMatchObject({ code: 'cycle-closed' });
  });

  it('reopen a return only where its agency could then submit it', async () => {
    const reopen = () => new ReopenReturn(context(), request, ref, { reason: 'The wrong policy was described.', basedOn: 43 });
    const handler = new ReopenReturnHandler(journal, cycles, clock);
    await expect(handler.execute(reopen())).rejects.toMatchObject({ code: 'cycle-closed' });
    const admission = { agency: POLICE, until: '2026-04-30', reason: 'To put it right.' };
    await new AdmitLateReturnHandler(journal, clock).execute(new AdmitLateReturn(context(), request, cycle, admission));
    expect(await handler.execute(reopen())).toMatchObject({ revision: 44, events: [{ data: { number: 1, admitted: true } }] });
    expect(await returns.locate(ref)).toMatchObject({ state: 'open', everSubmitted: true });
  });

  it('bring an answer forward from the agency’s own earlier return, and from no other', async () => {
    now = '2028-01-10T09:00:00.000Z';
    const again = new OpenCycle({ ...context(), partnership: null }, request, {
      ...openCycle.wanted,
      title: 'Section 11 2028',
      opensOn: '2028-01-03',
      dueOn: '2028-03-31',
    });
    await new OpenCycleHandler(journal, new PartnershipReader(journal), tools).execute(again);
    const next = cycleIdOf(again.context.commandId);
    await new OpenReturnHandler(journal, cycles, tools, clock).execute(new OpenReturn(context(), request, { cycle: next, agency: POLICE }));
    const forward = (from: string, revision: number) => {
      return new RecordAnswer(context(), request, returnIdOf(next, POLICE), {
        ...given('SMC-1', 'partly-met', 'Not all of it.'),
        broughtForwardFrom: { return: from, revision },
      });
    };
    await expect(recordAnswers.execute(forward(returnIdOf(cycle, FORUM), 1))).rejects.toMatchObject({ code: 'cannot-bring-forward' });
    expect(await recordAnswers.execute(forward(ref, 43))).toMatchObject({
      events: [{ data: { broughtForwardFrom: { return: ref, cycle, cycleTitle: 'Section 11 2026', revision: 43, kept: true } } }],
    });
  });
});

function given(item: string, rating = 'met', narrative?: string) {
  return { item, rating, narrative, evidence: [], basedOn: 'new' as const };
}
