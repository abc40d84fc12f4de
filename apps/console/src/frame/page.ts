import type { ReadingPoint } from '@goldenthread/read-models';

/** What every page says of itself. */
export interface PageHead {
  /** The page's own name: the heading, and what the window is called. */
  readonly title: string;
  /** What is said small above the heading. */
  readonly caption?: string;
  /** Which entry of the navigation the page belongs to. */
  readonly section?: Section;
  /** What is wrong with what was sent, each with the field it is about. */
  readonly errors?: readonly PageError[];
  /** Where "Back" leads. */
  readonly back?: string;
}

/** The entries of the service navigation. */
export type Section =
  'tasks' | 'cycles' | 'returns' | 'overview' | 'meetings' | 'history' | 'audits' | 'indicators' | 'actions' | 'releases';

/** @param href the id of the field with a hash before it; left out where no one field is wrong. */
export interface PageError {
  readonly text: string;
  readonly href?: string;
}

/** A table of a page, for those who want it as a file. */
export interface PageTable {
  /** What the file is called, without its date and ending. */
  readonly name: string;
  readonly text: () => string;
}

/** The same of more than the page shows: read only where it is asked for. */
export interface WholeTable {
  readonly name: string;
  readonly text: () => Promise<string>;
}

export interface PageOptions {
  readonly status?: number;
  /** Where in the record the page was read. */
  readonly point?: ReadingPoint;
  /** The page's table, for `?format=csv`: it is offered below the page. */
  readonly csv?: PageTable | WholeTable;
  /** Tables it has beside that one, by the name that `?format=csv&table=` asks for them by; the page itself offers them. */
  readonly otherTables?: Readonly<Record<string, PageTable>>;
}

/** What a handler answers: a template, the view model it lays out, and what the frame around it needs. */
export class Page<View extends PageHead = PageHead> {
  constructor(
    readonly template: string,
    readonly view: View,
    readonly options: PageOptions = {},
  ) {}
}

/** Sends the browser to another page, after something was done. `notice` is said there, once. */
export class SeeOther {
  constructor(
    readonly path: string,
    readonly notice?: Notice,
  ) {}
}

export interface Notice {
  readonly title: string;
  readonly text: string;
}

/** An answer as it goes on the wire. */
export class Rendered {
  constructor(
    readonly status: number,
    readonly body: string,
  ) {}
}
