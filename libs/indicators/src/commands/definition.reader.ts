import { EventJournal } from '@goldenthread/event-sourcing';
import { Injectable } from '@nestjs/common';
import { indicatorDefinition, indicatorIdOf } from '../domain/indicator-definition.js';
import type { SeriesFacts } from '../domain/indicator-series.commands.js';

/** Reads definitions from their events, for those who decide by them. */
@Injectable()
export class DefinitionReader {
  constructor(private readonly journal: EventJournal) {}

  /** The definition that stands; nothing where the partnership has no such indicator. */
  async find(partnership: string, code: string): Promise<SeriesFacts['indicator']> {
    const { state } = await this.journal.load(indicatorDefinition, indicatorIdOf(partnership, code));
    return state.status === 'defined' ? { ...state.standing, definedOn: state.definedOn } : undefined;
  }
}
