/** What was found, by name. */
export type Details = Readonly<Record<string, unknown>>;

export interface Words {
  readonly status: number;
  readonly title: string;
  /** What happened and what to do, to whoever reads it. */
  readonly detail: (details: Details) => string;
  /** Where in the request the fault lies, as a JSON pointer into the body or the name of a parameter or header. */
  readonly pointer?: string;
}
