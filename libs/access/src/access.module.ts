import { Module, type DynamicModule, type FactoryProvider, type ModuleMetadata } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { AccessGuard } from './access.guard.js';
import { PeopleDirectory } from './people.js';
import { ResourceLocators } from './resource-locators.js';
import { SignInReader } from './sign-in-reader.js';

/** How to learn who is asking, and where our own records of people are. */
export interface AccessSettings {
  readonly signIns: SignInReader;
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
        { provide: SignInReader, inject: [SETTINGS], useFactory: ({ signIns }: AccessSettings) => signIns },
        { provide: PeopleDirectory, inject: [SETTINGS], useFactory: ({ people }: AccessSettings) => people },
        { provide: APP_GUARD, useClass: AccessGuard },
        ResourceLocators,
      ],
      exports: [ResourceLocators, PeopleDirectory, SignInReader],
    };
  }
}
