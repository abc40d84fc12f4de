import { EventJournal, type Day } from '@goldenthread/event-sourcing';
import { Injectable } from '@nestjs/common';
import type { FollowUpRules } from '../domain/follow-up-rules.events.js';
import { followUpRules, rulesOn } from '../domain/follow-up-rules.js';

/** Reads the rules of partnerships from their events, for those who decide by them. */
@Injectable()
export class RulesReader {
  constructor(private readonly journal: EventJournal) {}

  /** The rules a partnership judges a day by; nothing where it had adopted none. */
  async on(partnership: string, day: Day): Promise<FollowUpRules | undefined> {
    const { state } = await this.journal.load(followUpRules, partnership);
    return rulesOn(state, day);
  }
}
