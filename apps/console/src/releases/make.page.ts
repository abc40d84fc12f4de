import { AUDIENCES, SUPPRESSION_PROFILES, type DecidedTable, type Releasable, type ReleasableTable } from '@goldenthread/releases';
import { fieldsWith, type Field } from '../actions/fields.js';
import type { Reading } from '../as-at/page-readings.js';
import type { PageError, PageHead } from '../frame/page.js';
import { paths } from '../paths.js';
import { dayInWords } from '../words.js';
import { fieldsOfChoice, PERIODS, PROFILES, type ChoiceForm, type ReleaseForm } from './release.form.js';
import { AUDIENCE_WORDS, cellInWords, tallyInWords, whyInWords } from './release-words.js';
import { shownTable, type ShownTable } from './release.page.js';

export interface ChooseView extends PageHead {
  readonly action: string;
  readonly fields: readonly Field[];
  /** The date that is looked at, to be carried on. */
  readonly asAt?: string;
}

/** Asks which table is to leave the circle. Nothing is recorded. */
export function choosePage(
  { indicators, audits }: Releasable,
  { point, isNow, go }: Reading,
  typed: Partial<ChoiceForm> = {},
  errors: readonly PageError[] = [],
): ChooseView {
  const fields = fieldsWith(errors);
  return {
    title: 'Release figures: choose a table',
    section: 'releases',
    back: go(paths.releases.all),
    errors,
    action: paths.releases.look,
    asAt: isNow ? undefined : String(point.position),
    fields: [
      fields.radios('kind', { label: 'What leaves the circle?', value: typed.kind }, [
        { value: 'indicators', text: 'Figures of indicators' },
        { value: 'grades-by-domain', text: 'Agreed grades of a case audit, by what was looked at' },
        { value: 'grades-by-agency', text: 'Agreed grades of a case audit, by agency' },
        { value: 'themes', text: 'What case audits found, by theme and year' },
      ]),
      fields.several(
        'codes',
        'Which indicators?',
        'code-',
        typed.codes ?? [],
        indicators.map(({ code, name }) => ({ value: code, text: name })),
      ),
      fields.one(
        'periods',
        { label: 'How many of their latest periods?', value: typed.periods ?? '4' },
        PERIODS.map((value) => ({ value, text: value })),
      ),
      fields.one(
        'audit',
        { label: 'Which case audit?', hint: 'One whose report is agreed.', value: typed.audit },
        audits.map(({ audit, title }) => ({ value: audit, text: title })),
      ),
      fields.radios(
        'profile',
        { label: 'By which rules are small numbers hidden?', value: typed.profile ?? 'dfe' },
        PROFILES.map((value) => {
          const { title, hiddenUpTo } = SUPPRESSION_PROFILES[value];
          return { value, text: `${title}: 1 to ${hiddenUpTo} are hidden` };
        }),
      ),
    ],
  };
}

export interface LookView extends PageHead {
  readonly lead: string;
  readonly tally: string;
  readonly table: ShownTable;
  /** Why it cannot leave; then nothing is offered but to choose again. */
  readonly exposed?: string;
  readonly empty?: string;
  readonly action: string;
  readonly hidden: readonly { readonly name: string; readonly value: string }[];
  readonly fields: readonly Field[];
  readonly change: { readonly commandId: string; readonly basedOn: string };
}

export interface LookFacts {
  readonly choice: ChoiceForm;
  readonly table: ReleasableTable;
  readonly decided: DecidedTable;
  readonly commandId: string;
  readonly typed?: Partial<ReleaseForm>;
  readonly errors?: readonly PageError[];
}

/** Shows what would be hidden and why, beside what it is, and asks to whom it goes and what for. */
export function lookPage({ choice, table, decided, commandId, typed = {}, errors = [] }: LookFacts, { point, go }: Reading): LookView {
  const fields = fieldsWith(errors);
  const { exposed, digest, tally } = decided;
  return {
    title: 'Release figures: look before they leave',
    section: 'releases',
    back: go(paths.releases.choose),
    errors,
    lead: `As the figures stood on ${dayInWords(point.day)}. This page shows what will be hidden: keep it inside the circle.`,
    tally: tallyInWords(tally),
    table: withBehind(shownTable(decided.table, SUPPRESSION_PROFILES[choice.profile], 'What would be released'), table, decided),
    exposed:
      exposed === 0
        ? undefined
        : 'It cannot be released: together with what was released before, a small number could be worked out whatever else is hidden. Choose fewer periods, or another table.',
    empty: table.rows.length === 0 ? 'Nothing stands of what you chose at that date. Choose something else, or a later date.' : undefined,
    action: paths.releases.look,
    hidden: [...fieldsOfChoice(choice), { name: 'position', value: String(point.position) }, { name: 'previewed', value: digest }],
    fields: [
      fields.line('title', {
        label: 'What is it called?',
        hint: 'Readers see it. For example, “Attendance at conferences, 2025 to 2026”.',
        value: typed.title,
      }),
      fields.radios(
        'audience',
        { label: 'Whom is it released to?', value: typed.audience },
        AUDIENCES.map((value) => ({ value, text: AUDIENCE_WORDS[value] })),
      ),
      fields.words('purpose', {
        label: 'What is it for?',
        hint: 'It stays on record, and only the circle reads it. Do not name a child or whoever asked.',
        value: typed.purpose,
      }),
    ],
    change: { commandId, basedOn: 'new' },
  };
}

/** The marks of what is hidden: what stands there, and why nobody outside will see it. */
function withBehind(shown: ShownTable, { rows }: ReleasableTable, { why }: DecidedTable): ShownTable {
  const behind = (row: number, at: number) => {
    const [cell, reason] = [rows[row]?.cells[at], why[row]?.[at]];
    if (!cell || !reason) return undefined;
    const { name: _name, ...number } = cell as Extract<typeof cell, { name: string }>;
    return { value: cellInWords(number, { symbol: '' }), why: whyInWords(reason), isSmall: reason === 'small' };
  };
  return {
    ...shown,
    rows: shown.rows.map((row, index) => ({ ...row, cells: row.cells.map((cell, at) => ({ ...cell, behind: behind(index, at) })) })),
  };
}
