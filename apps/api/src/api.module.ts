import { AccessModule, ResourceLocators, TokenVerifier } from '@goldenthread/access';
import { NothingUnaskedInterceptor, Readings } from '@goldenthread/http';
import { PartnershipModule } from '@goldenthread/partnership';
import { PlatformModule, type Platform } from '@goldenthread/runtime';
import { CycleReader, ReturnReader, Section11Module } from '@goldenthread/section11';
import { Module, type DynamicModule, type OnModuleInit } from '@nestjs/common';
import { APP_INTERCEPTOR } from '@nestjs/core';
import { CqrsModule } from '@nestjs/cqrs';
import { HealthController } from './health/health.controller.js';
import { MeController } from './people/me.controller.js';
import { AgenciesController } from './partnership/agencies.controller.js';
import { NamedRefusalsInterceptor } from './named-refusals.interceptor.js';
import { ProblemsController } from './problems.controller.js';
import { CyclesController } from './section11/cycles.controller.js';
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
  imports: [CqrsModule.forRoot(), PartnershipModule, Section11Module],
  controllers: [
    AgenciesController,
    CyclesController,
    HealthController,
    MeController,
    ProblemsController,
    ReturnsController,
    ToolsController,
  ],
  providers: [
    Readings,
    { provide: APP_INTERCEPTOR, useClass: NothingUnaskedInterceptor },
    { provide: APP_INTERCEPTOR, useClass: NamedRefusalsInterceptor },
  ],
})
export class ApiModule implements OnModuleInit {
  constructor(
    private readonly locators: ResourceLocators,
    private readonly cycles: CycleReader,
    private readonly returns: ReturnReader,
  ) {}

  static register({ platform, issuer, audience }: ApiOptions): DynamicModule {
    const access = AccessModule.register({
      useFactory: () => ({ tokens: new TokenVerifier({ issuer, audience }), people: platform.people }),
    });
    return { module: ApiModule, imports: [PlatformModule.register(platform), access] };
  }

  onModuleInit(): void {
    this.locators.register('cycle', async (id) => {
      const cycle = await this.cycles.locate(id);
      return cycle && { partnership: cycle.partnership };
    });
    this.locators.register('return', async (id) => {
      const found = await this.returns.locate(id);
      return found && { partnership: found.partnership, agency: found.agency, state: found.state === 'submitted' ? 'submitted' : 'draft' };
    });
  }
}
