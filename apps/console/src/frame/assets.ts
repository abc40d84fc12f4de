import { readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { paths } from '../paths.js';
import { projectFolder } from '../places.js';

/** Where a style, script or picture is fetched from: its name has the hash of its content. */
export type AssetAddress = (name: string) => string;

/** A file for browsers, plain and compressed. */
export interface Asset {
  readonly type: string;
  readonly content: Buffer;
  readonly gzipped: Buffer;
}

/** What the build made for browsers: some 200 KB, kept in memory. */
export interface Assets {
  readonly addressOf: AssetAddress;
  /** By the name it is fetched under. */
  readonly files: ReadonlyMap<string, Asset>;
}

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/** @throws Error where the build was left out, in a sentence that says how to make up for it. */
export function builtAssets(folder = join(projectFolder(), 'dist', 'console')): Assets {
  const list = listIn(folder);
  return {
    files: new Map(Object.values(list).map((file) => [file, assetOf(join(folder, file))])),
    addressOf: (name) => {
      const file = list[name];
      if (file === undefined) throw new Error(`The build made no ${name} for browsers`);
      return paths.asset(file);
    },
  };
}

function assetOf(path: string): Asset {
  const content = readFileSync(path);
  return { type: TYPES[extname(path)] ?? 'application/octet-stream', content, gzipped: gzipSync(content) };
}

function listIn(folder: string): Readonly<Record<string, string>> {
  try {
    return JSON.parse(readFileSync(join(folder, 'assets.json'), 'utf8')) as Record<string, string>;
  } catch {
    throw new Error(`The styles and scripts of the console are not built. Run: node apps/console/build-assets.mjs`);
  }
}
