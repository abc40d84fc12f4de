import { askingOf } from '@goldenthread/access';
import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { fieldsOf, type Fields } from '../forms/fields.js';
import { submitted, type FormClass, type Submitted } from '../forms/submitted.js';
import type { KeptForm } from './visit.js';
import { Visits } from './visits.js';

/** Fields that belong to the sending of a form, not to what was typed. */
const OF_THE_SENDING = ['csrf', 'commandId'];

/** Fields that say who children are, from which cases are drawn: they are kept nowhere, not even until their page is sent again. */
const NEVER_KEPT = ['population', 'exclusions', 'names'];

const WHY: Readonly<Record<KeptForm['because'], string>> = {
  'signed-out': 'You were signed out before this was saved. What you typed is still here: check it, and save again',
  'form-stale': 'You signed in again after opening this page, so it was not saved. What you typed is still here: check it, and save again',
};

/** Keeps what was typed into a form that could not be taken when it was sent, until its page shows it again. */
@Injectable()
export class KeptForms {
  constructor(private readonly visits: Visits) {}

  /** @returns the address of the form's page. */
  async keep(request: FastifyRequest, reply: FastifyReply, because: KeptForm['because']): Promise<string> {
    const path = pathOf(request.url);
    const fields: Fields = Object.fromEntries(
      Object.entries(fieldsOf(request.body)).filter(([name]) => ![...OF_THE_SENDING, ...NEVER_KEPT].includes(name)),
    );
    const kept = { path, fields, because };
    if (await this.visits.of(request)) await this.visits.change(request, { kept });
    else await this.visits.begin(request, reply, { kept });
    return request.url;
  }

  /**
   * What was typed on this page and not taken, as its form: shown again once, with the reason why it must be sent again.
   * What it says is checked when it is sent again, so nothing else is found wrong with it here.
   */
  async typed<Form extends object>(
    request: FastifyRequest,
    Class: FormClass<Form>,
  ): Promise<(Submitted<Form> & { readonly basedOn?: string; readonly fields: Fields }) | undefined> {
    const kept = await this.take(request);
    if (!kept) return undefined;
    return {
      form: submitted(Class, kept.fields).form,
      errors: [{ text: WHY[kept.because] }],
      basedOn: kept.fields.basedOn,
      fields: kept.fields,
    };
  }

  /** Nothing where it was typed by somebody else at the same browser, or in another role. */
  private async take(request: FastifyRequest): Promise<KeptForm | undefined> {
    const kept = (await this.visits.of(request))?.kept;
    if (kept?.path !== pathOf(request.url)) return undefined;
    await this.visits.change(request, { kept: undefined });
    return kept.fields.actingFor === askingOf(request).appointment ? kept : undefined;
  }
}

function pathOf(url: string): string {
  return url.split('?')[0] ?? url;
}
