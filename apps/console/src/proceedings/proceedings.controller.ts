import { Asking, may, Requires } from '@goldenthread/access';
import {
  CommissionReview,
  HoldExtraordinaryMeeting,
  PROCEEDINGS_VIEWS,
  ProceedingsQueries,
  RequestExtraordinaryMeeting,
  TakeMinutesStep,
  TakeReviewStep,
  type MinutesStepWanted,
} from '@goldenthread/actions';
import { newId, type Day, type DomainEvent, type Executed } from '@goldenthread/event-sourcing';
import { RequestProblem } from '@goldenthread/http';
import { PartnershipReader } from '@goldenthread/partnership';
import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { FastifyRequest } from 'fastify';
import type { Choice } from '../actions/fields.js';
import { Asked, PageReadings } from '../as-at/page-readings.js';
import { dayOf } from '../coordinator/typed-day.js';
import { attempt, commandOf, errorOf, statusOf } from '../forms/command-of.js';
import { submitted } from '../forms/submitted.js';
import { Page, SeeOther, type PageError } from '../frame/page.js';
import { paths } from '../paths.js';
import { KeptForms } from '../sign-in/kept-forms.js';
import { dayPage, requestPage, reviewPage, type DayStep } from './ask.page.js';
import { OnDayForm, RequestForm, ReviewForm } from './proceedings.form.js';
import { proceedingsPage, proceedingsTable } from './proceedings.page.js';

const MEETING = { kind: 'extraordinary-meeting', param: 'meeting' };
const REVIEW = { kind: 'practice-review', param: 'review' };

const MINUTES: Readonly<Record<string, Omit<DayStep, 'action'> & { readonly type: MinutesStepWanted['type'] }>> = {
  drafted: {
    type: 'DraftMinutes',
    title: 'Minutes went to the chair',
    label: 'On which day did they go to the chair?',
    button: 'Record it',
  },
  approved: {
    type: 'ApproveMinutes',
    title: 'Minutes were approved',
    label: 'On which day did the chair approve them?',
    button: 'Record it',
  },
  circulated: {
    type: 'CirculateMinutes',
    title: 'Minutes were circulated',
    label: 'On which day did they go to the members?',
    button: 'Record it',
  },
};

/** The minutes of meetings, extraordinary meetings and practice reviews. */
@Controller()
export class ProceedingsController {
  constructor(
    private readonly commands: CommandBus,
    private readonly pages: PageReadings,
    private readonly queries: ProceedingsQueries,
    private readonly partnerships: PartnershipReader,
    private readonly kept: KeptForms,
  ) {}

  @Get(paths.proceedings.all)
  @Requires('proceedings:read')
  async all(@Asked() request: FastifyRequest, @Asking() asking: Asking): Promise<Page> {
    const reading = await this.pages.of(request, ...PROCEEDINGS_VIEWS);
    const { point } = reading;
    const [minutes, meetings, reviews] = await Promise.all([
      this.queries.minutes(asking.scope, point),
      this.queries.extraordinaryMeetings(asking.scope, point.position),
      this.queries.practiceReviews(asking.scope, point.position),
    ]);
    const shown = { minutes, meetings, reviews };
    const view = proceedingsPage(shown, may(asking, 'proceedings:keep'), reading);
    return new Page('proceedings/proceedings', view, { point, csv: proceedingsTable(shown, point.day) });
  }

  @Get(paths.proceedings.minutes(':group', ':heldOn', ':step'))
  @Requires('proceedings:keep')
  askMinutes(
    @Asked() request: FastifyRequest,
    @Param('group') group: string,
    @Param('heldOn') heldOn: string,
    @Param('step') step: string,
  ): Promise<Page> {
    return this.askDay(request, minutesStep(group, heldOn, step));
  }

  @Post(paths.proceedings.minutes(':group', ':heldOn', ':step'))
  @Requires('proceedings:keep', { records: 'MinutesDrafted, MinutesApproved or MinutesCirculated' })
  minutes(
    @Asked() request: FastifyRequest,
    @Asking() asking: Asking,
    @Param('group') group: string,
    @Param('heldOn') heldOn: string,
    @Param('step') key: string,
    @Body() body: unknown,
  ): Promise<Page | SeeOther> {
    const step = minutesStep(group, heldOn, key);
    const partnership = partnershipOf(asking);
    return this.takeDay(request, body, step, (on) => {
      const order = { action: 'minutes:step', subject: { partnership, group, heldOn }, body: { step: key, on } };
      const wanted = { type: step.type, partnership, group, heldOn, on };
      return this.commands.execute(new TakeMinutesStep(commandOf(asking, body), order, wanted));
    });
  }

