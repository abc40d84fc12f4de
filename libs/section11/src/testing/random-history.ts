import { londonDate } from '@goldenthread/calendar';
import type { Clock, CommandRequest, EventJournal } from '@goldenthread/event-sourcing';
import { idOf, newId, Refusal, uuidV5 } from '@goldenthread/event-sourcing';
import {
  ListAgency,
  ListAgencyHandler,
  PartnershipReader,
  RegisterPartnership,
  RegisterPartnershipHandler,
} from '@goldenthread/partnership';
import fc from 'fast-check';
import { AdmitLateReturn, AdmitLateReturnHandler } from '../commands/admit-late-return.handler.js';
import { CloseCycle, CloseCycleHandler } from '../commands/close-cycle.handler.js';
import { CorrectAnswer, CorrectAnswerHandler } from '../commands/correct-answer.handler.js';
import { CycleReader } from '../commands/cycle.reader.js';
import { OpenCycle, OpenCycleHandler } from '../commands/open-cycle.handler.js';
import { OpenReturn, OpenReturnHandler } from '../commands/open-return.handler.js';
import { PublishTool, PublishToolHandler } from '../commands/publish-tool.handler.js';
import { RecordAnswer, RecordAnswerHandler } from '../commands/record-answer.handler.js';
import { ReopenReturn, ReopenReturnHandler } from '../commands/reopen-return.handler.js';
import { ReturnReader } from '../commands/return.reader.js';
import { SignOffReturn, SignOffReturnHandler } from '../commands/sign-off-return.handler.js';
import { SubmitReturn, SubmitReturnHandler } from '../commands/submit-return.handler.js';
import { ToolReader } from '../commands/tool.reader.js';
import { cycleIdOf } from '../domain/section11-cycle.js';
import type { Rating } from '../domain/section11-return.events.js';
import { returnIdOf, section11Return, type Section11ReturnState } from '../domain/section11-return.js';
import { aTool } from './examples.js';

/** What someone tries to do, in one of two cycles and for one of three agencies, of which the cycles ask two. */
export type Step = { readonly cycle: number; readonly agency: number; readonly person: number } & (
  | { readonly does: 'open-cycle' | 'open-return' | 'sign-off' | 'submit' | 'reopen' | 'close-cycle' | 'admit' }
  | {
      readonly does: 'answer';
      readonly item: string;
      readonly rating: Rating;
      readonly words: string;
      readonly stale: boolean;
      readonly forward?: boolean;
    }
  | { readonly does: 'correct'; readonly item: string; readonly rating: Rating; readonly words: string }
  | { readonly does: 'answer-all' | 'get-signed' | 'return-whole'; readonly rating: Rating }
  /** The clock goes on. */
  | { readonly does: 'wait'; readonly days: number }
);

const ITEMS = aTool.headings.flatMap((heading) => heading.items.map((item) => item.key));
const RATINGS: readonly Rating[] = ['met', 'partly-met', 'not-met', 'not-applicable'];

const rating = fc.constantFrom(...RATINGS);
/** Mostly the first return, so that something comes of it. */
const cycle = fc.constantFrom(0, 0, 0, 1);
const agency = fc.constantFrom(0, 0, 0, 0, 1, 1, 2);
const whoAndWhere = { cycle, agency, person: fc.nat({ max: 2 }) };
const words = fc.constantFrom('', 'Reviewed.', 'Reviewed again.', 'Ünïcode 🧵');
const stale = fc.boolean();
const item = fc.constantFrom(...ITEMS, 'NOT-1');

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 1, arbitrary: fc.record({ ...whoAndWhere, does: fc.constant('open-cycle' as const) }) },
  { weight: 2, arbitrary: fc.record({ ...whoAndWhere, does: fc.constant('open-return' as const) }) },
  {
    weight: 6,
    arbitrary: fc.record({ ...whoAndWhere, does: fc.constant('answer' as const), item, rating, words, stale, forward: fc.boolean() }),
  },
  { weight: 3, arbitrary: fc.record({ ...whoAndWhere, does: fc.constant('correct' as const), item, rating, words }) },
  { weight: 1, arbitrary: fc.record({ ...whoAndWhere, does: fc.constantFrom('reopen' as const, 'admit' as const) }) },
  { weight: 1, arbitrary: fc.record({ ...whoAndWhere, does: fc.constant('close-cycle' as const) }) },
  {
    weight: 3,
    arbitrary: fc.record({
      ...whoAndWhere,
      does: fc.constantFrom('answer-all' as const, 'get-signed' as const, 'return-whole' as const),
      rating,
    }),
  },
  { weight: 4, arbitrary: fc.record({ ...whoAndWhere, person: fc.nat({ max: 3 }), does: fc.constant('sign-off' as const) }) },
  { weight: 2, arbitrary: fc.record({ ...whoAndWhere, does: fc.constant('submit' as const) }) },
  { weight: 1, arbitrary: fc.record({ ...whoAndWhere, does: fc.constant('wait' as const), days: fc.integer({ min: 1, max: 3 }) }) },
);

