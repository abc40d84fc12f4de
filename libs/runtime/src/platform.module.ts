import { CLOCK } from '@goldenthread/calendar';
import { ListedNames } from '@goldenthread/case-audits';
import { EventCodec, EventJournal } from '@goldenthread/event-sourcing';
import { ReadingPoints } from '@goldenthread/read-models';
import { Module, type DynamicModule } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Platform } from './platform.js';

export const PLATFORM = Symbol('PLATFORM');

/** Gives every module of a program what the platform holds. */
@Module({})
export class PlatformModule {
  static register(platform: Platform): DynamicModule {
    const providers = [
      { provide: PLATFORM, useValue: platform },
      { provide: EventJournal, useValue: platform.journal },
      { provide: EventCodec, useValue: platform.codec },
      { provide: CLOCK, useValue: platform.clock },
      { provide: ListedNames, useValue: platform.names },
      { provide: DataSource, useValue: platform.source },
      { provide: ReadingPoints, useValue: platform.reading },
    ];
    return { module: PlatformModule, global: true, providers, exports: providers.map(({ provide }) => provide) };
  }
}
