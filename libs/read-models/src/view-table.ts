import { canonicalJson, sha256, type Row, type RowValue, type RowVersion } from '@goldenthread/event-sourcing';
import { getMetadataArgsStorage, type ColumnOptions } from 'typeorm';
import { COPY_NULL, copyText } from './copy-in.js';
import type { ReadModel, RowClass } from './read-model.js';
import { STILL_VALID } from './timeline-row.js';

interface ViewColumn {
  readonly property: string;
  readonly name: string;
  readonly type: string;
  readonly isKey: boolean;
  readonly nullable: boolean;
}

const VERSION_COLUMNS: readonly ViewColumn[] = [
  { property: 'validFrom', name: 'valid_from', type: 'bigint', isKey: false, nullable: false },
  { property: 'validTo', name: 'valid_to', type: 'bigint', isKey: false, nullable: false },
];

/** A view's table as its row class describes it: columns, key, and what it is looked up by. */
export class ViewTable {
  readonly key: readonly ViewColumn[];
  /** A row of which nothing is known but its key. */
  readonly emptyValues: Row;

  private constructor(
    readonly view: string,
    readonly columns: readonly ViewColumn[],
    private readonly lookups: readonly (readonly string[])[],
  ) {
    this.key = columns.filter((column) => column.isKey);
    this.emptyValues = Object.fromEntries(columns.filter((column) => !column.isKey).map((column) => [column.property, null]));
  }

  /** @throws Error for a class that is no view: not an `@Entity` of schema `rm`, no key, or a column without a type. */
  static of(row: RowClass): ViewTable {
    const metadata = getMetadataArgsStorage();
    const [table] = metadata.filterTables(row);
    if (table?.schema !== 'rm' || !table.name) throw new Error(`${row.name} must be an @Entity({ schema: 'rm', name: … })`);
    const columns = metadata.filterColumns(row).map((column) => describe(row, column.propertyName, column.options));
    if (!columns.some((column) => column.isKey)) throw new Error(`${row.name} has no @PrimaryColumn to be addressed by`);
    const said = metadata.filterIndices(row).map((index) => (Array.isArray(index.columns) ? index.columns : []));
    return new ViewTable(table.name, columns, [...said, ...keyLookups(columns)]);
  }

  /** What the table looks like: a change of it means a rebuild. */
  get shape(): unknown {
    return { view: this.view, columns: this.columns, lookups: this.lookups };
  }

  /** The table that holds one generation of the view, quoted. */
  tableOf(generation: number): string {
    return `rm.${quote(`${this.view}_${generation}`)}`;
  }

  /** Makes the table of a generation, in which the runner finds open versions by key. */
  createStatements(generation: number): readonly string[] {
    const table = this.tableOf(generation);
    const columns = [...this.columns, ...VERSION_COLUMNS].map(
      (column) => `${quote(column.name)} ${column.type}${column.nullable ? '' : ' NOT NULL'}`,
    );
    return [
      `CREATE TABLE ${table} (${columns.join(', ')})`,
      `CREATE UNIQUE INDEX ON ${table} (${this.keyNames.join(', ')}) WHERE valid_to = ${STILL_VALID}`,
    ];
  }

  /**
   * Makes the table ready to be read: every version is found by key, and by what the view is looked up by. An index over
   * rows that are there costs a fraction of one that grows with them.
   */
  indexStatements(generation: number): readonly string[] {
    const table = this.tableOf(generation);
    return [
      ...this.lookups.map((lookup) => `CREATE INDEX ON ${table} (${this.namesOf(lookup).join(', ')}, valid_to, valid_from)`),
      `ALTER TABLE ${table} ADD PRIMARY KEY (${this.keyNames.join(', ')}, valid_from)`,
    ];
  }

  /** Points the stable view at a generation. Replaces one of another shape too. */
  pointStatements(generation: number): readonly string[] {
    const stable = `rm.${quote(this.view)}`;
    return [`DROP VIEW IF EXISTS ${stable}`, `CREATE VIEW ${stable} AS SELECT * FROM ${this.tableOf(generation)}`];
  }

