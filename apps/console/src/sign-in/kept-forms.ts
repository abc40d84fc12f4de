import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { fieldsOf, type Fields } from '../forms/fields.js';
import type { KeptForm } from './visit.js';
import { Visits } from './visits.js';

/** Fields that belong to the sending of a form, not to what was typed. */
const OF_THE_SENDING = ['csrf', 'commandId'];

/** Keeps what was typed into a form that could not be taken when it was sent, until its page shows it again. */
@Injectable()
export class KeptForms {
  constructor(private readonly visits: Visits) {}

  /** @returns the address of the form's page. */
  async keep(request: FastifyRequest, reply: FastifyReply, because: KeptForm['because']): Promise<string> {
    const path = pathOf(request.url);
    const fields: Fields = Object.fromEntries(Object.entries(fieldsOf(request.body)).filter(([name]) => !OF_THE_SENDING.includes(name)));
    const kept = { path, fields, because };
    if (await this.visits.of(request)) await this.visits.change(request, { kept });
    else await this.visits.begin(request, reply, { kept });
    return request.url;
  }

  /** What was typed on this page and not taken; once. */
  async take(request: FastifyRequest): Promise<KeptForm | undefined> {
    const kept = (await this.visits.of(request))?.kept;
    if (kept?.path !== pathOf(request.url)) return undefined;
    await this.visits.change(request, { kept: undefined });
    return kept;
  }
}

function pathOf(url: string): string {
  return url.split('?')[0] ?? url;
}
