import type { ReadingPoint } from '@goldenthread/read-models';

export interface ReplyOptions {
  /** Where in the record the body was read. */
  readonly point?: ReadingPoint;
  /** The revision that the resource's ETag names. */
  readonly revision?: number;
  /** Where what was just recorded can be read. */
  readonly location?: string;
  /** The body as a table, for `Accept: text/csv` or `?format=csv`. Without one, CSV is not acceptable. */
  readonly csv?: { readonly name: string; readonly text: () => string };
}

/** What a handler answers: a body, and what goes into the head of the answer. */
export class Reply<Body extends object> {
  constructor(
    readonly body: Body,
    readonly options: ReplyOptions = {},
  ) {}
}
