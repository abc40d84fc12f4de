import { AccessModule } from '@goldenthread/access';
import { ActionsModule } from '@goldenthread/actions';
import { CaseAuditsModule } from '@goldenthread/case-audits';
import { AuditCircle, Changes, Readings, RecordLocators, ReleaseDesk, Uploads } from '@goldenthread/http';
import { IndicatorsModule } from '@goldenthread/indicators';
import { PartnershipModule } from '@goldenthread/partnership';
import { ReleasesModule } from '@goldenthread/releases';
import { PlatformModule } from '@goldenthread/runtime';
import { Section11Module } from '@goldenthread/section11';
import { Module, type DynamicModule } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR } from '@nestjs/core';
import { CqrsModule } from '@nestjs/cqrs';
import { ActionsController } from './actions/actions.controller.js';
import { Origins } from './actions/origins.js';
import { RecommendationsController } from './actions/recommendations.controller.js';
import { TakenUpSignals } from './actions/taken-up-signals.js';
import { AboutController } from './about/about.controller.js';
import { ChangesController } from './as-at/changes.controller.js';
import { LastMeetings } from './as-at/last-meeting.js';
import { DomainFigures } from './as-at/domain-figures.js';
import { Moments } from './as-at/moments.js';
import { PageReadings } from './as-at/page-readings.js';
import type { ConsoleOptions } from './console-options.js';
import { AgencyAuditsController } from './case-audits/agency-audits.controller.js';
import { BriefingsController } from './case-audits/briefings.controller.js';
import { CaseAuditsController } from './case-audits/case-audits.controller.js';
import { DisputesController } from './case-audits/disputes.controller.js';
import { DrawController } from './case-audits/draw.controller.js';
import { ReadingsController } from './case-audits/readings.controller.js';
import { RisksController } from './case-audits/risks.controller.js';
import { AuditWriting } from './case-audits/audit-writing.js';
import { PlanChoosing } from './case-audits/plan-choosing.js';
import { FindingsController } from './case-audits/findings.controller.js';
import { ModerationsController } from './case-audits/moderations.controller.js';
import { AgencyController } from './coordinator/agency.controller.js';
import { CyclesController } from './coordinator/cycles.controller.js';
import { MeetingsController } from './coordinator/meetings.controller.js';
import { OpeningController } from './coordinator/opening.controller.js';
import { FormGuard } from './forms/form.guard.js';
import { AppointmentNames } from './frame/appointment-names.js';
import { ASSETS, AssetsController } from './frame/assets.controller.js';
import type { Assets } from './frame/assets.js';
import { Frames } from './frame/frames.js';
import { PageFilter } from './frame/page.filter.js';
import { PageInterceptor } from './frame/page.interceptor.js';
import { Renderer } from './frame/renderer.js';
import { UnreadableController } from './frame/unreadable.controller.js';
import { Views } from './frame/views.js';
import { HealthController } from './health/health.controller.js';
import { IndicatorComparisonsController } from './indicators/comparisons.controller.js';
import { FollowUpPagesController } from './indicators/follow-up.controller.js';
import { PublishedFiguresPagesController } from './indicators/published-figures.controller.js';
import { IndicatorPagesController } from './indicators/indicators.controller.js';
import { ContributionsController } from './indicators/contributions.controller.js';
import { LateFiguresController } from './indicators/late-figures.controller.js';
import { IndicatorUploadController } from './indicators/upload.controller.js';
import { ReleasesController } from './releases/releases.controller.js';
import { QuestionsController } from './section11/questions.controller.js';
import { ReturnFiles } from './section11/return-file.js';
import { ReturnsController } from './section11/returns.controller.js';
import { StepsController } from './section11/steps.controller.js';
import { KeptForms } from './sign-in/kept-forms.js';
import { OpenId } from './sign-in/open-id.js';
import { RoleController } from './sign-in/role.controller.js';
import { SessionSignIn } from './sign-in/session-sign-in.js';
import { SignInController } from './sign-in/sign-in.controller.js';
import { StayingController } from './sign-in/staying.controller.js';
import { VisitsModule } from './sign-in/visits.module.js';
import { Visits } from './sign-in/visits.js';
import { HomeController } from './tasks/home.controller.js';
import { PaqaController } from './paqa/paqa.controller.js';
import { RulesController } from './follow-up-rules/rules.controller.js';
import { ProceedingsController } from './proceedings/proceedings.controller.js';
import { ReviewsController } from './proceedings/reviews.controller.js';
import { ScrutinyController } from './scrutiny/scrutiny.controller.js';

/** Pages for people, under `/`. */
@Module({
  imports: [CqrsModule.forRoot(), PartnershipModule, Section11Module, CaseAuditsModule, IndicatorsModule, ActionsModule, ReleasesModule],
  controllers: [
    PaqaController,
    ProceedingsController,
    ReviewsController,
    RulesController,
    ScrutinyController,
    ActionsController,
    RecommendationsController,
    AboutController,
    AgencyAuditsController,
    AssetsController,
    BriefingsController,
    CaseAuditsController,
    ChangesController,
    AgencyController,
    CyclesController,
    DisputesController,
    DrawController,
    FindingsController,
    HealthController,
    HomeController,
    IndicatorComparisonsController,
    FollowUpPagesController,
    PublishedFiguresPagesController,
    IndicatorPagesController,
    IndicatorUploadController,
    LateFiguresController,
    ContributionsController,
    MeetingsController,
    ModerationsController,
    OpeningController,
    QuestionsController,
    ReadingsController,
    ReleasesController,
    ReturnsController,
    RisksController,
    RoleController,
    SignInController,
    StayingController,
    StepsController,
    UnreadableController,
  ],
  providers: [
    AppointmentNames,
    AuditCircle,
    AuditWriting,
    DomainFigures,
    Changes,
    Frames,
    KeptForms,
    Origins,
    TakenUpSignals,
    LastMeetings,
    Moments,
    OpenId,
    PageReadings,
    PlanChoosing,
    Readings,
    RecordLocators,
    ReleaseDesk,
    ReturnFiles,
    Uploads,
    // First of all guards: what another site's page sends is not even asked who it is.
    { provide: APP_GUARD, useClass: FormGuard },
    { provide: APP_FILTER, useClass: PageFilter },
    { provide: APP_INTERCEPTOR, useClass: PageInterceptor },
  ],
})
export class ConsoleModule {
  static register(options: ConsoleOptions, assets: Assets): DynamicModule {
    const { platform } = options;
    const visits = VisitsModule.register(options);
    const access = AccessModule.register({
      imports: [visits],
      inject: [Visits],
      useFactory: (kept: Visits) => ({ signIns: new SessionSignIn(kept), people: platform.people }),
    });
    return {
      module: ConsoleModule,
      imports: [PlatformModule.register(platform), visits, access],
      providers: [
        { provide: ASSETS, useValue: assets },
        { provide: Renderer, useValue: new Renderer(new Views(), assets.addressOf) },
      ],
    };
  }
}
