import { Refusal } from '@goldenthread/event-sourcing';

/** What tells who a child is, and so has no place in an audit's text. */
export type PersonalDataKind = 'nhs-number' | 'postcode' | 'date-of-birth' | 'listed-name';

/** Where in a text it stands. It is never repeated: an explanation that quoted it would spread it. */
export type PersonalData = { readonly kind: PersonalDataKind; readonly at: number; readonly length: number };

export type PersonalDataRefusal = 'personal-data-in-text';

/** Texts by the name of their field; what is not there is passed over. */
export type Texts = Readonly<Record<string, string | undefined>>;

const MONTH = '(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\\.?';
const DATE = [
  '\\d{4}-\\d{1,2}-\\d{1,2}',
  '\\d{1,2}\\s?[./-]\\s?\\d{1,2}\\s?[./-]\\s?(?:\\d{4}|\\d{2})',
  `\\d{1,2}(?:st|nd|rd|th)?\\s+(?:of\\s+)?${MONTH},?\\s+(?:\\d{4}|\\d{2})`,
  `${MONTH}\\s+\\d{1,2}(?:st|nd|rd|th)?,?\\s+\\d{4}`,
].join('|');
const BIRTH = '(?:\\bd\\.?\\s?o\\.?\\s?b\\b\\.?|\\bdate of birth\\b|\\bbirth ?date\\b|\\bbirthday\\b|\\bborn\\b)';

const NHS_NUMBER = /(?<!\d)\d{3}[\s.–-]?\d{3}[\s.–-]?\d{4}(?!\d)/g;
const POSTCODE = /(?<![A-Z0-9])(?:GIR\s?0AA|[A-PR-UWYZ][A-HK-Y]?\d[A-Z\d]?\s?\d[ABD-HJLNP-UW-Z]{2})(?![A-Z0-9])/gi;
const BORN_ON = new RegExp(`${BIRTH}[^\\n]{0,30}?(?:${DATE})`, 'gi');
const ON_BORN = new RegExp(`(?:${DATE})\\s*(?:\\(|,|is|was|as)?\\s*(?:(?:his|her|their|the|child’s|child's)\\s+)?${BIRTH}`, 'gi');
const LETTER_OR_DIGIT = /[\p{L}\p{N}]/u;

/**
 * Numbers, codes, dates and names in a text that would tell who a child is: NHS numbers whose check digit is right,
 * postcodes of the United Kingdom, dates that are said to be of a birth, and the names that are listed (whole words, in
 * any case, with or without accents).
 */
export function personalDataIn(text: string, names: readonly string[]): readonly PersonalData[] {
  const found = [
    ...matches('nhs-number', NHS_NUMBER, text).filter(({ at, length }) => isNhsNumber(text.slice(at, at + length))),
    ...matches('postcode', POSTCODE, text),
    ...matches('date-of-birth', BORN_ON, text),
    ...matches('date-of-birth', ON_BORN, text),
    ...names.flatMap((name) => nameIn(text, name)),
  ];
  return found.sort((one, other) => one.at - other.at);
}

/** @throws Refusal `personal-data-in-text`, saying in which field, at which place, and of what kind; never what. */
export function mustNameNobody(texts: Texts, names: readonly string[]): void {
  const found = Object.entries(texts).flatMap(([field, text]) => personalDataIn(text ?? '', names).map((one) => ({ field, ...one })));
  if (found.length > 0) throw new Refusal<PersonalDataRefusal>('personal-data-in-text', { found });
}

/** Ten digits, the last of which checks the others by weights of 10 to 2 and modulus 11 (NHS Data Dictionary, NHS number). */
export function isNhsNumber(text: string): boolean {
  const digits = text.replace(/\D/g, '');
  if (digits.length !== 10) return false;
  const sum = digits
    .slice(0, 9)
    .split('')
    .reduce((total, digit, index) => total + Number(digit) * (10 - index), 0);
  const check = (11 - (sum % 11)) % 11;
  return check !== 10 && check === Number(digits[9]);
}

function matches(kind: PersonalDataKind, pattern: RegExp, text: string): PersonalData[] {
  return [...text.matchAll(pattern)].map(({ index, 0: match }) => ({ kind, at: index, length: match.length }));
}

function nameIn(text: string, name: string): PersonalData[] {
  const [where, wanted] = [folded(text), folded(name.trim())];
  const found: PersonalData[] = [];
  if (wanted === '') return found;
  for (let at = where.indexOf(wanted); at >= 0; at = where.indexOf(wanted, at + 1)) {
    const isWhole = !isWordPart(where[at - 1]) && !isWordPart(where[at + wanted.length]);
    if (isWhole) found.push({ kind: 'listed-name', at, length: wanted.length });
  }
  return found;
}

function isWordPart(character: string | undefined): boolean {
  return character !== undefined && LETTER_OR_DIGIT.test(character);
}

/** Lower case without accents, one character for each, so that places stay what they are. */
function folded(text: string): string {
  return text
    .normalize('NFC')
    .split('')
    .map((unit) => unit.normalize('NFD').charAt(0).toLowerCase().charAt(0) || unit)
    .join('');
}
