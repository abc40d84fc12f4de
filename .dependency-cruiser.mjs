// Who may know whom: the direction is a build failure. `test/architecture/boundaries.spec.ts` shows every rule at work.

/** The libs that decide: whoever makes another one adds it here. */
export const DOMAINS = ['partnership', 'section11', 'case-audits', 'indicators', 'actions', 'releases', 'scrutiny', 'governance'];

const DOMAIN_DOOR = `(${DOMAINS.join('|')})/src/index\\.ts$`;
const ANY_TEST = '(\\.spec\\.ts$|^test/|^libs/[^/]+/src/testing/)';
const npm = (...names) => `node_modules/(@types/)?(${names.join('|')})/`;

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
      name: 'calendar-and-charts-are-pure',
      comment: 'Days come from a calendar, pictures from a model by scales and shapes; neither does anything.',
      severity: 'error',
      from: { path: '^libs/(calendar|charts)/', pathNot: ANY_TEST },
      to: { pathNot: ['^libs/$1/', '^libs/(calendar|event-sourcing)/src/index\\.ts$', npm('temporal-polyfill', 'd3-scale', 'd3-shape')] },
    },
    {
      name: 'domain-is-pure',
      comment: 'What decides, and its data, know their own room, event-sourcing, calendar and the doors of other domains.',
      severity: 'error',
      from: { path: '^libs/([^/]+)/(src/domain|data)/', pathNot: ANY_TEST },
      to: { pathNot: ['^libs/$1/(src/domain|data)/', `^libs/((event-sourcing|calendar)/src/index\\.ts$|${DOMAIN_DOOR})`] },
    },
    {
      name: 'domains-borrow-types-only',
      comment: 'A fact of another domain reaches a decider in its command; only the shape of it is imported.',
      severity: 'error',
      from: { path: '^libs/([^/]+)/(src/domain|data)/', pathNot: ANY_TEST },
      to: { path: `^libs/${DOMAIN_DOOR}`, pathNot: '^libs/$1/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'handlers-carry-to-deciders',
      comment: 'A handler knows its decider, the journal, the time, readers at the doors of other domains, and Nest.',
      severity: 'error',
      from: { path: '^libs/([^/]+)/src/commands/', pathNot: ANY_TEST },
      to: {
        pathNot: [
          '^libs/$1/(data/|src/(domain|commands|read-model)/|src/[^/]+\\.ts$)',
          `^libs/((event-sourcing|calendar)/src/index\\.ts$|read-models/|${DOMAIN_DOOR})`,
          npm('@nestjs/(common|cqrs)'),
        ],
      },
    },
    {
      name: 'write-side-never-reads-the-read-side',
      severity: 'error',
      from: { path: '^libs/[^/]+/src/(domain|commands)/' },
      to: { path: '/read-model/|^libs/read-models/' },
    },
    {
      name: 'projections-do-no-io',
      comment: 'A projection sees events, and the types of its rows.',
      severity: 'error',
      from: { path: '^libs/([^/]+)/src/.*\\.projection\\.ts$' },
      to: {
        pathNot: [
          '^libs/$1/(src/domain/|src/read-model/[^/]+\\.(row|projection)\\.ts$)',
          `^libs/((event-sourcing|calendar|read-models)/src/index\\.ts$|${DOMAIN_DOOR})`,
        ],
      },
    },
    {
      name: 'projections-borrow-row-types-only',
      severity: 'error',
      from: { path: '\\.projection\\.ts$' },
      to: { path: '\\.row\\.ts$|^libs/read-models/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'views-are-asked-and-nothing-else',
      comment: 'Rows and queries know the door of read-models, their own words, TypeORM, and that Nest injects them.',
      severity: 'error',
      from: { path: '^libs/([^/]+)/src/read-model/', pathNot: ANY_TEST },
      to: {
        pathNot: [
          '^libs/$1/(data/|src/(domain|read-model)/|src/[^/]+\\.ts$)',
          `^libs/((event-sourcing|calendar|read-models)/src/index\\.ts$|${DOMAIN_DOOR})`,
          npm('typeorm', '@nestjs/common'),
        ],
      },
    },
    {
      name: 'forms-check-what-came-in',
      severity: 'error',
      from: { path: '^apps/([^/]+)/.*\\.(form|dto)\\.ts$' },
      to: {
        pathNot: [
          '^apps/$1/src/(?!.*\\.(controller|page|module)\\.ts$)',
          `^libs/((http|calendar|access|event-sourcing)/src/index\\.ts$|${DOMAIN_DOOR})`,
          npm('class-validator', 'class-transformer', '@nestjs/swagger'),
        ],
      },
    },
    {
      name: 'pages-choose-words',
      comment: 'A page is a function from rows to words and charts: it asks nobody and does nothing.',
      severity: 'error',
      from: { path: '^apps/([^/]+)/.*\\.page\\.ts$' },
      to: {
        pathNot: [
          '^apps/$1/src/(?!.*\\.(controller|module)\\.ts$)',
          `^libs/((charts|http|calendar|access|event-sourcing|read-models)/src/index\\.ts$|${DOMAIN_DOOR})`,
        ],
      },
    },
    {
      name: 'pages-borrow-row-types-only',
      severity: 'error',
      from: { path: '^apps/.*\\.page\\.ts$' },
      to: { path: '^libs/read-models/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'front-doors-only',
      comment: 'Another lib is entered by src/index.ts, or src/testing/index.ts from tests; another app by src/index.ts.',
      severity: 'error',
      from: { path: '^(apps|libs)/([^/]+)/', pathNot: '^apps/.*\\.spec\\.ts$' },
      to: { path: '^(apps|libs)/[^/]+/', pathNot: ['^$1/$2/', '^libs/[^/]+/src/(testing/)?index\\.ts$', '^apps/[^/]+/src/index\\.ts$'] },
    },
    {
      name: 'machinery-knows-no-domain',
      severity: 'error',
      from: {
        path: '^libs/(event-sourcing|event-store-[^/]+|embedded-postgres|read-models|privacy|access|calendar|charts|files|jobs)/',
        pathNot: ANY_TEST,
      },
      to: { path: `^libs/(${DOMAINS.join('|')}|policies|http|runtime)/` },
    },
    {
      name: 'only-runtime-chooses-engines',
      severity: 'error',
      from: { path: '^(apps|libs)/', pathNot: ['^libs/runtime/', '^libs/event-store-', ANY_TEST] },
      to: { path: '^libs/event-store-' },
    },
    {
      name: 'engines-alone-speak-to-databases',
      comment: 'The drivers are for engines, views, keys, access records, jobs, files and the runtime that opens the pools.',
      severity: 'error',
      from: {
        path: '^(apps|libs)/',
        pathNot: ['^libs/(event-store-[^/]+|embedded-postgres|read-models|runtime|privacy|access|jobs|files)/', ANY_TEST],
      },
      to: { path: npm('pg', '@kurrent/kurrentdb-client') },
    },
    {
      name: 'rows-alone-speak-to-typeorm',
      comment: 'Beside those who keep tables of their own: rows, and the queries that ask them.',
      severity: 'error',
      from: {
        path: '^(apps|libs)/',
        pathNot: ['^libs/(event-store-[^/]+|read-models|runtime|privacy|access|jobs|files)/', '^libs/[^/]+/src/read-model/', ANY_TEST],
      },
      to: { path: npm('typeorm') },
    },
    { name: 'libs-never-import-apps', severity: 'error', from: { path: '^libs/' }, to: { path: '^apps/' } },
    {
      name: 'apps-meet-in-standalone-only',
      severity: 'error',
      from: { path: '^apps/([^/]+)/', pathNot: ['^apps/standalone/', ANY_TEST] },
      to: { path: '^apps/[^/]+/', pathNot: '^apps/$1/' },
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
    // Ours only: many a package has all its code in a folder of that name.
    exclude: { path: '^dist/' },
  },
};
