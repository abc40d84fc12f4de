import { Asking, Requires } from '@goldenthread/access';
import { newId } from '@goldenthread/event-sourcing';
import { RequestProblem } from '@goldenthread/http';
import { GroupMeetingRow, RecordMeeting, RegisterFactRow, RegisterQueries, type ShownRegister } from '@goldenthread/partnership';
import { Body, Controller, Get, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { FastifyRequest } from 'fastify';
import { Asked, PageReadings, type Reading } from '../as-at/page-readings.js';
import { attempt, commandOf, errorOf, statusOf } from '../forms/command-of.js';
import { submitted } from '../forms/submitted.js';
import { Page, SeeOther, type PageError } from '../frame/page.js';
import { paths } from '../paths.js';
import { KeptForms } from '../sign-in/kept-forms.js';
import { dayWithWeekday } from '../words.js';
import { MeetingForm } from './meeting.form.js';
import { meetingsCsv, meetingsPage } from './meetings.page.js';
import { dayOf } from './typed-day.js';

type Group = ShownRegister['groups'][number];

/** The days on which the sub-committee met. */
@Controller()
export class MeetingsController {
  constructor(
    private readonly commands: CommandBus,
    private readonly readings: PageReadings,
    private readonly register: RegisterQueries,
    private readonly kept: KeptForms,
  ) {}

  @Get(paths.meetings)
  @Requires('meeting:record')
  async ask(@Asked() request: FastifyRequest, @Asking() asking: Asking): Promise<Page> {
    const typed = await this.kept.typed(request, MeetingForm);
    return this.page(request, asking, typed?.form, typed?.errors);
  }

  @Post(paths.meetings)
  @Requires('meeting:record', { records: 'MeetingHeld' })
  async record(@Asked() request: FastifyRequest, @Asking() asking: Asking, @Body() body: unknown): Promise<Page | SeeOther> {
    const { form, errors } = submitted(MeetingForm, body);
    if (errors.length > 0) return this.page(request, asking, form, errors, 422);
    const { partnership } = asking;
    const { group } = await this.read(request, asking);
    if (partnership === null || !group) throw new RequestProblem('not-found');
    const heldOn = dayOf(form.heldOn) ?? '';
    const order = { action: 'meeting:record', subject: { partnership, group: group.group }, body: { heldOn } };
    const wanted = { partnership, group: group.group, heldOn };
    const outcome = await attempt(() => this.commands.execute(new RecordMeeting(commandOf(asking, body), order, wanted)));
    if ('refused' in outcome) return this.page(request, asking, form, [errorOf(outcome.refused)], statusOf(outcome.refused));
    await this.readings.wrote(request, outcome.done.position);
    return new SeeOther(paths.meetings, { title: 'Meeting recorded', text: `The meeting of ${dayWithWeekday(heldOn)} is on record.` });
  }

  private async page(
    request: FastifyRequest,
    asking: Asking,
    form?: MeetingForm,
    errors: readonly PageError[] = [],
    status = 200,
  ): Promise<Page> {
    const { reading, group } = await this.read(request, asking);
    const { partnership } = asking;
    const meetings = partnership === null || !group ? [] : await this.register.meetings(partnership, group.group, reading.point);
    const view = meetingsPage(group, meetings, reading, newId(), form, errors);
    return new Page('coordinator/meetings', view, { point: reading.point, status, csv: meetingsCsv(meetings) });
  }

  private async read(request: FastifyRequest, { partnership }: Asking): Promise<{ reading: Reading; group?: Group }> {
    const reading = await this.readings.of(request, RegisterFactRow, GroupMeetingRow);
    const register = partnership === null ? undefined : await this.register.partnership(partnership, reading.point);
    return { reading, group: register?.groups.find(({ role }) => role === 'paqa') };
  }
}
