import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parse } from 'csv-parse/sync';

/** Where extracts of published data lie: beside the project, or where `SHARED_DATA` says. */
const FOLDER = resolve(process.env.SHARED_DATA ?? '../shared/data');

/** The rows of an extract by the names of its columns, every cell as text. */
export type ExtractRow = Readonly<Record<string, string>>;

/** Reads an extract of published data whole. */
export function readExtract(file: string): readonly ExtractRow[] {
  return parse(readFileSync(extractPath(file)), { columns: true });
}

/** Where an extract lies. */
function extractPath(file: string): string {
  return resolve(FOLDER, file);
}

/** `describe` where the extract is there; elsewhere its tests are skipped by name. */
export function describeWith(file: string, title: string, tests: () => void): void {
  (existsSync(extractPath(file)) ? describe : describe.skip)(`${title} (${file})`, tests);
}
