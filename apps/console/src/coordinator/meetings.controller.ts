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

/** The days on which a partnership's groups met. */
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
    if (partnership === null) throw new RequestProblem('not-found');
    const [{ group }, heldOn] = [form, dayOf(form.heldOn) ?? ''];
    const order = { action: 'meeting:record', subject: { partnership, group }, body: { heldOn } };
    const wanted = { partnership, group, heldOn };
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
    const { reading, groups, meetings } = await this.read(request, asking);
    const view = meetingsPage(groups, meetings, reading, newId(), form, errors);
    return new Page('coordinator/meetings', view, {
      point: reading.point,
      status,
      csv: meetings.length > 0 ? meetingsCsv(meetings) : undefined,
    });
  }

  /** The groups that there were on the day, and every meeting on record, the latest first. */
  private async read(
    request: FastifyRequest,
    { partnership }: Asking,
  ): Promise<{ reading: Reading; groups: Group[]; meetings: GroupMeetingRow[] }> {
    const reading = await this.readings.of(request, RegisterFactRow, GroupMeetingRow);
    if (partnership === null) return { reading, groups: [], meetings: [] };
    const register = await this.register.partnership(partnership, reading.point);
    const all = register?.groups ?? [];
    const meetings = await Promise.all(all.map(({ group }) => this.register.meetings(partnership, group, reading.point)));
    const latestFirst = meetings.flat().sort((a, b) => b.heldOn.localeCompare(a.heldOn) || a.groupName.localeCompare(b.groupName, 'en-GB'));
    return { reading, groups: all.filter(({ holds }) => holds), meetings: latestFirst };
  }
}
