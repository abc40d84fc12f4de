/** A number as it is written in a table: no sign, comma or exponent, and at most four decimals. Anything else is no number. */
export const WRITTEN_NUMBER = /^\d{1,12}(\.\d{1,4})?$/;
