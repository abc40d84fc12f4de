import { Asking, PeopleDirectory, Requires } from '@goldenthread/access';
import {
  ActionRow,
  ActionsQueries,
  areCopiesLate,
  CommissionReview,
  extraordinaryMeetingIdOf,
  HoldExtraordinaryMeeting,
  isMeetingLate,
  practiceReviewIdOf,
  PROCEEDINGS_VIEWS,
  ProceedingsQueries,
  RecommendationRow,
  RequestExtraordinaryMeeting,
  TakeMinutesStep,
  TakeReviewStep,
  type MinutesStepWanted,
  type ShownPracticeReview,
} from '@goldenthread/actions';
import type { CommandContext, Day } from '@goldenthread/event-sourcing';
import { Commanded, plain, ReadingQuery, Readings, Reply, RequestProblem, toCsv } from '@goldenthread/http';
import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { actionOf, recommendationOf } from '../actions/action.shapes.js';
import { recorded } from '../recorded.js';
import { ExtraordinaryMeetingDto, MinutesStepDto, OnDayDto, PracticeReviewDto } from './proceedings.dto.js';

const PARTNERSHIP = { kind: 'partnership', param: 'ref' };
const MEETING = { kind: 'extraordinary-meeting', param: 'ref' };
const REVIEW = { kind: 'practice-review', param: 'ref' };

const STEPS: Readonly<Record<MinutesStepDto['step'], MinutesStepWanted['type']>> = {
  drafted: 'DraftMinutes',
  approved: 'ApproveMinutes',
  circulated: 'CirculateMinutes',
};

/** The minutes of meetings, extraordinary meetings and practice reviews, each with its clock, as at any date. */
@ApiTags('proceedings')
@Controller('api/v1')
export class ProceedingsController {
  constructor(
    private readonly commands: CommandBus,
    private readonly readings: Readings,
    private readonly queries: ProceedingsQueries,
    private readonly actions: ActionsQueries,
    private readonly people: PeopleDirectory,
  ) {}

  @Get('minutes')
  @ApiOperation({ summary: 'The minutes of your partnership’s meetings, and what of them is due' })
  @Requires('proceedings:read')
  async minutes(@Asking() { scope }: Asking, @Query() query: ReadingQuery): Promise<Reply<object>> {
    const point = await this.readings.at(query, ...PROCEEDINGS_VIEWS);
    const rows = await this.queries.minutes(scope, point);
    const minutes = rows.map(({ group, groupName, heldOn, toChairBy, draftedOn, approvedOn, toMembersBy, circulatedOn, next, isLate }) => {
      return { group, groupName, heldOn, toChairBy, draftedOn, approvedOn, toMembersBy, circulatedOn, next, isLate };
    });
    const csv = () =>
      toCsv(minutes, [
        { heading: 'Group', value: ({ groupName }) => groupName },
        { heading: 'Held on', value: ({ heldOn }) => heldOn },
        { heading: 'To the chair by', value: ({ toChairBy }) => toChairBy },
        { heading: 'To the chair on', value: ({ draftedOn }) => draftedOn },
        { heading: 'Approved on', value: ({ approvedOn }) => approvedOn },
        { heading: 'To the members by', value: ({ toMembersBy }) => toMembersBy },
        { heading: 'To the members on', value: ({ circulatedOn }) => circulatedOn },
        { heading: 'Late now', value: ({ isLate }) => isLate },
      ]);
    return new Reply({ minutes }, { point, csv: { name: 'minutes', text: csv } });
  }

  @Post('partnerships/:ref/groups/:group/meetings/:heldOn/minutes')
  @ApiOperation({ summary: 'Record that minutes were drafted, approved or circulated' })
  @Requires('proceedings:keep', { resource: PARTNERSHIP, records: 'MinutesDrafted, MinutesApproved or MinutesCirculated' })
  async minute(
    @Param('ref') partnership: string,
    @Param('group') group: string,
    @Param('heldOn') heldOn: string,
    @Commanded() context: CommandContext,
    @Body() body: MinutesStepDto,
  ): Promise<Reply<object>> {
    const wanted = { type: STEPS[body.step], partnership, group, heldOn, on: body.on };
    const request = { action: 'minutes:step', subject: { partnership, group, heldOn }, body: plain(body) };
    const executed = await this.commands.execute(new TakeMinutesStep(context, request, wanted));
    return recorded(executed, { group, heldOn }, '/api/v1/minutes');
  }