  @Get(paths.proceedings.request)
  @Requires('proceedings:keep')
  async askRequest(@Asked() request: FastifyRequest, @Asking() asking: Asking): Promise<Page> {
    const typed = await this.kept.typed(request, RequestForm);
    return this.requestPage(asking, typed?.form, typed?.errors);
  }

  @Post(paths.proceedings.request)
  @Requires('proceedings:keep', { records: 'ExtraordinaryMeetingRequested' })
  async request(@Asked() request: FastifyRequest, @Asking() asking: Asking, @Body() body: unknown): Promise<Page | SeeOther> {
    const { form, errors } = submitted(RequestForm, body);
    if (errors.length > 0) return this.requestPage(asking, form, errors, 422);
    const partnership = partnershipOf(asking);
    const { group, reason, supporters } = form;
    const wanted = { partnership, group, receivedOn: dayOf(form.receivedOn) ?? '', reason, supporters };
    const order = { action: 'extraordinary-meeting:request', subject: { partnership }, body: wanted };
    const outcome = await attempt(() => this.commands.execute(new RequestExtraordinaryMeeting(commandOf(asking, body), order, wanted)));
    if ('refused' in outcome) return this.requestPage(asking, form, [errorOf(outcome.refused)], statusOf(outcome.refused));
    return this.done(request, outcome.done, 'Request recorded');
  }

  @Get(paths.proceedings.hold(':meeting'))
  @Requires('proceedings:keep', { resource: MEETING })
  askHeld(@Asked() request: FastifyRequest, @Param('meeting') ref: string): Promise<Page> {
    return this.askDay(request, heldStep(ref));
  }

  @Post(paths.proceedings.hold(':meeting'))
  @Requires('proceedings:keep', { resource: MEETING, records: 'ExtraordinaryMeetingHeld' })
  held(
    @Asked() request: FastifyRequest,
    @Asking() asking: Asking,
    @Param('meeting') ref: string,
    @Body() body: unknown,
  ): Promise<Page | SeeOther> {
    return this.takeDay(request, body, heldStep(ref), (on) => {
      const order = { action: 'extraordinary-meeting:hold', subject: { meeting: ref }, body: { on } };
      return this.commands.execute(new HoldExtraordinaryMeeting(commandOf(asking, body), order, ref, on));
    });
  }

  @Get(paths.proceedings.commission)
  @Requires('proceedings:keep')
  async askReview(@Asked() request: FastifyRequest): Promise<Page> {
    const typed = await this.kept.typed(request, ReviewForm);
    return new Page('actions/ask', reviewPage(newId(), typed?.form, typed?.errors));
  }

  @Post(paths.proceedings.commission)
  @Requires('proceedings:keep', { records: 'PracticeReviewCommissioned' })
  async commission(@Asked() request: FastifyRequest, @Asking() asking: Asking, @Body() body: unknown): Promise<Page | SeeOther> {
    const { form, errors } = submitted(ReviewForm, body);
    const again = (said: readonly PageError[], status: number) => new Page('actions/ask', reviewPage(newId(), form, said), { status });
    if (errors.length > 0) return again(errors, 422);
    const partnership = partnershipOf(asking);
    const wanted = { partnership, title: form.title, kind: form.kind, commissionedOn: dayOf(form.commissionedOn) ?? '' };
    const order = { action: 'practice-review:commission', subject: { partnership }, body: wanted };
    const outcome = await attempt(() => this.commands.execute(new CommissionReview(commandOf(asking, body), order, wanted)));
    if ('refused' in outcome) return again([errorOf(outcome.refused)], statusOf(outcome.refused));
    return this.done(request, outcome.done, 'Review recorded');
  }

  @Get(paths.proceedings.publish(':review'))
  @Requires('proceedings:keep', { resource: REVIEW })
  askPublished(@Asked() request: FastifyRequest, @Param('review') ref: string): Promise<Page> {
    return this.askDay(request, publishedStep(ref));
  }

  @Post(paths.proceedings.publish(':review'))
  @Requires('proceedings:keep', { resource: REVIEW, records: 'PracticeReviewPublished' })
  published(
    @Asked() request: FastifyRequest,
    @Asking() asking: Asking,
    @Param('review') ref: string,
    @Body() body: unknown,
  ): Promise<Page | SeeOther> {
    return this.takeReviewStep(request, asking, ref, body, 'publish', publishedStep(ref));
  }

