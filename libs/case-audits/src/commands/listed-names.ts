/**
 * The names that no text of an audit may hold: of the children, their families and whoever else its business unit lists.
 * They are kept outside the record, sealed, and can be erased.
 */
export abstract class ListedNames {
  /** The names listed for an audit. */
  abstract of(audit: string): Promise<readonly string[]>;

  /** Replaces the list of an audit. */
  abstract list(audit: string, names: readonly string[]): Promise<void>;
}
