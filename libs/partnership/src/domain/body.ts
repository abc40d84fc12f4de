import type { Decider } from '@goldenthread/event-sourcing';
import type { Source } from './partnership.events.js';
import { checkDates, factRefusal, findFact, NO_FACTS, recordFact, withdrawFact, withFact, type Facts } from './register-facts.js';
import type { BodyEvent, BodyFact } from './register.events.js';

export type BodyCommand =
  | { readonly type: 'RecordFact'; readonly fact: BodyFact }
  | { readonly type: 'WithdrawFact'; readonly fact: BodyFact['type']; readonly key: string; readonly source?: Source };

/** An organisation by itself: the same one in however many partnerships it is listed. */
export const body: Decider<Facts, BodyCommand, BodyEvent> = {
  category: 'body',
  initial: NO_FACTS,

  decide: (command, facts) => {
    if (command.type === 'WithdrawFact') return withdrawFact(command.fact, command.key, facts, command.source);
    const { fact } = command;
    if (fact.type === 'BodyHosted') {
      if (!findFact(facts, 'BodyRegistered')) throw factRefusal('body-not-registered', {});
      checkDates(fact.data);
    }
    return recordFact(fact, facts);
  },

  evolve: (facts, event) => withFact(facts, event),
};
