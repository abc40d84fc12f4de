import { canonicalJson, sha256, type Row, type RowValue } from '@goldenthread/event-sourcing';
import { getMetadataArgsStorage, type ColumnOptions } from 'typeorm';
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
  private constructor(
    readonly view: string,
    readonly columns: readonly ViewColumn[],
    private readonly lookups: readonly (readonly string[])[],
  ) {}

  /** @throws Error for a class that is no view: not an `@Entity` of schema `rm`, no key, or a column without a type. */
  static of(row: RowClass): ViewTable {
    const metadata = getMetadataArgsStorage();
    const [table] = metadata.filterTables(row);
    if (table?.schema !== 'rm' || !table.name) throw new Error(`${row.name} must be an @Entity({ schema: 'rm', name: … })`);
    const columns = metadata.filterColumns(row).map((column) => describe(row, column.propertyName, column.options));
    if (!columns.some((column) => column.isKey)) throw new Error(`${row.name} has no @PrimaryColumn to be addressed by`);
    const lookups = metadata.filterIndices(row).map((index) => (Array.isArray(index.columns) ? index.columns : []));
    return new ViewTable(table.name, columns, lookups);
  }

  get key(): readonly ViewColumn[] {
    return this.columns.filter((column) => column.isKey);
  }

  /** What the table looks like: a change of it means a rebuild. */
  get shape(): unknown {
    return { view: this.view, columns: this.columns, lookups: this.lookups };
  }

  /** The table that holds one generation of the view, quoted. */
  tableOf(generation: number): string {
    return `rm.${quote(`${this.view}_${generation}`)}`;
  }

  /** Makes the table of a generation: open versions are found by key, past ones by what the view is looked up by. */
  createStatements(generation: number): readonly string[] {
    const table = this.tableOf(generation);
    const columns = [...this.columns, ...VERSION_COLUMNS].map(
      (column) => `${quote(column.name)} ${column.type}${column.nullable ? '' : ' NOT NULL'}`,
    );
    const key = this.key.map((column) => quote(column.name)).join(', ');
    return [
      `CREATE TABLE ${table} (${columns.join(', ')}, PRIMARY KEY (${key}, valid_from))`,
      `CREATE UNIQUE INDEX ON ${table} (${key}) WHERE valid_to = ${STILL_VALID}`,
      ...this.lookups.map((lookup) => `CREATE INDEX ON ${table} (${this.namesOf(lookup).join(', ')}, valid_to, valid_from)`),
    ];
  }

  /** Points the stable view at a generation. Replaces one of another shape too. */
  pointStatements(generation: number): readonly string[] {
    const stable = `rm.${quote(this.view)}`;
    return [`DROP VIEW IF EXISTS ${stable}`, `CREATE VIEW ${stable} AS SELECT * FROM ${this.tableOf(generation)}`];
  }

  /** A row by property names as a record by column names. */
  toRecord(...parts: readonly Row[]): Record<string, RowValue> {
    const row = Object.assign({}, ...parts) as Row;
    return Object.fromEntries([...this.columns, ...VERSION_COLUMNS].map((column) => [column.name, row[column.property] ?? null]));
  }

  /** A row of which nothing is known but its key. */
  emptyValues(): Row {
    return Object.fromEntries(this.columns.filter((column) => !column.isKey).map((column) => [column.property, null]));
  }

  /** The reverse, for the values of a row that came out of the database as JSON. */
  fromRecord(record: Readonly<Record<string, RowValue>>): { key: Row; values: Row } {
    const part = (isKey: boolean): Row =>
      Object.fromEntries(
        this.columns
          .filter((column) => column.isKey === isKey)
          .map((column) => [column.property, plain(column, record[column.name] ?? null)]),
      );
    return { key: part(true), values: part(false) };
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

function describe(row: RowClass, property: string, options: ColumnOptions): ViewColumn {
  if (typeof options.type !== 'string') throw new Error(`${row.name}.${property} must name its PostgreSQL type`);
  const type = options.array ? `${options.type}[]` : options.type;
  return { property, name: options.name ?? property, type, isKey: options.primary ?? false, nullable: options.nullable ?? false };
}

/** PostgreSQL writes instants in JSON with an offset; rows hold them in UTC to the millisecond. */
function plain(column: ViewColumn, value: RowValue): RowValue {
  return column.type === 'timestamptz' && typeof value === 'string' ? new Date(value).toISOString() : value;
}

function quote(identifier: string): string {
  return `"${identifier.replaceAll('"', '""')}"`;
}