/** Random attempts: many are refused, as in life. */
export const section11Steps: fc.Arbitrary<readonly Step[]> = fc.array(step, { maxLength: 60, size: 'max' });

/**
 * Runs the steps as commands through the real deciders, so that the journal's store holds a history that could have been.
 * It begins with a partnership, its agencies, a tool and a cycle; what is refused leaves no trace.
 *
 * @param run tells histories in one store apart.
 */
export async function playSection11(journal: EventJournal, steps: readonly Step[], run = newId()): Promise<void> {
  const player = new Player(journal, run);
  await player.prepare();
  for (const step of steps) await player.take(step);
}

class Player {
  private count = 0;
  private now = Date.UTC(2026, 2, 30, 9);
  private readonly clock: Clock = { now: () => Promise.resolve(new Date(this.now).toISOString()) };
  private readonly partnership: string;
  private readonly tools: ToolReader;
  private readonly cycles: CycleReader;
  private readonly returns: ReturnReader;

  constructor(
    private readonly journal: EventJournal,
    private readonly run: string,
  ) {
    this.partnership = idOf('partnership', run);
    this.tools = new ToolReader(journal);
    this.cycles = new CycleReader(journal);
    this.returns = new ReturnReader(journal);
  }

  async prepare(): Promise<void> {
    const { journal, partnership } = this;
    const registration = { partnership, name: 'Marlshire', kind: 'invented' } as const;
    await new RegisterPartnershipHandler(journal).execute(new RegisterPartnership(this.context(0, 0), request, registration));
    for (const number of [0, 1, 2]) {
      const agency = {
        partnership,
        agency: this.agency(number),
        name: `Agency ${number}`,
        kind: 'voluntary',
        basis: 'asked-voluntarily',
      } as const;
      await new ListAgencyHandler(journal).execute(new ListAgency(this.context(0, 0), request, agency));
    }
    await new PublishToolHandler(journal).execute(new PublishTool(this.context(0, 0), request, aTool));
    await this.take({ does: 'open-cycle', cycle: 0, agency: 0, person: 0 });
  }

  async take(step: Step): Promise<void> {
    try {
      await this.try(step);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
    }
  }

  private async try(step: Step): Promise<void> {
    switch (step.does) {
      case 'open-cycle':
        return this.openCycle(step);
      case 'open-return':
        return this.openReturn(step);
      case 'answer':
        return this.answer(step);
      case 'answer-all':
        return this.answerAll(step);
      case 'get-signed':
        return this.getSigned(step);
      case 'return-whole':
        await this.getSigned(step);
        return this.submit(step);
      case 'correct':
        return this.correct(step);
      case 'reopen':
        return this.reopen(step);
      case 'close-cycle':
        return this.closeCycle(step);
      case 'admit':
        return this.admit(step);
      case 'sign-off':
        return this.signOff(step);
      case 'submit':
        return this.submit(step);
      case 'wait':
        this.now += step.days * DAY;
    }
  }

  private async openCycle(step: Step): Promise<void> {
    const context = { ...this.context(0, 0), commandId: this.cycleCommand(step.cycle) };
    const agencies = [0, 1].map((number) => ({ agency: this.agency(number) }));
    const { partnership } = this;
    const tool = { code: aTool.code, version: aTool.version };
    const dueOn = step.cycle === 1 ? '2024-03-29' : '2026-03-31';
    const wanted = { partnership, title: `Cycle ${step.cycle}`, tool, opensOn: '2024-01-05', dueOn, agencies };
    await new OpenCycleHandler(this.journal, new PartnershipReader(this.journal), this.tools).execute(
      new OpenCycle(context, request, wanted),
    );
  }

  private async openReturn(step: Step): Promise<void> {
    const wanted = { cycle: cycleIdOf(this.cycleCommand(step.cycle)), agency: this.agency(step.agency) };
    const handler = new OpenReturnHandler(this.journal, this.cycles, this.tools, this.clock);
    await handler.execute(new OpenReturn(this.context(step.person, step.agency), request, wanted));
  }

