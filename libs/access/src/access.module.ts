import { Module, type DynamicModule, type FactoryProvider, type ModuleMetadata } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { AccessGuard } from './access.guard.js';
import { PeopleDirectory } from './people.js';
import { ResourceLocators } from './resource-locators.js';
import { TokenVerifier } from './token-verifier.js';

/** Whom to believe, and where our own records of people are. */
export interface AccessSettings {
  readonly tokens: TokenVerifier;
  readonly people: PeopleDirectory;
}

export interface AccessOptions {
  readonly imports?: ModuleMetadata['imports'];
  readonly inject?: FactoryProvider['inject'];
  readonly useFactory: FactoryProvider<AccessSettings>['useFactory'];
}

const SETTINGS = Symbol('access settings');

/** Puts the one guard before every route of the program, and lets all its modules register locators and read names. */
@Module({})
export class AccessModule {
  static register({ imports, inject, useFactory }: AccessOptions): DynamicModule {
    return {
      module: AccessModule,
      global: true,
      imports,
      providers: [
        { provide: SETTINGS, inject, useFactory },
        { provide: TokenVerifier, inject: [SETTINGS], useFactory: ({ tokens }: AccessSettings) => tokens },
        { provide: PeopleDirectory, inject: [SETTINGS], useFactory: ({ people }: AccessSettings) => people },
        { provide: APP_GUARD, useClass: AccessGuard },
        ResourceLocators,
      ],
      exports: [ResourceLocators, PeopleDirectory, TokenVerifier],
    };
  }
}
