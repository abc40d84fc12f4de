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
import { CycleReader } from '../commands/cycle.reader.js';
import { OpenCycle, OpenCycleHandler } from '../commands/open-cycle.handler.js';
import { OpenReturn, OpenReturnHandler } from '../commands/open-return.handler.js';
import { PublishTool, PublishToolHandler } from '../commands/publish-tool.handler.js';
import { RecordAnswer, RecordAnswerHandler } from '../commands/record-answer.handler.js';
import { SignOffReturn, SignOffReturnHandler } from '../commands/sign-off-return.handler.js';
import { SubmitReturn, SubmitReturnHandler } from '../commands/submit-return.handler.js';
import { ToolReader } from '../commands/tool.reader.js';
import { cycleIdOf } from '../domain/section11-cycle.js';
import type { Rating } from '../domain/section11-return.events.js';
import { returnIdOf, section11Return, type Section11ReturnState } from '../domain/section11-return.js';
import { aTool } from './examples.js';

/** What someone tries to do, in one of two cycles and for one of three agencies, of which the cycles ask two. */
export type Step = { readonly cycle: number; readonly agency: number; readonly person: number } & (
  | { readonly does: 'open-cycle' | 'open-return' | 'sign-off' | 'submit' }
  | { readonly does: 'answer'; readonly item: string; readonly rating: Rating; readonly words: string; readonly stale: boolean }
  | { readonly does: 'answer-all'; readonly rating: Rating }
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
  { weight: 6, arbitrary: fc.record({ ...whoAndWhere, does: fc.constant('answer' as const), item, rating, words, stale }) },
  { weight: 2, arbitrary: fc.record({ ...whoAndWhere, does: fc.constant('answer-all' as const), rating }) },
  { weight: 4, arbitrary: fc.record({ ...whoAndWhere, does: fc.constant('sign-off' as const) }) },
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

  constructor(
    private readonly journal: EventJournal,
    private readonly run: string,
  ) {
    this.partnership = idOf('partnership', run);
    this.tools = new ToolReader(journal);
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
        for (const item of ITEMS) await this.answer({ ...step, does: 'answer', item, words: 'All at once.', stale: false });
        return;
      case 'sign-off':
        return this.signOff(step);
      case 'submit':
        return this.submit(step);
      case 'wait':
        this.now += step.days * 24 * 60 * 60 * 1000;
    }
  }

  private async openCycle(step: Step): Promise<void> {
    const context = { ...this.context(0, 0), commandId: this.cycleCommand(step.cycle) };
    const agencies = [0, 1].map((number) => ({ agency: this.agency(number), duty: 'required' as const }));
    const { partnership } = this;
    const tool = { code: aTool.code, version: aTool.version };
    const wanted = { partnership, title: `Cycle ${step.cycle}`, tool, opensOn: '2026-01-05', dueOn: '2026-03-31', agencies };
    await new OpenCycleHandler(this.journal, new PartnershipReader(this.journal), this.tools).execute(
      new OpenCycle(context, request, wanted),
    );
  }

  private async openReturn(step: Step): Promise<void> {
    const wanted = { cycle: cycleIdOf(this.cycleCommand(step.cycle)), agency: this.agency(step.agency) };
    const handler = new OpenReturnHandler(this.journal, new CycleReader(this.journal), this.tools);
    await handler.execute(new OpenReturn(this.context(step.person, step.agency), request, wanted));
  }

  private async answer({ item, rating, words, stale, ...step }: Step & { does: 'answer' }): Promise<void> {
    const { ref, state } = await this.read(step);
    const standing = state.status === 'not-open' ? undefined : state.answers[item]?.revision;
    const said = { narrative: words, reason: rating === 'not-applicable' ? `No need. ${words}` : undefined };
    const evidence = words ? [{ kind: 'note', text: words } as const] : [];
    const answer = { item, rating, ...said, evidence, basedOn: stale ? 999 : (standing ?? 'new') } as const;
    const command = new RecordAnswer(this.context(step.person, step.agency), request, ref, answer);
    await new RecordAnswerHandler(this.journal, this.clock).execute(command);
  }

  private async signOff(step: Step): Promise<void> {
    const { ref, revision } = await this.read(step);
    const command = new SignOffReturn(this.context(step.person, step.agency), request, ref, { basedOn: revision, statement: 'Agreed.' });
    await new SignOffReturnHandler(this.journal).execute(command);
  }

  private async submit(step: Step): Promise<void> {
    const { ref, revision } = await this.read(step);
    const command = new SubmitReturn(this.context(step.person, step.agency), request, ref, { basedOn: revision });
    await new SubmitReturnHandler(this.journal, this.clock).execute(command);
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

const request: CommandRequest = { action: 'play', subject: {}, body: null };