  private async answer({ item, rating, words, stale, forward, ...step }: Step & { does: 'answer' }): Promise<void> {
    const { ref, state } = await this.read(step);
    const standing = state.status === 'not-open' ? undefined : state.answers[item]?.revision;
    const said = { narrative: words, reason: rating === 'not-applicable' ? `No need. ${words}` : undefined };
    const broughtForwardFrom = forward ? await this.earlier(step, item) : undefined;
    const answer = {
      item,
      rating,
      ...said,
      evidence: evidenceOf(words),
      broughtForwardFrom,
      basedOn: stale ? 999 : (standing ?? 'new'),
    } as const;
    const command = new RecordAnswer(this.context(step.person, step.agency), request, ref, answer);
    await new RecordAnswerHandler(this.journal, this.cycles, this.returns, this.clock).execute(command);
  }

  private async answerAll(step: Step & { rating: Rating }): Promise<void> {
    for (const item of ITEMS) await this.answer({ ...step, does: 'answer', item, words: 'All at once.', stale: false });
  }

  /** From the beginning to a sign-off by someone who never answers. */
  private async getSigned(step: Step & { rating: Rating }): Promise<void> {
    await this.openReturn(step);
    await this.answerAll(step);
    await this.signOff({ ...step, person: 3 });
  }

  private async signOff(step: Step): Promise<void> {
    const { ref, revision } = await this.read(step);
    const command = new SignOffReturn(this.context(step.person, step.agency), request, ref, { basedOn: revision, statement: 'Agreed.' });
    await new SignOffReturnHandler(this.journal, this.cycles, this.clock).execute(command);
  }

  private async submit(step: Step): Promise<void> {
    const { ref, revision } = await this.read(step);
    const command = new SubmitReturn(this.context(step.person, step.agency), request, ref, { basedOn: revision });
    await new SubmitReturnHandler(this.journal, this.cycles, this.clock).execute(command);
  }

  private async reopen(step: Step): Promise<void> {
    const { ref, revision } = await this.read(step);
    const command = new ReopenReturn(this.context(0, 0), request, ref, { reason: 'To be looked at again.', basedOn: revision });
    await new ReopenReturnHandler(this.journal, this.cycles, this.clock).execute(command);
  }

  private async correct({ item, rating, words, ...step }: Step & { does: 'correct' }): Promise<void> {
    const { ref, state } = await this.read(step);
    const basedOn = (state.status === 'not-open' ? undefined : state.answers[item]?.revision) ?? -1;
    const answer = { rating, narrative: words, reason: rating === 'not-applicable' ? 'No need.' : undefined, evidence: evidenceOf(words) };
    const correction = { item, answer, reason: 'It said something else.', basedOn };
    const command = new CorrectAnswer(this.context(step.person, step.agency), request, ref, correction);
    await new CorrectAnswerHandler(this.journal).execute(command);
  }

  private async closeCycle(step: Step): Promise<void> {
    const command = new CloseCycle(this.context(0, 0), request, cycleIdOf(this.cycleCommand(step.cycle)));
    await new CloseCycleHandler(this.journal, this.clock).execute(command);
  }

  private async admit(step: Step): Promise<void> {
    const until = londonDate(new Date(this.now + 2 * DAY).toISOString());
    const admission = { agency: this.agency(step.agency), until, reason: 'They asked in time.' };
    const command = new AdmitLateReturn(this.context(0, 0), request, cycleIdOf(this.cycleCommand(step.cycle)), admission);
    await new AdmitLateReturnHandler(this.journal, this.clock).execute(command);
  }

  /** The same agency's answer in the cycle that was due earlier; something that is none where it has none. */
  private async earlier({ agency }: Pick<Step, 'agency'>, item: string): Promise<{ return: string; revision: number }> {
    const { ref, state } = await this.read({ cycle: 1, agency });
    return { return: ref, revision: (state.status === 'not-open' ? undefined : state.answers[item]?.revision) ?? 1 };
  }

  private async read(step: Pick<Step, 'cycle' | 'agency'>): Promise<{ ref: string; state: Section11ReturnState; revision: number }> {
    const ref = returnIdOf(cycleIdOf(this.cycleCommand(step.cycle)), this.agency(step.agency));
    return { ref, ...(await this.journal.load(section11Return, ref)) };
  }

  private context(person: number, agency: number) {
    const actor = { person: idOf('person', String(person)), agency: this.agency(agency), role: 'agency-author' };
    return { commandId: uuidV5(this.run, `command ${this.count++}`), actor, partnership: this.partnership };
  }

  private agency(number: number): string {
    return idOf('agency', this.run, String(number));
  }

  private cycleCommand(number: number): string {
    return uuidV5(this.run, `cycle ${number}`);
  }
}

function evidenceOf(words: string): { kind: 'note'; text: string }[] {
  return words ? [{ kind: 'note', text: words }] : [];
}

const DAY = 24 * 60 * 60 * 1000;
const request: CommandRequest = { action: 'play', subject: {}, body: null };
