import { spawnSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const RULES = '.dependency-cruiser.mjs';

const { default: rules, DOMAINS } = (await import(pathToFileURL(join(ROOT, RULES)).href)) as {
  default: { forbidden: readonly { name: string }[] };
  DOMAINS: readonly string[];
};

/** A file, what it imports, and the rules that it breaks by that. */
type Planted = readonly [file: string, imports: readonly string[], ...broken: string[]];

const TYPE = 'type ';

/** Only types of it are imported. */
const type = (from: string): string => `${TYPE}${from}`;

// One file or more for every rule, each with a single fault.
const FORBIDDEN: readonly Planted[] = [
  ['libs/section11/src/domain/egg.ts', [type('./hen.js')], 'no-circles'],

  ['libs/event-sourcing/src/reads-files.ts', ['node:fs'], 'kernel-is-pure'],
  ['libs/event-sourcing/src/knows-days.ts', ['@goldenthread/calendar'], 'kernel-is-pure'],
  ['libs/event-sourcing/src/injects.ts', ['@nestjs/common'], 'kernel-is-pure'],

  ['libs/calendar/src/today.ts', ['node:fs'], 'calendar-and-charts-are-pure'],
  ['libs/charts/src/asks.ts', ['@goldenthread/read-models'], 'calendar-and-charts-are-pure'],

  ['libs/section11/src/domain/injects.ts', ['@nestjs/common'], 'domain-is-pure'],
  ['libs/section11/src/domain/asks-who.ts', [type('@goldenthread/access')], 'domain-is-pure'],
  ['libs/section11/data/tools/fetched.tool.ts', ['node:https'], 'domain-is-pure'],
  ['libs/section11/src/domain/handles.ts', ['../commands/own.handler.js'], 'domain-is-pure'],
  ['libs/of-tomorrow/src/domain/injects.ts', ['@nestjs/common'], 'domain-is-pure'],

  ['libs/section11/src/domain/decides-elsewhere.ts', ['@goldenthread/partnership'], 'domains-borrow-types-only'],

  ['libs/section11/src/commands/answers-http.handler.ts', ['@goldenthread/http'], 'handlers-carry-to-deciders'],
  ['libs/section11/src/commands/reads-files.handler.ts', ['node:fs'], 'handlers-carry-to-deciders'],
  ['libs/section11/src/commands/serves.handler.ts', ['fastify'], 'handlers-carry-to-deciders'],

  ['libs/section11/src/commands/looks.handler.ts', [type('../read-model/own.row.js')], 'write-side-never-reads-the-read-side'],
  ['libs/section11/src/commands/reads.handler.ts', ['@goldenthread/read-models'], 'write-side-never-reads-the-read-side'],

  ['libs/section11/src/read-model/asks.projection.ts', ['./own.queries.js'], 'projections-do-no-io'],
  ['libs/section11/src/read-model/reads-files.projection.ts', ['node:fs'], 'projections-do-no-io', 'views-are-asked-and-nothing-else'],

  ['libs/section11/src/read-model/makes-rows.projection.ts', ['./own.row.js'], 'projections-borrow-row-types-only'],
  ['libs/section11/src/read-model/runs.projection.ts', ['@goldenthread/read-models'], 'projections-borrow-row-types-only'],

  ['libs/section11/src/read-model/commands.queries.ts', ['../commands/own.handler.js'], 'views-are-asked-and-nothing-else'],
  ['libs/section11/src/read-model/answers-http.queries.ts', ['@goldenthread/http'], 'views-are-asked-and-nothing-else'],

  ['apps/api/src/section11/asks.dto.ts', ['@goldenthread/read-models'], 'forms-check-what-came-in'],
  ['apps/console/src/section11/serves.form.ts', ['./own.controller.js'], 'forms-check-what-came-in'],
  ['apps/console/src/section11/injects.form.ts', ['@nestjs/common'], 'forms-check-what-came-in'],

  ['apps/console/src/section11/asks.page.ts', ['@goldenthread/runtime'], 'pages-choose-words'],
  ['apps/console/src/section11/serves.page.ts', ['./own.controller.js'], 'pages-choose-words'],
  ['apps/console/src/section11/injects.page.ts', ['@nestjs/common'], 'pages-choose-words'],

  ['apps/console/src/section11/reads.page.ts', ['@goldenthread/read-models'], 'pages-borrow-row-types-only'],

  ['libs/http/src/by-the-window.ts', ['../../access/src/policy.js'], 'front-doors-only'],
  ['libs/http/src/by-the-data.ts', ['../../section11/data/tools/own.tool.js'], 'front-doors-only'],
  ['apps/api/src/by-the-window.ts', ['../../../libs/section11/src/domain/own.js'], 'front-doors-only'],
  ['apps/standalone/src/by-the-window.ts', ['../../api/src/api.module.js'], 'front-doors-only'],

  ['libs/read-models/src/knows-returns.ts', ['@goldenthread/section11'], 'machinery-knows-no-domain'],
  ['libs/privacy/src/knows-policies.ts', [type('@goldenthread/policies')], 'machinery-knows-no-domain'],

  ['libs/section11/src/chooses.ts', ['@goldenthread/event-store-postgres'], 'only-runtime-chooses-engines'],
  ['apps/worker/src/chooses.ts', [type('@goldenthread/event-store-postgres')], 'only-runtime-chooses-engines'],

  ['libs/http/src/connects.ts', ['pg'], 'engines-alone-speak-to-databases'],
  ['apps/api/src/connects.ts', [type('pg')], 'engines-alone-speak-to-databases'],
  ['libs/policies/src/subscribes.ts', ['@kurrent/kurrentdb-client'], 'engines-alone-speak-to-databases'],

  ['apps/console/src/asks-rows.ts', ['typeorm'], 'rows-alone-speak-to-typeorm'],
  ['libs/section11/src/asks-rows.ts', [type('typeorm')], 'rows-alone-speak-to-typeorm'],

  ['libs/http/src/serves.ts', ['@goldenthread/api'], 'libs-never-import-apps'],

  ['apps/api/src/shows.ts', ['@goldenthread/console'], 'apps-meet-in-standalone-only'],

  ['libs/section11/src/invents.ts', ['./testing/index.js'], 'shipped-code-never-imports-test-code'],
  ['apps/api/src/supports.ts', ['../../../test/support/helper.js'], 'shipped-code-never-imports-test-code'],
];

// What each room may look at: nothing of it is a fault.
const PERMITTED: readonly Planted[] = [
  // A circle is told once, of one of its files.
  ['libs/section11/src/domain/hen.ts', ['./egg.js']],
  ['libs/event-sourcing/src/index.ts', ['node:crypto']],
  ['libs/calendar/src/index.ts', [type('@goldenthread/event-sourcing'), 'temporal-polyfill']],
  ['libs/charts/src/index.ts', ['./svg.js', '@goldenthread/calendar']],
  ['libs/charts/src/svg.ts', []],
  ['libs/section11/src/domain/own.ts', ['@goldenthread/event-sourcing', '@goldenthread/calendar', type('@goldenthread/partnership')]],
  ['libs/section11/data/tools/own.tool.ts', [type('../../src/domain/own.js')]],
  [
    'libs/section11/src/commands/own.handler.ts',
    ['../domain/own.js', '@goldenthread/event-sourcing', '@goldenthread/calendar', '@goldenthread/partnership', '@nestjs/cqrs'],
  ],
  ['libs/section11/src/read-model/own.row.ts', ['@goldenthread/read-models', type('../domain/own.js'), 'typeorm']],
  [
    'libs/section11/src/read-model/own.projection.ts',
    [
      '@goldenthread/event-sourcing',
      type('@goldenthread/read-models'),
      type('./own.row.js'),
      '../domain/own.js',
      '@goldenthread/partnership',
    ],
  ],
  ['libs/section11/src/read-model/own.queries.ts', ['./own.row.js', '@goldenthread/read-models', '@nestjs/common', 'typeorm']],
  ['libs/section11/src/section11.module.ts', ['./commands/own.handler.js', './read-model/own.queries.js', '@nestjs/cqrs']],
  ['libs/section11/src/index.ts', ['./section11.module.js']],
  ['libs/section11/src/testing/index.ts', ['../domain/own.js', 'fast-check']],
  ['libs/section11/src/section11.spec.ts', ['./testing/index.js', '@goldenthread/event-sourcing/testing', 'pg', 'typeorm']],
  ['libs/partnership/src/index.ts', []],
  ['libs/policies/src/index.ts', ['@goldenthread/section11', '@goldenthread/partnership', '@goldenthread/event-sourcing']],
  ['libs/read-models/src/index.ts', ['@goldenthread/event-sourcing', 'typeorm', type('pg')]],
  ['libs/event-sourcing/src/testing/index.ts', ['../index.js', 'fast-check']],
  ['libs/event-store-postgres/src/index.ts', ['@goldenthread/event-sourcing', 'pg', 'typeorm']],
  ['libs/privacy/src/index.ts', [type('pg')]],
  ['libs/access/src/index.ts', ['./policy.js', '@nestjs/common', type('pg')]],
  ['libs/access/src/policy.ts', []],
  ['libs/http/src/index.ts', ['@goldenthread/access', type('@goldenthread/section11'), 'fastify']],
  ['libs/runtime/src/index.ts', ['@goldenthread/event-store-postgres', '@goldenthread/section11', 'pg', 'typeorm']],
  ['apps/api/src/section11/own.dto.ts', ['class-validator', 'class-transformer', '@nestjs/swagger', '@goldenthread/http', '../is-day.js']],
  ['apps/api/src/is-day.ts', ['class-validator']],
  ['apps/api/src/api.module.ts', ['./section11/own.dto.js', '@goldenthread/section11', '@goldenthread/runtime']],
  ['apps/api/src/index.ts', ['./api.module.js']],
  ['apps/console/src/section11/own.page.ts', [type('@goldenthread/section11'), '@goldenthread/charts', '../words.js']],
  ['apps/console/src/words.ts', ['@goldenthread/calendar']],
  ['apps/console/src/section11/own.controller.ts', ['./own.page.js', '@goldenthread/access', '@goldenthread/section11', '@nestjs/common']],
  ['apps/console/src/index.ts', ['./section11/own.controller.js']],
  ['apps/standalone/src/main.ts', ['@goldenthread/api', '@goldenthread/console', '@goldenthread/runtime']],
  ['test/support/helper.ts', ['../../libs/access/src/policy.js', '@goldenthread/event-store-postgres', 'pg']],
];

/** Of libs that the rules speak of before they are there. */
const DOORS_TO_COME = { '@goldenthread/policies': ['./libs/policies/src/index.ts'] };

describe('The boundaries', () => {
  it('are kept by all there is', () => {
    expect(violationsIn(ROOT)).toEqual([]);
  }, 120_000);

  describe('in a repository with a planted fault for each', () => {
    let found: readonly Violation[];

    beforeAll(() => {
      const home = mkdtempSync(join(realpathSync(tmpdir()), 'goldenthread-boundaries-'));
      try {
        plant(home, [...FORBIDDEN, ...PERMITTED]);
        found = violationsIn(home);
      } finally {
        rmSync(home, { recursive: true, force: true });
      }
    }, 120_000);

    it.each(FORBIDDEN.map(([file, imports, ...broken]) => [broken.join(' and '), file, imports.join(', ')]))(
      '%s: %s may not import %s',
      (broken, file) => {
        expect(
          found
            .filter(({ from }) => from === file)
            .map(({ rule }) => rule)
            .sort(),
        ).toEqual(broken.split(' and ').sort());
      },
    );

    it.each(PERMITTED.map(([file]) => [file]))('leave %s alone', (file) => {
      expect(found.filter(({ from }) => from === file)).toEqual([]);
    });

    it('have no rule without a planted fault', () => {
      const caught = new Set(FORBIDDEN.flatMap(([, , ...broken]) => broken));
      expect(rules.forbidden.map(({ name }) => name).filter((name) => !caught.has(name))).toEqual([]);
    });
  });

  it('know every lib that decides', () => {
    const libs = readdirSync(join(ROOT, 'libs')).filter((lib) => existsSync(join(ROOT, 'libs', lib, 'src', 'domain')));
    expect(libs.filter((lib) => !DOMAINS.includes(lib))).toEqual([]);
  });
});

interface Violation {
  readonly rule: string;
  readonly from: string;
}

function violationsIn(folder: string): Violation[] {
  const program = join(ROOT, 'node_modules', 'dependency-cruiser', 'bin', 'dependency-cruise.mjs');
  const args = [program, 'apps', 'libs', 'test', '--config', RULES, '--output-type', 'json'];
  const { stdout, stderr } = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8', maxBuffer: 2 ** 28 });
  if (stderr) throw new Error(stderr);
  const { summary } = JSON.parse(stdout) as { summary: { violations: { from: string; rule: { name: string } }[] } };
  return summary.violations.map(({ from, rule }) => ({ from, rule: rule.name }));
}

/** Lays out a repository with this one's rules, aliases and packages. */
function plant(home: string, files: readonly Planted[]): void {
  copyFileSync(join(ROOT, RULES), join(home, RULES));
  symlinkSync(join(ROOT, 'node_modules'), join(home, 'node_modules'));
  const { paths } = (JSON.parse(readFileSync(join(ROOT, 'tsconfig.json'), 'utf8')) as { compilerOptions: { paths: object } })
    .compilerOptions;
  const compilerOptions = { module: 'nodenext', moduleResolution: 'nodenext', paths: { ...paths, ...DOORS_TO_COME } };
  writeFileSync(join(home, 'tsconfig.json'), JSON.stringify({ compilerOptions }));
  writeFileSync(join(home, 'package.json'), JSON.stringify({ type: 'module' }));
  for (const [file, imports] of files) {
    mkdirSync(dirname(join(home, file)), { recursive: true });
    writeFileSync(join(home, file), imports.map(statement).join('\n'));
  }
}

function statement(imported: string, index: number): string {
  if (!imported.startsWith(TYPE)) return `import * as m${index} from '${imported}';`;
  return `import type * as m${index} from '${imported.slice(TYPE.length)}';`;
}
