const shared = {
  rootDir: '.',
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        swcrc: false,
        module: { type: 'es6' },
        jsc: {
          target: 'es2022',
          keepClassNames: true,
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true },
        },
      },
    ],
  },
  moduleNameMapper: {
    '^@goldenthread/(api|console|worker)$': '<rootDir>/apps/$1/src/index.ts',
    '^@goldenthread/([^/]+)/testing$': '<rootDir>/libs/$1/src/testing/index.ts',
    '^@goldenthread/([^/]+)$': '<rootDir>/libs/$1/src/index.ts',
    '^(\\.{1,2}/.*)\\.js$': '$1',
  },
  modulePathIgnorePatterns: ['<rootDir>/dist'],
};

/** `unit`: pure, no server. `integration`: one PostgreSQL for all. `journeys`: whole programs over HTTP. */
export default {
  projects: [
    {
      ...shared,
      displayName: 'unit',
      testMatch: ['**/*.spec.ts'],
      testPathIgnorePatterns: ['/node_modules/', '\\.(int|e2e)\\.spec\\.ts$'],
    },
    {
      ...shared,
      displayName: 'integration',
      testMatch: ['**/*.int.spec.ts'],
      globalSetup: '<rootDir>/test/support/start-postgres.mjs',
      globalTeardown: '<rootDir>/test/support/stop-postgres.mjs',
    },
    {
      ...shared,
      displayName: 'journeys',
      testMatch: ['**/*.e2e.spec.ts'],
      globalSetup: '<rootDir>/test/support/prepare-journeys.mjs',
      globalTeardown: '<rootDir>/test/support/stop-postgres.mjs',
    },
  ],
  // A worker keeps every module of every file it has run: begun anew now and then, it does not spend its time on its heap.
  workerIdleMemoryLimit: '1GB',
  // Far beyond what any takes: a machine that is busy with something else fails none.
  testTimeout: 240_000,
};