  /** A row's key, by the names of its columns. */
  keyRecord(key: Row): Record<string, RowValue> {
    return Object.fromEntries(this.key.map((column) => [column.name, key[column.property] ?? null]));
  }

  /** The key's columns with their types, as a definition of columns. */
  get keyDefinition(): string {
    return this.key.map(({ name, type }) => `${quote(name)} ${type}`).join(', ');
  }

  /** Whether the keys of two rows are the same, as a condition. */
  sameKey(left: string, right: string): string {
    return this.keyNames.map((name) => `${left}.${name} = ${right}.${name}`).join(' AND ');
  }

  /** Table and columns of a generation, in the order in which `copyLine` says them. */
  copyTarget(generation: number): string {
    return `${this.tableOf(generation)} (${[...this.columns, ...VERSION_COLUMNS].map(({ name }) => quote(name)).join(', ')})`;
  }

  /** A version as a line in COPY's text format. */
  copyLine({ key, values, validFrom, validTo }: RowVersion): string {
    let line = '';
    for (const column of this.columns) line += `${copyValue(column, (column.isKey ? key : values)[column.property] ?? null)}\t`;
    return `${line}${String(validFrom)}\t${validTo === null ? STILL_VALID : String(validTo)}\n`;
  }

  /** The key and values of a row that came out of the database as JSON, by property names. */
  fromRecord(record: Readonly<Record<string, RowValue>>): { key: Row; values: Row } {
    const part = (isKey: boolean): Row =>
      Object.fromEntries(
        this.columns
          .filter((column) => column.isKey === isKey)
          .map((column) => [column.property, plain(column, record[column.name] ?? null)]),
      );
    return { key: part(true), values: part(false) };
  }

  private get keyNames(): readonly string[] {
    return this.key.map(({ name }) => quote(name));
  }

  private namesOf(properties: readonly string[]): string[] {
    return properties.map((property) => {
      const column = this.columns.find((candidate) => candidate.property === property);
      if (!column) throw new Error(`${this.view} is looked up by ${property}, which is no column of it`);
      return quote(column.name);
    });
  }
}

/** What tells whether a generation was made by this program's projection and rows. */
export function shapeOf(model: ReadModel): string {
  return sha256(canonicalJson({ version: model.projection.version, tables: model.rows.map((row) => ViewTable.of(row).shape) }));
}

/**
 * Rows of one record are read by all of their key but its last column, as all answers of a return. Past versions of theirs
 * are then told from later ones in the index: without it, each is fetched from the table to be looked at.
 */
function keyLookups(columns: readonly ViewColumn[]): readonly (readonly string[])[] {
  const key = columns.filter(({ isKey }) => isKey).map(({ property }) => property);
  return key.length > 1 ? [key.slice(0, -1)] : [];
}

function copyValue({ type }: ViewColumn, value: RowValue): string {
  if (value === null) return COPY_NULL;
  if (type === 'jsonb' || type === 'json') return copyText(JSON.stringify(value));
  if (typeof value === 'object') throw new TypeError(`A column of type ${type} holds no list or object: use jsonb`);
  return copyText(String(value));
}

function describe(row: RowClass, property: string, options: ColumnOptions): ViewColumn {
  if (typeof options.type !== 'string') throw new Error(`${row.name}.${property} must name its PostgreSQL type`);
  if (options.array) throw new Error(`${row.name}.${property} is a list: use jsonb`);
  return {
    property,
    name: options.name ?? property,
    type: options.type,
    isKey: options.primary ?? false,
    nullable: options.nullable ?? false,
  };
}

/** PostgreSQL writes instants in JSON with an offset; rows hold them in UTC to the millisecond. */
function plain(column: ViewColumn, value: RowValue): RowValue {
  return column.type === 'timestamptz' && typeof value === 'string' ? new Date(value).toISOString() : value;
}

function quote(identifier: string): string {
  return `"${identifier.replaceAll('"', '""')}"`;
}
