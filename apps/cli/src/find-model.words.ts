/** @param known for each projection its own name, then those of its SQL views. */
export function unknownViewWords(view: string, known: readonly (readonly string[])[]): string {
  return [
    `There is no view "${view}". There are:`,
    ...known.map(
      ([projection = '', ...views]) =>
        `  ${projection}${views.length > 0 ? ` (in SQL ${views.map((name) => `rm.${name}`).join(', ')})` : ''}`,
    ),
  ].join('\n');
}
