import { AccessModule, BearerSignIn, TokenVerifier } from '@goldenthread/access';
import { ActionsModule } from '@goldenthread/actions';
import { CaseAuditsModule } from '@goldenthread/case-audits';
import { AuditCircle, Changes, NothingUnaskedInterceptor, Readings, RecordLocators, ReleaseDesk, Uploads } from '@goldenthread/http';
import { IndicatorsModule } from '@goldenthread/indicators';
import { PartnershipModule } from '@goldenthread/partnership';
import { ReleasesModule } from '@goldenthread/releases';
import { PlatformModule, type Platform } from '@goldenthread/runtime';
import { Section11Module } from '@goldenthread/section11';
import { Module, type DynamicModule } from '@nestjs/common';
import { APP_INTERCEPTOR } from '@nestjs/core';
import { CqrsModule } from '@nestjs/cqrs';
import { ActionStepsController } from './actions/action-steps.controller.js';
import { ActionsController } from './actions/actions.controller.js';
import { LettersController } from './actions/letters.controller.js';
import { RecommendationsController } from './actions/recommendations.controller.js';
import { AgencyAuditsController } from './case-audits/agency-audits.controller.js';
import { AuditStepsController } from './case-audits/audit-steps.controller.js';
import { CaseAuditsController } from './case-audits/case-audits.controller.js';
import { CaseModerationsController } from './case-audits/case-moderations.controller.js';
import { EmergingRisksController } from './case-audits/emerging-risks.controller.js';
import { HealthController } from './health/health.controller.js';
import { ComparatorsController } from './indicators/comparators.controller.js';
import { FollowUpController } from './indicators/follow-up.controller.js';
import { IndicatorsController } from './indicators/indicators.controller.js';
import { ContributionsController } from './indicators/contributions.controller.js';
import { IndicatorUploadsController } from './indicators/indicator-uploads.controller.js';
import { IndicatorValuesController } from './indicators/indicator-values.controller.js';
import { MeController } from './people/me.controller.js';
import { AgenciesController } from './partnership/agencies.controller.js';
import { FollowUpRulesController } from './follow-up-rules/follow-up-rules.controller.js';
import { FootprintsController } from './partnership/footprints.controller.js';
import { PublishedFiguresController } from './indicators/published-figures.controller.js';
import { PartnershipsController } from './partnership/partnerships.controller.js';
import { NamedRefusalsInterceptor } from './named-refusals.interceptor.js';
import { ProblemsController } from './problems.controller.js';
import { ChangesController } from './changes/changes.controller.js';
import { ReleasesController } from './releases/releases.controller.js';
import { CycleLifecycleController } from './section11/cycle-lifecycle.controller.js';
import { CyclesController } from './section11/cycles.controller.js';
import { ProceedingsController } from './proceedings/proceedings.controller.js';
import { ReturnLifecycleController } from './section11/return-lifecycle.controller.js';
import { ReturnsController } from './section11/returns.controller.js';
import { ToolsController } from './section11/tools.controller.js';

export interface ApiOptions {
  readonly platform: Platform;
  /** The OpenID Connect issuer whose access tokens are believed. */
  readonly issuer: string;
  readonly audience: string;
}

/** JSON over HTTP under /api/v1. */
@Module({
  imports: [CqrsModule.forRoot(), PartnershipModule, Section11Module, CaseAuditsModule, IndicatorsModule, ActionsModule, ReleasesModule],
  controllers: [
    ActionStepsController,
    ActionsController,
    AgenciesController,
    AgencyAuditsController,
    AuditStepsController,
    CaseAuditsController,
    CaseModerationsController,
    ChangesController,
    ContributionsController,
    CycleLifecycleController,
    CyclesController,
    EmergingRisksController,
    FollowUpRulesController,
    FootprintsController,
    HealthController,
    IndicatorsController,
    ComparatorsController,
    FollowUpController,
    PublishedFiguresController,
    IndicatorUploadsController,
    IndicatorValuesController,
    LettersController,
    MeController,
    PartnershipsController,
    ProblemsController,
    ProceedingsController,
    RecommendationsController,
    ReleasesController,
    ReturnLifecycleController,
    ReturnsController,
    ToolsController,
  ],
  providers: [
    AuditCircle,
    Changes,
    Readings,
    RecordLocators,
    ReleaseDesk,
    Uploads,
    { provide: APP_INTERCEPTOR, useClass: NothingUnaskedInterceptor },
    { provide: APP_INTERCEPTOR, useClass: NamedRefusalsInterceptor },
  ],
})
export class ApiModule {
  static register({ platform, issuer, audience }: ApiOptions): DynamicModule {
    const access = AccessModule.register({
      useFactory: () => ({ signIns: new BearerSignIn(new TokenVerifier({ issuer, audience })), people: platform.people }),
    });
    return { module: ApiModule, imports: [PlatformModule.register(platform), access] };
  }
}
