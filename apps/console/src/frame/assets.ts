import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { paths } from '../paths.js';
import { projectFolder } from '../places.js';

/** Where a style, script or picture is fetched from: its name has the hash of its content. */
export type AssetAddress = (name: string) => string;

/** What the build made for browsers. */
export interface Assets {
  readonly folder: string;
  readonly addressOf: AssetAddress;
}

/** @throws Error where the build was left out, in a sentence that says how to make up for it. */
export function builtAssets(folder = join(projectFolder(), 'dist', 'console')): Assets {
  const list = listIn(folder);
  return {
    folder,
    addressOf: (name) => {
      const file = list[name];
      if (file === undefined) throw new Error(`The build made no ${name} for browsers`);
      return `${paths.assets}${file}`;
    },
  };
}

function listIn(folder: string): Readonly<Record<string, string>> {
  try {
    return JSON.parse(readFileSync(join(folder, 'assets.json'), 'utf8')) as Record<string, string>;
  } catch {
    throw new Error(`The styles and scripts of the console are not built. Run: node apps/console/build-assets.mjs`);
  }
}
