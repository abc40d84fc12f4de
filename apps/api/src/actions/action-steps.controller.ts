import { Requires } from '@goldenthread/access';
import { TakeActionStep, type ActionStepWanted } from '@goldenthread/actions';
import type { CommandContext } from '@goldenthread/event-sourcing';
import { BasedOn, Commanded, plain, Reply, type Precondition } from '@goldenthread/http';
import { Body, Controller, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { recorded } from '../recorded.js';
import { evidenceOf, revisionOf } from '../section11/given-answer.js';
import {
  ActionReopeningDto,
  CompletionAcceptanceDto,
  CompletionDto,
  ImpactDto,
  ProgressDto,
  ReceiptDto,
  SupersessionDto,
  WhyDto,
} from './action.dto.js';

const ACTION = { kind: 'action', param: 'ref' };

type Without<T, Field extends string> = T extends unknown ? Omit<T, Field> : never;

/** What can be done with an action: each step is based on the action as it was read. */
@ApiTags('actions')
@Controller('api/v1/actions')
export class ActionStepsController {
  constructor(private readonly commands: CommandBus) {}

  /** The agency says when it had the action matrix; where it does not, the business team does. Its time to respond runs from then. */
  @Post(':ref/receipt')
  @ApiOperation({ summary: 'Record the day the action matrix was received' })
  @Requires('action:receive', { resource: ACTION, records: 'ActionReceived' })
  receive(
    @Param('ref') ref: string,
    @Commanded() context: CommandContext,
    @BasedOn() basedOn: Precondition,
    @Body() body: ReceiptDto,
  ): Promise<Reply<object>> {
    return this.take(ref, context, basedOn, 'action:receive', body, { type: 'RecordReceipt', receivedOn: body.receivedOn });
  }

  @Post(':ref/acceptance')
  @ApiOperation({ summary: 'Accept an action: your agency will do it' })
  @Requires('action:respond', { resource: ACTION, records: 'ActionAccepted' })
  accept(@Param('ref') ref: string, @Commanded() context: CommandContext, @BasedOn() basedOn: Precondition): Promise<Reply<object>> {
    return this.take(ref, context, basedOn, 'action:accept', null, { type: 'AcceptAction' });
  }

  @Post(':ref/refusal')
  @ApiOperation({ summary: 'Refuse an action, with the reason' })
  @Requires('action:respond', { resource: ACTION, records: 'ActionRefused' })
  refuse(
    @Param('ref') ref: string,
    @Commanded() context: CommandContext,
    @BasedOn() basedOn: Precondition,
    @Body() body: WhyDto,
  ): Promise<Reply<object>> {
    return this.take(ref, context, basedOn, 'action:refuse', body, { type: 'RefuseAction', reason: body.reason });
  }

  @Post(':ref/progress')
  @ApiOperation({ summary: 'Report how far it has come' })
  @Requires('action:progress', { resource: ACTION, records: 'ActionProgressReported' })
  progress(
    @Param('ref') ref: string,
    @Commanded() context: CommandContext,
    @BasedOn() basedOn: Precondition,
    @Body() body: ProgressDto,
  ): Promise<Reply<object>> {
    return this.take(ref, context, basedOn, 'action:progress', body, { type: 'ReportProgress', progress: body.progress });
  }

  @Post(':ref/completion')
  @ApiOperation({ summary: 'Claim that it is done, with the evidence' })
  @Requires('action:progress', { resource: ACTION, records: 'ActionCompletionClaimed' })
  claim(
    @Param('ref') ref: string,
    @Commanded() context: CommandContext,
    @BasedOn() basedOn: Precondition,
    @Body() body: CompletionDto,
  ): Promise<Reply<object>> {
    const { statement, evidence } = body;
    return this.take(ref, context, basedOn, 'action:claim', body, {
      type: 'ClaimCompletion',
      statement,
      evidence: evidence.map(evidenceOf),
    });
  }

  /** By somebody of another body than the one that did it; the business unit is a body of its own. */
  @Post(':ref/completion/acceptance')
  @ApiOperation({ summary: 'Agree that it is done' })
  @Requires('action:judge', { resource: ACTION, records: 'ActionCompletionAccepted' })
  acceptCompletion(
    @Param('ref') ref: string,
    @Commanded() context: CommandContext,
    @BasedOn() basedOn: Precondition,
    @Body() body: CompletionAcceptanceDto,
  ): Promise<Reply<object>> {
    return this.take(ref, context, basedOn, 'action:accept-completion', body, { type: 'AcceptCompletion', comment: body.comment });
  }

  @Post(':ref/completion/return')
  @ApiOperation({ summary: 'Send a claim back, with the reason' })
  @Requires('action:judge', { resource: ACTION, records: 'ActionCompletionReturned' })
  returnCompletion(
    @Param('ref') ref: string,
    @Commanded() context: CommandContext,
    @BasedOn() basedOn: Precondition,
    @Body() body: WhyDto,
  ): Promise<Reply<object>> {
    return this.take(ref, context, basedOn, 'action:return-completion', body, { type: 'ReturnCompletion', reason: body.reason });
  }

  @Post(':ref/impact')
  @ApiOperation({ summary: 'Say what came of it for children and families' })
  @Requires('action:judge', { resource: ACTION, records: 'ActionImpactReviewed' })
  impact(
    @Param('ref') ref: string,
    @Commanded() context: CommandContext,
    @BasedOn() basedOn: Precondition,
    @Body() body: ImpactDto,
  ): Promise<Reply<object>> {
    return this.take(ref, context, basedOn, 'action:review-impact', body, { type: 'ReviewImpact', impact: body.impact, found: body.found });
  }

  @Post(':ref/reopening')
  @ApiOperation({ summary: 'Ask for it again, after a refusal or when it came undone' })
  @Requires('action:steer', { resource: ACTION, records: 'ActionReopened' })
  reopen(
    @Param('ref') ref: string,
    @Commanded() context: CommandContext,
    @BasedOn() basedOn: Precondition,
    @Body() body: ActionReopeningDto,
  ): Promise<Reply<object>> {
    return this.take(ref, context, basedOn, 'action:reopen', body, { type: 'ReopenAction', reason: body.reason, dueOn: body.dueOn });
  }

  @Post(':ref/supersession')
  @ApiOperation({ summary: 'Let another action take its place' })
  @Requires('action:steer', { resource: ACTION, records: 'ActionSuperseded' })
  supersede(
    @Param('ref') ref: string,
    @Commanded() context: CommandContext,
    @BasedOn() basedOn: Precondition,
    @Body() body: SupersessionDto,
  ): Promise<Reply<object>> {
    return this.take(ref, context, basedOn, 'action:supersede', body, { type: 'SupersedeAction', by: body.by, reason: body.reason });
  }

  private async take(
    ref: string,
    context: CommandContext,
    basedOn: Precondition,
    action: string,
    body: object | null,
    step: Without<ActionStepWanted, 'basedOn'>,
  ): Promise<Reply<object>> {
    const request = { action, subject: { action: ref }, body: body && plain(body) };
    const wanted = { ...step, basedOn: revisionOf(basedOn) } as ActionStepWanted;
    const executed = await this.commands.execute(new TakeActionStep(context, request, ref, wanted));
    return recorded(executed, { action: ref }, `/api/v1/actions/${ref}`);
  }
}
