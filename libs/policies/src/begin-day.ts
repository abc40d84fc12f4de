import { londonDate } from '@goldenthread/calendar';
import { idOf, THE_PROGRAM, uuidV5, type Clock, type Day, type EventJournal } from '@goldenthread/event-sourcing';
import { DAYS, days } from './day.js';

const TICK = idOf('policy', 'tick');

/** Records that the day it is in London has begun. Several programs may do so at once: it is recorded once. */
export async function beginDay(journal: EventJournal, clock: Clock): Promise<Day> {
  const day = londonDate(await clock.now());
  await journal.execute(days, {
    commandId: uuidV5(TICK, day),
    actor: THE_PROGRAM,
    partnership: null,
    request: { action: 'policy:begin-day', subject: { day }, body: null },
    id: DAYS,
    command: { type: 'BeginDay', day },
  });
  return day;
}