  @Get('extraordinary-meetings')
  @ApiOperation({ summary: 'Extraordinary meetings that were asked for' })
  @Requires('proceedings:read')
  async extraordinary(@Asking() { scope }: Asking, @Query() query: ReadingQuery): Promise<Reply<object>> {
    const point = await this.readings.at(query, ...PROCEEDINGS_VIEWS);
    const rows = await this.queries.extraordinaryMeetings(scope, point.position);
    const meetings = rows.map(({ meeting, group, groupName, receivedOn, reason, supporters, holdBy, heldOn }) => {
      const isLate = isMeetingLate({ heldOn, holdBy }, point.day);
      return { meeting, group, groupName, receivedOn, reason, supporters, holdBy, heldOn, isLate };
    });
    const csv = () =>
      toCsv(meetings, [
        { heading: 'Group', value: ({ groupName }) => groupName },
        { heading: 'Asked for on', value: ({ receivedOn }) => receivedOn },
        { heading: 'Supported by', value: ({ supporters }) => supporters.map(({ name }) => name).join(', ') },
        { heading: 'To be held by', value: ({ holdBy }) => holdBy },
        { heading: 'Held on', value: ({ heldOn }) => heldOn },
        { heading: 'Late now', value: ({ isLate }) => isLate },
      ]);
    return new Reply({ meetings }, { point, csv: { name: 'extraordinary-meetings', text: csv } });
  }

  @Post('extraordinary-meetings')
  @ApiOperation({ summary: 'Record a written request for an extraordinary meeting' })
  @Requires('proceedings:keep', { records: 'ExtraordinaryMeetingRequested' })
  async request(
    @Commanded() context: CommandContext,
    @Asking() { partnership }: Asking,
    @Body() body: ExtraordinaryMeetingDto,
  ): Promise<Reply<object>> {
    if (partnership === null) throw new RequestProblem('not-permitted');
    const request = { action: 'extraordinary-meeting:request', subject: { partnership }, body: plain(body) };
    const executed = await this.commands.execute(new RequestExtraordinaryMeeting(context, request, { partnership, ...plain(body) }));
    return recorded(executed, { meeting: extraordinaryMeetingIdOf(context.commandId) }, '/api/v1/extraordinary-meetings');
  }

  @Post('extraordinary-meetings/:ref/holding')
  @ApiOperation({ summary: 'Record that the group met on it' })
  @Requires('proceedings:keep', { resource: MEETING, records: 'ExtraordinaryMeetingHeld' })
  async hold(@Param('ref') ref: string, @Commanded() context: CommandContext, @Body() body: OnDayDto): Promise<Reply<object>> {
    const request = { action: 'extraordinary-meeting:hold', subject: { meeting: ref }, body: plain(body) };
    const executed = await this.commands.execute(new HoldExtraordinaryMeeting(context, request, ref, body.on));
    return recorded(executed, { meeting: ref }, '/api/v1/extraordinary-meetings');
  }

  @Get('practice-reviews')
  @ApiOperation({ summary: 'Practice reviews, and whether copies of them are due' })
  @Requires('proceedings:read')
  async reviews(@Asking() { scope }: Asking, @Query() query: ReadingQuery): Promise<Reply<object>> {
    const point = await this.readings.at(query, ...PROCEEDINGS_VIEWS);
    const rows = await this.queries.practiceReviews(scope, point.position);
    const reviews = rows.map((row) => reviewOf(row, point.day));
    const csv = () =>
      toCsv(reviews, [
        { heading: 'Review', value: ({ title }) => title },
        { heading: 'Kind', value: ({ kind }) => kind },
        { heading: 'Commissioned on', value: ({ commissionedOn }) => commissionedOn },
        { heading: 'Published on', value: ({ publishedOn }) => publishedOn },
        { heading: 'Copies by', value: ({ copiesBy }) => copiesBy },
        { heading: 'Copies sent on', value: ({ copiesSentOn }) => copiesSentOn },
        { heading: 'Late now', value: ({ isLate }) => isLate },
      ]);
    return new Reply({ reviews }, { point, csv: { name: 'practice-reviews', text: csv } });
  }

