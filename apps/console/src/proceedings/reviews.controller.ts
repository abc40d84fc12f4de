import { Asking, may, Requires } from '@goldenthread/access';
import {
  ActionHistoryRow,
  ActionRow,
  ActionsQueries,
  MakeRecommendation,
  ProceedingsQueries,
  PROCEEDINGS_VIEWS,
  recommendationIdOf,
  RecommendationRow,
  type FollowUpChain,
  type ShownActionHistory,
  type ShownPracticeReview,
} from '@goldenthread/actions';
import { newId, type Position } from '@goldenthread/event-sourcing';
import { RequestProblem } from '@goldenthread/http';
import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { FastifyRequest } from 'fastify';
import { recommendOfReviewPage } from '../actions/recommend.page.js';
import { ReviewRecommendationForm } from '../actions/recommendation.form.js';
import { Asked, PageReadings } from '../as-at/page-readings.js';
import { attempt, commandOf, errorOf, statusOf } from '../forms/command-of.js';
import { submitted } from '../forms/submitted.js';
import { Page, SeeOther, type PageError } from '../frame/page.js';
import { paths } from '../paths.js';
import { KeptForms } from '../sign-in/kept-forms.js';
import { onePracticeReviewPage } from './review.page.js';

const REVIEW = { kind: 'practice-review', param: 'review' };

/** One practice review, and what it recommends. */
@Controller()
export class ReviewsController {
  constructor(
    private readonly commands: CommandBus,
    private readonly pages: PageReadings,
    private readonly queries: ProceedingsQueries,
    private readonly actions: ActionsQueries,
    private readonly kept: KeptForms,
  ) {}

  @Get(paths.proceedings.review(':review'))
  @Requires('proceedings:read', { resource: REVIEW })
  async one(@Asked() request: FastifyRequest, @Asking() asking: Asking, @Param('review') ref: string): Promise<Page> {
    const reading = await this.pages.of(request, ...PROCEEDINGS_VIEWS, RecommendationRow, ActionRow, ActionHistoryRow);
    const { point } = reading;
    const [review, chains] = await Promise.all([this.found(ref, point.position), this.actions.chainsOfReview(ref, point.position)]);
    const histories = await this.histories(chains, point.position);
    const facts = { review, chains, histories, mayKeep: may(asking, 'proceedings:keep'), mayRecommend: may(asking, 'recommendation:make') };
    return new Page('proceedings/review', onePracticeReviewPage(facts, reading), { point });
  }

  @Get(paths.proceedings.recommend(':review'))
  @Requires('recommendation:make', { resource: REVIEW })
  async ask(@Asked() request: FastifyRequest, @Param('review') ref: string): Promise<Page | SeeOther> {
    const typed = await this.kept.typed(request, ReviewRecommendationForm);
    return this.recommendPage(request, ref, typed?.form, typed?.errors);
  }

  @Post(paths.proceedings.recommend(':review'))
  @Requires('recommendation:make', { resource: REVIEW, records: 'RecommendationMade' })
  async recommend(
    @Asked() request: FastifyRequest,
    @Asking() asking: Asking,
    @Param('review') practiceReview: string,
    @Body() body: unknown,
  ): Promise<Page | SeeOther> {
    const { form, errors } = submitted(ReviewRecommendationForm, body);
    if (errors.length > 0) return this.recommendPage(request, practiceReview, form, errors, 422);
    const { partnership } = asking;
    if (partnership === null) throw new RequestProblem('not-found');
    const source = { kind: 'practice-review', practiceReview } as const;
    const wanted = { partnership, source, text: form.text, themes: form.themes };
    const order = { action: 'recommendation:make', subject: { partnership }, body: wanted };
    const context = commandOf(asking, body);
    const outcome = await attempt(() => this.commands.execute(new MakeRecommendation(context, order, wanted)));
    if ('refused' in outcome) {
      return this.recommendPage(request, practiceReview, form, [errorOf(outcome.refused)], statusOf(outcome.refused));
    }
    await this.pages.wrote(request, outcome.done.position);
    const text = 'Now ask an agency to do something about it.';
    return new SeeOther(paths.recommendations.one(recommendationIdOf(context.commandId)), { title: 'Recommendation recorded', text });
  }

  private async recommendPage(
    request: FastifyRequest,
    ref: string,
    typed?: Partial<ReviewRecommendationForm>,
    errors?: readonly PageError[],
    status?: number,
  ): Promise<Page | SeeOther> {
    const reading = await this.pages.of(request, ...PROCEEDINGS_VIEWS);
    if (!reading.isNow) return new SeeOther(paths.proceedings.review(ref));
    const review = await this.found(ref, reading.point.position);
    return new Page('actions/ask', recommendOfReviewPage(review, newId(), typed, errors), { status });
  }

  /** @throws RequestProblem `not-there-yet` where it was not commissioned by then. */
  private async found(ref: string, position: Position): Promise<ShownPracticeReview> {
    const review = await this.queries.practiceReview(ref, position);
    if (!review) throw new RequestProblem('not-there-yet');
    return review;
  }

  private async histories(
    chains: readonly FollowUpChain[],
    position: Position,
  ): Promise<ReadonlyMap<string, readonly ShownActionHistory[]>> {
    const actions = chains.flatMap((chain) => chain.actions.map(({ action }) => action));
    return new Map(await Promise.all(actions.map(async (ref) => [ref, await this.actions.history(ref, position)] as const)));
  }
}
