import type { CaseAuditRow, CaseGradeRow, GradeKey, ThemeCount } from '@goldenthread/case-audits';
import type { ReleasableCell, ReleasableTable } from '../domain/releasable-table.js';
import type { Sum } from '../domain/suppression/index.js';

// Counts of case audits as tables that may be released: pure.

type Audit = Pick<CaseAuditRow, 'audit' | 'agencies' | 'domains' | 'scale'>;
type Grade = Pick<CaseGradeRow, 'agency' | 'domain' | 'agreedGrade'>;

/**
 * How many agreed grades of each kind there are, by domain or by agency, with a total for each row and each column. Both
 * tables share their totals, by name, so that one cannot be played off against the other.
 */
export function gradesTable(audit: Audit, grades: readonly Grade[], by: 'domain' | 'agency'): ReleasableTable {
  const agreed = grades.filter(({ agreedGrade }) => agreedGrade !== null);
  const kinds = (
    by === 'domain'
      ? audit.domains.map(({ key, title }) => ({ key, title }))
      : audit.agencies.map(({ agency, name }) => ({ key: agency, title: name }))
  ).filter(({ key }) => agreed.some((one) => one[by] === key));
  const levels: readonly (GradeKey | 'all')[] = [...audit.scale.levels.map(({ key }) => key), 'all'];
  const name = (kind: string, level: string): string =>
    `case-audit/${audit.audit}/grades/${kind === 'all' ? 'all' : `${by}:${kind}`}/${level}`;
  const count = (kind: string, level: string): number =>
    agreed.filter((one) => (kind === 'all' || one[by] === kind) && (level === 'all' || one.agreedGrade === level)).length;
  const rows = kinds.length === 0 ? [] : [...kinds, { key: 'all', title: 'All' }];
  return {
    about: [by === 'domain' ? 'What was looked at' : 'Agency'],
    columns: [...audit.scale.levels.map(({ words }) => words), 'All grades'],
    rows: rows.map(({ key, title }) => ({ about: [title], cells: levels.map((level) => cell(name(key, level), count(key, level))) })),
    figures: {
      counts: Object.fromEntries(rows.flatMap(({ key }) => levels.map((level) => [name(key, level), count(key, level)] as const))),
      implied: [],
      sums: crossed(
        kinds.map(({ key }) => key),
        levels.filter((level) => level !== 'all'),
        name,
      ),
      rates: [],
    },
    grows: true,
  };
}

/** The sums of a table that has a total for each row and each column. */
function crossed(rows: readonly string[], columns: readonly string[], name: (row: string, column: string) => string): Sum[] {
  if (rows.length === 0) return [];
  const across = [...rows, 'all'].map((row) => ({ total: name(row, 'all'), parts: columns.map((column) => name(row, column)) }));
  const down = [...columns, 'all'].map((column) => ({ total: name('all', column), parts: rows.map((row) => name(row, column)) }));
  return [...across, ...down];
}

const KINDS = [
  ['strength', 'Strengths'],
  ['good-practice', 'Good practice'],
  ['learning', 'Learning'],
  ['concern', 'Concerns'],
] as const;

/**
 * What audits found, by theme and year. A finding may be of several themes, and a case of several findings: only the
 * kinds of finding add up.
 */
export function themesTable(themes: readonly ThemeCount[], titleOf: (theme: string) => string): ReleasableTable {
  const named = themes.map((one) => ({ ...one, base: `case-audit-themes/${one.theme}/${one.year}` }));
  const all = ({ findings }: ThemeCount): number => KINDS.reduce((sum, [kind]) => sum + findings[kind], 0);
  const counted = named.map((one) => ({
    ...one,
    counts: [
      [`${one.base}/audits`, one.audits],
      ...KINDS.map(([kind]) => [`${one.base}/${kind}`, one.findings[kind]] as const),
      [`${one.base}/findings`, all(one)],
      [`${one.base}/cases`, one.cases],
    ] as const,
  }));
  return {
    about: ['Theme', 'Year'],
    columns: ['Audits', ...KINDS.map(([, title]) => title), 'All findings', 'Cases they were seen in'],
    rows: counted.map(({ theme, year, counts }) => ({
      about: [titleOf(theme), year],
      cells: counts.map(([name, count]) => cell(name, count)),
    })),
    figures: {
      counts: Object.fromEntries(counted.flatMap(({ counts }) => counts)),
      implied: [],
      sums: named.map(({ base }) => ({ total: `${base}/findings`, parts: KINDS.map(([kind]) => `${base}/${kind}`) })),
      rates: [],
    },
    grows: true,
  };
}

function cell(name: string, number: number): ReleasableCell {
  return { kind: 'number', name, number, decimals: 0, unit: '' };
}