  /** Where it leads: what was recommended out of it, what was asked of whom, and what came of it. */
  @Get('practice-reviews/:ref')
  @ApiOperation({ summary: 'One practice review, with its recommendations and their actions' })
  @Requires('proceedings:read', { resource: REVIEW })
  async review(@Param('ref') ref: string, @Query() query: ReadingQuery): Promise<Reply<object>> {
    const point = await this.readings.at(query, ...PROCEEDINGS_VIEWS, RecommendationRow, ActionRow);
    const [found, chains] = await Promise.all([
      this.queries.practiceReview(ref, point.position),
      this.actions.chainsOfReview(ref, point.position),
    ]);
    if (!found) throw new RequestProblem('not-there-yet');
    const nameOf = await this.people.namesOf(
      chains.flatMap(({ actions }) => actions.flatMap(({ owner, completedByPerson }) => [owner, completedByPerson])),
    );
    const recommendations = chains.map(({ recommendation, actions }) => {
      return { ...recommendationOf(recommendation), actions: actions.map((action) => actionOf(action, point.day, nameOf)) };
    });
    return new Reply({ ...reviewOf(found, point.day), recommendations }, { point });
  }

  @Post('practice-reviews')
  @ApiOperation({ summary: 'Record that a review of practice was commissioned' })
  @Requires('proceedings:keep', { records: 'PracticeReviewCommissioned' })
  async commission(
    @Commanded() context: CommandContext,
    @Asking() { partnership }: Asking,
    @Body() body: PracticeReviewDto,
  ): Promise<Reply<object>> {
    if (partnership === null) throw new RequestProblem('not-permitted');
    const request = { action: 'practice-review:commission', subject: { partnership }, body: plain(body) };
    const executed = await this.commands.execute(new CommissionReview(context, request, { partnership, ...plain(body) }));
    const review = practiceReviewIdOf(context.commandId);
    return recorded(executed, { review }, `/api/v1/practice-reviews/${review}`);
  }

  @Post('practice-reviews/:ref/publication')
  @ApiOperation({ summary: 'Record that a review was published' })
  @Requires('proceedings:keep', { resource: REVIEW, records: 'PracticeReviewPublished' })
  publish(@Param('ref') ref: string, @Commanded() context: CommandContext, @Body() body: OnDayDto): Promise<Reply<object>> {
    return this.step(ref, context, 'publish', body);
  }

  @Post('practice-reviews/:ref/copies')
  @ApiOperation({ summary: 'Record that copies of a review went to all who are owed one' })
  @Requires('proceedings:keep', { resource: REVIEW, records: 'PracticeReviewCopiesSent' })
  copies(@Param('ref') ref: string, @Commanded() context: CommandContext, @Body() body: OnDayDto): Promise<Reply<object>> {
    return this.step(ref, context, 'send-copies', body);
  }

  private async step(ref: string, context: CommandContext, step: TakeReviewStep['step'], body: OnDayDto): Promise<Reply<object>> {
    const request = { action: `practice-review:${step}`, subject: { review: ref }, body: plain(body) };
    const executed = await this.commands.execute(new TakeReviewStep(context, request, ref, step, body.on));
    return recorded(executed, { review: ref }, `/api/v1/practice-reviews/${ref}`);
  }
}

function reviewOf(row: ShownPracticeReview, today: Day): Omit<ShownPracticeReview, 'partnership'> & { readonly isLate: boolean } {
  const { review, title, kind, commissionedOn, publishedOn, copiesBy, copiesTo, copiesSentOn } = row;
  const isLate = areCopiesLate({ copiesBy, copiesSentOn }, today);
  return { review, title, kind, commissionedOn, publishedOn, copiesBy, copiesTo, copiesSentOn, isLate };
}
