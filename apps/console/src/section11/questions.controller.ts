import { Asking, Requires, PeopleDirectory } from '@goldenthread/access';
import { newId, type Refusal } from '@goldenthread/event-sourcing';
import { RequestProblem } from '@goldenthread/http';
import { RecordAnswer, Section11Queries, type ShownItem } from '@goldenthread/section11';
import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { FastifyRequest } from 'fastify';
import { Asked, PageReadings } from '../as-at/page-readings.js';
import { attempt, commandOf, errorOf, statusOf } from '../forms/command-of.js';
import { fieldsOf } from '../forms/fields.js';
import { basedOnOf, submitted, type Submitted } from '../forms/submitted.js';
import { Page, SeeOther } from '../frame/page.js';
import { paths } from '../paths.js';
import { KeptForms } from '../sign-in/kept-forms.js';
import { timeInWords } from '../words.js';
import { AnswerForm, answerOf, formOf } from './answer.form.js';
import { questionPage, type AnswerConflict, type QuestionFacts } from './question.page.js';
import { RETURN_VIEWS, ReturnFiles } from './return-file.js';
import { nextUnanswered } from './steps.js';

const RETURN = { kind: 'return', param: 'ref' };
const ANSWERS = { resource: RETURN, records: 'Section11AnswerRecorded' };

/** What a page of a question is to show beside what the record holds. */
type Shown = Pick<QuestionFacts, 'typed' | 'errors' | 'conflict' | 'basedOn' | 'beginWithEarlier'> & { readonly status?: number };

/** One question of a return: to be read at any date, and answered now. */
@Controller()
export class QuestionsController {
  constructor(
    private readonly commands: CommandBus,
    private readonly readings: PageReadings,
    private readonly section11: Section11Queries,
    private readonly files: ReturnFiles,
    private readonly people: PeopleDirectory,
    private readonly kept: KeptForms,
  ) {}

  @Get(paths.returns.item(':ref', ':item'))
  @Requires('return:read', { resource: RETURN })
  async show(
    @Asked() request: FastifyRequest,
    @Asking() asking: Asking,
    @Param('ref') ref: string,
    @Param('item') item: string,
    @Query('begin') begin: unknown,
  ): Promise<Page> {
    const kept = await this.kept.typed(request, AnswerForm);
    if (kept) return this.page(request, asking, ref, item, { typed: kept.form, errors: kept.errors, basedOn: kept.basedOn });
    return this.page(request, asking, ref, item, { beginWithEarlier: begin === 'earlier' });
  }

  @Post(paths.returns.item(':ref', ':item'))
  @Requires('return:answer', ANSWERS)
  async save(
    @Asked() request: FastifyRequest,
    @Asking() asking: Asking,
    @Param('ref') ref: string,
    @Param('item') item: string,
    @Body() body: unknown,
  ): Promise<Page | SeeOther> {
    const { form, errors } = 'keep' in fieldsOf(body) ? await this.earlier(request, asking, ref, item) : submitted(AnswerForm, body);
    const { basedOn } = fieldsOf(body);
    if (errors.length > 0) return this.page(request, asking, ref, item, { typed: form, errors, basedOn, status: 422 });
    const outcome = await attempt(() => this.record(asking, ref, item, form, body));
    if ('refused' in outcome) return this.page(request, asking, ref, item, { ...this.again(form, outcome.refused), basedOn });
    await this.readings.wrote(request, outcome.done.position);
    return this.onwards(request, asking, ref, item, form);
  }

  /** Saves by itself while somebody types. Answers data: what the form stands on from now on, or why nothing was saved. */
  @Post(paths.returns.autosave(':ref', ':item'))
  @HttpCode(200)
  @Requires('return:answer', ANSWERS)
  async autosave(
    @Asked() request: FastifyRequest,
    @Asking() asking: Asking,
    @Param('ref') ref: string,
    @Param('item') item: string,
    @Body() body: unknown,
  ): Promise<object> {
    const { form, errors } = submitted(AnswerForm, body);
    if (errors[0]) return { saved: false, message: `Not saved yet. ${errors[0].text}.` };
    const outcome = await attempt(() => this.record(asking, ref, item, form, body));
    if ('refused' in outcome) return this.notSaved(outcome.refused);
    const { position, recordedAt, events } = outcome.done;
    await this.readings.wrote(request, position);
    const revision = events.find(({ type }) => type === 'Section11AnswerRecorded')?.revision ?? basedOnOf(body);
    return { saved: true, message: `Saved ${timeInWords(recordedAt)}`, basedOn: revision === undefined ? 'new' : String(revision) };
  }

