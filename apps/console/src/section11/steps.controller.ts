import { Asking, Requires } from '@goldenthread/access';
import { newId, type Refusal } from '@goldenthread/event-sourcing';
import { SignOffReturn, SubmitReturn } from '@goldenthread/section11';
import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { FastifyRequest } from 'fastify';
import { Asked, PageReadings, type Reading } from '../as-at/page-readings.js';
import { attempt, commandOf, errorOf, statusOf } from '../forms/command-of.js';
import { fieldsOf } from '../forms/fields.js';
import { basedOnOf, submitted } from '../forms/submitted.js';
import { Page, SeeOther, type PageError } from '../frame/page.js';
import { paths } from '../paths.js';
import { KeptForms } from '../sign-in/kept-forms.js';
import { checkPage } from './check.page.js';
import { RETURN_VIEWS, ReturnFiles, type ReturnFile } from './return-file.js';
import { SignOffForm } from './sign-off.form.js';
import { signOffPage } from './sign-off.page.js';
import { submitPage } from './submit.page.js';

const RETURN = { kind: 'return', param: 'ref' };
const UNTOUCHED = -1;

/** What happens to a whole return once it is answered: it is checked, signed off by somebody else, and submitted. */
@Controller()
export class StepsController {
  constructor(
    private readonly commands: CommandBus,
    private readonly readings: PageReadings,
    private readonly files: ReturnFiles,
    private readonly kept: KeptForms,
  ) {}

  @Get(paths.returns.check(':ref'))
  @Requires('return:answer', { resource: RETURN })
  async check(@Asked() request: FastifyRequest, @Asking() asking: Asking, @Param('ref') ref: string): Promise<Page> {
    const { file, reading } = await this.read(request, asking, ref);
    return new Page('section11/check', checkPage(file, reading, asking.actor.role), { point: reading.point });
  }

  @Get(paths.returns.signOff(':ref'))
  @Requires('return:sign-off', { resource: RETURN })
  async askToSignOff(@Asked() request: FastifyRequest, @Asking() asking: Asking, @Param('ref') ref: string): Promise<Page> {
    const typed = await this.kept.typed(request, SignOffForm);
    return this.signOffPage(request, asking, ref, { form: typed?.form, errors: typed?.errors ?? [], basedOn: typed?.basedOn });
  }

  @Post(paths.returns.signOff(':ref'))
  @Requires('return:sign-off', { resource: RETURN, records: 'Section11ReturnSignedOff' })
  async signOff(
    @Asked() request: FastifyRequest,
    @Asking() asking: Asking,
    @Param('ref') ref: string,
    @Body() body: unknown,
  ): Promise<Page | SeeOther> {
    const { form, errors } = submitted(SignOffForm, body);
    if (errors.length > 0) return this.signOffPage(request, asking, ref, { form, errors, status: 422, basedOn: fieldsOf(body).basedOn });
    const { statement } = form;
    const order = { action: 'return:sign-off', subject: { return: ref }, body: { statement: statement ?? null } };
    const signOff = { statement, basedOn: basedOnOf(body) ?? UNTOUCHED };
    const outcome = await attempt(() => this.commands.execute(new SignOffReturn(commandOf(asking, body), order, ref, signOff)));
    if ('refused' in outcome) return this.signOffPage(request, asking, ref, { form, ...refusal(outcome.refused) });
    await this.readings.wrote(request, outcome.done.position);
    return new SeeOther(paths.returns.submit(ref), { title: 'Signed off', text: 'The return is signed off. It can now be submitted.' });
  }

  @Get(paths.returns.submit(':ref'))
  @Requires('return:submit', { resource: RETURN })
  async askToSubmit(@Asked() request: FastifyRequest, @Asking() asking: Asking, @Param('ref') ref: string): Promise<Page | SeeOther> {
    const { file } = await this.read(request, asking, ref);
    if (file.progress.status === 'submitted') return new SeeOther(paths.returns.receipt(ref));
    return this.submitPage(request, asking, ref);
  }

  @Post(paths.returns.submit(':ref'))
  @Requires('return:submit', { resource: RETURN, records: 'Section11ReturnSubmitted' })
  async submit(
    @Asked() request: FastifyRequest,
    @Asking() asking: Asking,
    @Param('ref') ref: string,
    @Body() body: unknown,
  ): Promise<Page | SeeOther> {
    const order = { action: 'return:submit', subject: { return: ref }, body: null };
    const submission = { basedOn: basedOnOf(body) ?? UNTOUCHED };
    const outcome = await attempt(() => this.commands.execute(new SubmitReturn(commandOf(asking, body), order, ref, submission)));
    if ('refused' in outcome) return this.submitPage(request, asking, ref, refusal(outcome.refused));
    await this.readings.wrote(request, outcome.done.position);
    return new SeeOther(paths.returns.receipt(ref));
  }

  private async signOffPage(request: FastifyRequest, asking: Asking, ref: string, said: Said & { form?: SignOffForm }): Promise<Page> {
    const { file, reading } = await this.read(request, asking, ref);
    const view = signOffPage(file, reading, newId(), said.form, said.errors, said.basedOn);
    return new Page('section11/sign-off', view, { point: reading.point, status: said.status });
  }

  private async submitPage(request: FastifyRequest, asking: Asking, ref: string, { errors, status }: Said = { errors: [] }): Promise<Page> {
    const { file, reading } = await this.read(request, asking, ref);
    return new Page('section11/submit', submitPage(file, reading, newId(), errors), { point: reading.point, status });
  }

  private async read(request: FastifyRequest, { scope }: Asking, ref: string): Promise<{ file: ReturnFile; reading: Reading }> {
    const reading = await this.readings.of(request, ...RETURN_VIEWS);
    return { file: await this.files.read(ref, scope, reading), reading };
  }
}

/** What a page says again to whoever sent it, and with which status. */
interface Said {
  readonly errors: readonly PageError[];
  readonly status?: number;
  readonly basedOn?: string;
}

function refusal(refused: Refusal): Said {
  return { errors: [errorOf(refused)], status: statusOf(refused) };
}
