import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder that the whole project lies in, wherever of it this file was compiled to. */
export function projectFolder(from = dirname(fileURLToPath(import.meta.url))): string {
  if (isProject(from)) return from;
  const above = dirname(from);
  if (above === from)
    throw new Error('The console does not find the project it belongs to: no package.json of "goldenthread" lies above it');
  return projectFolder(above);
}

function isProject(folder: string): boolean {
  const file = join(folder, 'package.json');
  return existsSync(file) && (JSON.parse(readFileSync(file, 'utf8')) as { name?: string }).name === 'goldenthread';
}