  private record(asking: Asking, ref: string, item: string, form: AnswerForm, body: unknown): Promise<Recorded> {
    const answer = answerOf(form);
    const order = { action: 'return:answer', subject: { return: ref, item }, body: answer };
    const command = new RecordAnswer(commandOf(asking, body), order, ref, { item, ...answer, basedOn: basedOnOf(body) ?? 'new' });
    return this.commands.execute(command);
  }

  /** The answer of the last cycle, to be kept as it was. */
  private async earlier(request: FastifyRequest, { scope }: Asking, ref: string, key: string): Promise<Submitted<AnswerForm>> {
    const reading = await this.readings.of(request, ...RETURN_VIEWS);
    const { previous } = await this.files.read(ref, scope, reading);
    const item = previous?.items.find((one) => one.item === key);
    if (!previous || item?.revision == null) throw new RequestProblem('not-found');
    return { form: Object.assign(formOf(item), { broughtForward: `${previous.ref}:${item.revision}`, next: 'continue' }), errors: [] };
  }

  /** To the next question that has no answer, or back to this one, which offers room for more evidence. */
  private async onwards(request: FastifyRequest, { scope }: Asking, ref: string, item: string, form: AnswerForm): Promise<SeeOther> {
    const saved = { title: 'Saved', text: 'Your answer is saved.' };
    if (form.next !== 'continue') return new SeeOther(paths.returns.item(ref, item), saved);
    const reading = await this.readings.of(request, ...RETURN_VIEWS);
    const { items } = await this.files.read(ref, scope, reading);
    const next = nextUnanswered(items, item);
    return new SeeOther(next === undefined ? paths.returns.one(ref) : paths.returns.item(ref, next), saved);
  }

  private again(form: AnswerForm, refused: Refusal): Shown {
    const conflict = refused.code === 'answer-changed' ? (refused.details as unknown as AnswerConflict) : undefined;
    return { typed: form, errors: [errorOf(refused)], conflict, status: statusOf(refused) };
  }

  private async notSaved(refused: Refusal): Promise<object> {
    if (refused.code !== 'answer-changed') return { saved: false, message: `Not saved. ${errorOf(refused).text}` };
    const { changedBy } = refused.details as unknown as AnswerConflict;
    const nameOf = await this.people.namesOf([changedBy?.person]);
    const who = changedBy ? nameOf(changedBy.person) : 'Somebody else';
    return { saved: false, conflict: true, message: `${who} changed this answer while you were writing. Save to see both texts.` };
  }

  private async page(request: FastifyRequest, asking: Asking, ref: string, key: string, shown: Shown): Promise<Page> {
    const reading = await this.readings.of(request, ...RETURN_VIEWS);
    const { position } = reading.point;
    const [file, history] = await Promise.all([
      this.files.read(ref, asking.scope, reading),
      this.section11.history(ref, position, asking.scope, key),
    ]);
    const item = file.items.find((one) => one.item === key);
    if (!item) throw new RequestProblem('not-found');
    const nameOf = await this.people.namesOf(peopleIn(item, history, shown));
    const mayAnswer = asking.scope.agency !== undefined;
    const view = questionPage({ ...shown, file: { ...file, nameOf }, item, history, reading, mayAnswer, commandId: newId() });
    return new Page('section11/question', view, { point: reading.point, status: shown.status });
  }
}

interface Recorded {
  readonly position: bigint;
  readonly recordedAt: string;
  readonly events: readonly { readonly type: string; readonly revision: number }[];
}

function peopleIn(item: ShownItem, history: QuestionFacts['history'], { conflict }: Shown): (string | undefined)[] {
  return [item.changedBy?.person, ...history.map(({ by }) => by.person), conflict?.changedBy?.person];
}