  @Get(paths.proceedings.copies(':review'))
  @Requires('proceedings:keep', { resource: REVIEW })
  askCopies(@Asked() request: FastifyRequest, @Param('review') ref: string): Promise<Page> {
    return this.askDay(request, copiesStep(ref));
  }

  @Post(paths.proceedings.copies(':review'))
  @Requires('proceedings:keep', { resource: REVIEW, records: 'PracticeReviewCopiesSent' })
  copies(
    @Asked() request: FastifyRequest,
    @Asking() asking: Asking,
    @Param('review') ref: string,
    @Body() body: unknown,
  ): Promise<Page | SeeOther> {
    return this.takeReviewStep(request, asking, ref, body, 'send-copies', copiesStep(ref));
  }

  private takeReviewStep(
    request: FastifyRequest,
    asking: Asking,
    ref: string,
    body: unknown,
    step: TakeReviewStep['step'],
    asked: DayStep,
  ): Promise<Page | SeeOther> {
    return this.takeDay(request, body, asked, (on) => {
      const order = { action: `practice-review:${step}`, subject: { review: ref }, body: { on } };
      return this.commands.execute(new TakeReviewStep(commandOf(asking, body), order, ref, step, on));
    });
  }

  private async askDay(request: FastifyRequest, step: DayStep): Promise<Page> {
    const typed = await this.kept.typed(request, OnDayForm);
    return new Page('actions/ask', dayPage(step, newId(), typed?.form, typed?.errors));
  }

  private async takeDay(
    request: FastifyRequest,
    body: unknown,
    step: DayStep,
    take: (on: Day) => Promise<Executed<DomainEvent>>,
  ): Promise<Page | SeeOther> {
    const { form, errors } = submitted(OnDayForm, body);
    const again = (said: readonly PageError[], status: number) => new Page('actions/ask', dayPage(step, newId(), form, said), { status });
    if (errors.length > 0) return again(errors, 422);
    const outcome = await attempt(() => take(dayOf(form.on) ?? ''));
    if ('refused' in outcome) return again([errorOf(outcome.refused)], statusOf(outcome.refused));
    return this.done(request, outcome.done, 'Recorded');
  }

  private async done(request: FastifyRequest, { position }: Executed<DomainEvent>, title: string): Promise<SeeOther> {
    await this.pages.wrote(request, position);
    return new SeeOther(paths.proceedings.all, { title, text: 'What is due next, and by when, is below.' });
  }

  private async requestPage(asking: Asking, form?: RequestForm, errors?: readonly PageError[], status?: number): Promise<Page> {
    const facts = await this.partnerships.find(partnershipOf(asking));
    const choices = (all: readonly { readonly id: string; readonly name: string }[]): Choice[] => {
      return all.map(({ id, name }) => ({ value: id, text: name })).sort((a, b) => a.text.localeCompare(b.text, 'en-GB'));
    };
    const view = requestPage(choices(facts?.groups ?? []), choices(facts?.agencies ?? []), newId(), form, errors);
    return new Page('actions/ask', view, { status });
  }
}

function partnershipOf({ partnership }: Asking): string {
  if (partnership === null) throw new RequestProblem('not-found');
  return partnership;
}

/** @throws RequestProblem `not-found` where minutes have no such step. */
function minutesStep(group: string, heldOn: string, key: string): DayStep & { readonly type: MinutesStepWanted['type'] } {
  const step = Object.hasOwn(MINUTES, key) ? MINUTES[key] : undefined;
  if (!step) throw new RequestProblem('not-found');
  return { ...step, action: paths.proceedings.minutes(group, heldOn, key) };
}

function heldStep(ref: string): DayStep {
  const label = 'On which day did the group meet on it?';
  return { title: 'The extraordinary meeting was held', action: paths.proceedings.hold(ref), label, button: 'Record it' };
}

function publishedStep(ref: string): DayStep {
  const label = 'On which day was it published?';
  return { title: 'The review was published', action: paths.proceedings.publish(ref), label, button: 'Record it' };
}

function copiesStep(ref: string): DayStep {
  const label = 'On which day had copies gone to all who are owed one?';
  return { title: 'Copies of the review were sent', action: paths.proceedings.copies(ref), label, button: 'Record it' };
}
