/** Who may know whom: `docs/architecture.md` in rules. The direction is a build failure. */

const DOMAINS = '(partnership|section11)';
const APPS = '^apps/([^/]+)/';
const ANY_TEST = '(\\.spec\\.ts$|^test/|^libs/[^/]+/src/testing/)';

export default {
  forbidden: [
    { name: 'no-circles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'kernel-is-pure',
      comment: 'event-sourcing imports itself and, of Node, the hash functions only.',
      severity: 'error',
      from: { path: '^libs/event-sourcing/', pathNot: ANY_TEST },
      to: { pathNot: '^(libs/event-sourcing/|(node:)?crypto$)' },
    },
    {
      name: 'domain-is-pure',
      comment: 'What decides imports its own room, its data, event-sourcing and calendar; of other domains, types at the door.',
      severity: 'error',
      from: { path: `^libs/${DOMAINS}/src/domain/`, pathNot: ANY_TEST },
      to: { pathNot: '^libs/($1/src/domain/|$1/data/|event-sourcing/src/index|calendar/src/index)' },
    },
    {
      name: 'projections-do-no-io',
      comment: 'A projection sees events and the types of its rows.',
      severity: 'error',
      from: { path: '^libs/([^/]+)/src/.*\\.projection\\.ts$' },
      to: { pathNot: '^libs/($1/src/domain/|$1/src/read-model/[^/]+\\.row\\.ts$|event-sourcing/src/index|[^/]+/src/index)' },
    },
    {
      name: 'projections-borrow-row-types-only',
      severity: 'error',
      from: { path: '\\.projection\\.ts$' },
      to: { path: '\\.row\\.ts$', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'front-doors-only',
      comment: 'Another lib is entered by src/index.ts, or src/testing/index.ts from tests.',
      severity: 'error',
      from: { path: '^(apps|libs)/([^/]+)/' },
      to: { path: '^libs/([^/]+)/', pathNot: ['^libs/$2/', '^libs/[^/]+/src/(testing/)?index\\.ts$'] },
    },
    {
      name: 'write-side-never-reads-the-read-side',
      severity: 'error',
      from: { path: '^libs/[^/]+/src/commands/' },
      to: { path: '/read-model/|^libs/read-models/' },
    },
    {
      name: 'only-runtime-chooses-engines',
      severity: 'error',
      from: { path: '^(apps|libs)/', pathNot: ['^libs/runtime/', '^libs/event-store-', ANY_TEST] },
      to: { path: '^libs/event-store-' },
    },
    {
      name: 'engines-alone-speak-to-databases',
      comment: 'The driver is for engines, views, keys, access records and the runtime that opens the pools.',
      severity: 'error',
      from: {
        path: '^(apps|libs)/',
        pathNot: ['^libs/(event-store-[^/]+|embedded-postgres|read-models|runtime|privacy|access)/', ANY_TEST],
      },
      to: { path: 'node_modules/(@types/)?pg/' },
    },
    { name: 'libs-never-import-apps', severity: 'error', from: { path: '^libs/' }, to: { path: '^apps/' } },
    {
      name: 'apps-meet-in-standalone-only',
      severity: 'error',
      from: { path: APPS, pathNot: ['^apps/standalone/', ANY_TEST] },
      to: { path: '^apps/', pathNot: '^apps/$1/' },
    },
    {
      name: 'shipped-code-never-imports-test-code',
      severity: 'error',
      from: { path: '^(apps|libs)/', pathNot: ANY_TEST },
      to: { path: ANY_TEST },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default'],
      extensions: ['.ts', '.js', '.mjs'],
    },
    exclude: { path: '(^|/)dist/' },
  },
};
