/**
 * What a person quotes on the telephone: "GT-7F3A-92C1-0BDE", the first twelve digits of the submission's event id. Two
 * receipts of one store that share it are not to be expected in its lifetime; the event id itself is on the receipt too.
 */
export function receiptReference(eventId: string): string {
  const digits = eventId.replaceAll('-', '').slice(0, 12).toUpperCase();
  return ['GT', digits.slice(0, 4), digits.slice(4, 8), digits.slice(8)].join('-');
}
