import { toCsv } from '@goldenthread/http';
import { receiptReference, type ChangeLine, type Outstanding, type ShownReceipt } from '@goldenthread/section11';

/** What proves a submission: it can be found again in this store, or in a copy of it, by any of these. */
export interface Receipt {
  readonly reference: string;
  readonly storeId: string;
  readonly eventId: string;
  readonly recordedAt: string;
  readonly position: string;
}

export function receiptOf(storeId: string, { eventId, recordedAt, position }: Omit<Receipt, 'reference' | 'storeId'>): Receipt {
  return { reference: receiptReference(eventId), storeId, eventId, recordedAt, position };
}

/** One submission with its receipt, whether or not it still stands. */
export function submissionOf(storeId: string, shown: ShownReceipt): Receipt & Omit<ShownReceipt, keyof Receipt> {
  const { number, submittedOn, late, daysLate } = shown;
  return { ...receiptOf(storeId, shown), number, submittedOn, late, daysLate };
}

/** A change with the name of who made it. */
export type NamedChange = Omit<ChangeLine, 'by'> & { readonly by: ChangeLine['by'] & { readonly name: string } };

export function changeOf({ by, ...line }: ChangeLine, nameOf: (person: string) => string): NamedChange {
  return { ...line, by: { ...by, name: nameOf(by.person) } };
}

export function changesCsv(changes: readonly NamedChange[]): string {
  return toCsv(changes, [
    { heading: 'When', value: ({ recordedAt }) => recordedAt },
    { heading: 'Who', value: ({ by }) => by.name },
    { heading: 'Role', value: ({ by }) => by.role },
    { heading: 'What', value: ({ kind }) => kind },
    { heading: 'Agency', value: ({ agencyName }) => agencyName },
    { heading: 'Item', value: ({ item }) => item },
    { heading: 'Rating before', value: ({ ratingBefore }) => ratingBefore },
    { heading: 'Rating after', value: ({ ratingAfter }) => ratingAfter },
    { heading: 'Why', value: ({ why }) => why },
    { heading: 'Position', value: ({ position }) => position },
  ]);
}

export function outstandingCsv(outstanding: readonly Outstanding[]): string {
  return toCsv(outstanding, [
    { heading: 'Agency', value: ({ agencyName }) => agencyName },
    { heading: 'Required or invited', value: ({ duty }) => duty },
    { heading: 'On what basis', value: ({ basis }) => basis },
    { heading: 'Status', value: ({ status }) => status },
    { heading: 'Answered', value: ({ answered }) => answered },
    { heading: 'Of', value: ({ of }) => of },
    { heading: 'Due on', value: ({ dueOn }) => dueOn },
    { heading: 'Days overdue', value: ({ daysOverdue }) => daysOverdue },
    { heading: 'Return', value: (row) => row.return },
  ]);
}
