import type { Decider } from '@goldenthread/event-sourcing';
import type { Source } from './partnership.events.js';
import { checkDates, factRefusal, findFact, NO_FACTS, recordFact, withdrawFact, withFact, type Facts } from './register-facts.js';
import type { FootprintEvent, FootprintFact } from './register.events.js';

export type FootprintCommand =
  | { readonly type: 'RecordFact'; readonly fact: FootprintFact }
  | { readonly type: 'WithdrawFact'; readonly fact: FootprintFact['type']; readonly key: string; readonly source?: Source };

/** A footprint: several partnerships' area of joint work, and who belongs to it. It holds no returns of its own. */
export const footprint: Decider<Facts, FootprintCommand, FootprintEvent> = {
  category: 'footprint',
  initial: NO_FACTS,

  decide: (command, facts) => {
    if (command.type === 'WithdrawFact') return withdrawFact(command.fact, command.key, facts, command.source);
    const { fact } = command;
    if (fact.type !== 'FootprintRegistered') {
      if (!findFact(facts, 'FootprintRegistered')) throw factRefusal('footprint-not-registered', {});
      checkDates(fact.data);
    }
    return recordFact(fact, facts);
  },

  evolve: (facts, event) => withFact(facts, event),
};
