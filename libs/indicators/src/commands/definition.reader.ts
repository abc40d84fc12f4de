import { EventJournal } from '@goldenthread/event-sourcing';
import { Injectable } from '@nestjs/common';
import { indicatorDefinition, indicatorIdOf, type IndicatorDefinitionState } from '../domain/indicator-definition.js';
import type { SeriesFacts } from '../domain/indicator-series.commands.js';

/** Reads definitions from their events, for those who decide by them. */
@Injectable()
export class DefinitionReader {
  constructor(private readonly journal: EventJournal) {}

  /** The definition that stands; nothing where the partnership has no such indicator. */
  async find(partnership: string, code: string): Promise<SeriesFacts['indicator']> {
    const state = await this.state(partnership, code);
    return state.status === 'defined' ? { ...state.standing, askedSince: state.askedSince } : undefined;
  }

  /** All that its events come to, for those who bring definitions in. */
  async state(partnership: string, code: string): Promise<IndicatorDefinitionState> {
    return (await this.journal.load(indicatorDefinition, indicatorIdOf(partnership, code))).state;
  }
}
