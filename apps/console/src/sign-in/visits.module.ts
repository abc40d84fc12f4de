import { Module, type DynamicModule } from '@nestjs/common';
import { CONSOLE_OPTIONS, type ConsoleOptions } from '../console-options.js';
import { Visits } from './visits.js';

/** The visits of people, for the guard as well as for pages. */
@Module({})
export class VisitsModule {
  static register(options: ConsoleOptions): DynamicModule {
    const providers = [{ provide: CONSOLE_OPTIONS, useValue: options }, Visits];
    return { module: VisitsModule, global: true, providers, exports: [CONSOLE_OPTIONS, Visits] };
  }
}
