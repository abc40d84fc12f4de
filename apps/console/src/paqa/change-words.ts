import type { ChangeLine } from '@goldenthread/section11';
import { counted, spelt } from '../words.js';

/** What happened, in a sentence without its end: "Marlshire Probation submitted its return, 3 days late". */
export function changeInWords({ kind, agencyName, item, ratingBefore, ratingAfter, daysLate, number }: ChangeLine): string {
  const who = agencyName ?? 'The partnership';
  switch (kind) {
    case 'cycle-opened':
      return 'The business unit opened the cycle';
    case 'cycle-closed':
      return 'The business unit closed the cycle';
    case 'late-return-admitted':
      return `${who} may still return, after the close`;
    case 'opened':
      return `${who} started its return`;
    case 'answered':
      return `${who} answered ${item ?? ''}: ${ratings(ratingBefore, ratingAfter)}`;
    case 'corrected':
      return `${who} corrected ${item ?? ''}: ${ratings(ratingBefore, ratingAfter)}`;
    case 'signed-off':
      return `${who} signed its return off`;
    case 'sign-off-withdrawn':
      return `${who} changed an answer after its sign-off, which no longer holds`;
    case 'submitted':
      return `${who} submitted its return${number !== null && number > 1 ? ' again' : ''}${late(daysLate)}`;
    case 'reopened':
      return `The business unit sent its return back to ${who}`;
  }
}

function late(daysLate: number | null): string {
  return daysLate !== null && daysLate > 0 ? `, ${counted(daysLate, 'day')} late` : '';
}

function ratings(before: string | null, after: string | null): string {
  const now = after === null ? 'no rating' : spelt(after);
  return before === null || before === after ? now : `${spelt(before)}, now ${now}`;
}
