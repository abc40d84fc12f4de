import { ConfigurationError, readConfiguration, requireProductionSettings } from './configuration.js';

function faultsOf(run: () => unknown): readonly string[] {
  try {
    run();
  } catch (error) {
    if (error instanceof ConfigurationError) return error.faults;
    throw error;
  }
  return [];
}

describe('The configuration', () => {
  it('has a working default for everything', () => {
    expect(readConfiguration({})).toMatchObject({
      port: 3000,
      host: '127.0.0.1',
      dataDir: '.data',
      databaseUrl: undefined,
      production: false,
    });
  });

  it('names every variable that is wrong at once, without its value', () => {
    const faults = faultsOf(() =>
      readConfiguration({
        PORT: '99999',
        DATABASE_URL: 'mysql://secret',
        OIDC_ISSUER: 'nope',
        LOG_LEVEL: 'loud',
        KEY_ENCRYPTION_KEY: 'c2hvcnQ=',
      }),
    );
    expect(faults.map((fault) => fault.split(' ')[0])).toEqual(['PORT', 'DATABASE_URL', 'OIDC_ISSUER', 'KEY_ENCRYPTION_KEY', 'LOG_LEVEL']);
    expect(faults.join()).not.toMatch(/secret|c2hvcnQ/);
  });

  it('invents nothing in production', () => {
    const faults = faultsOf(() => {
      requireProductionSettings(readConfiguration({ NODE_ENV: 'production' }));
    });
    expect(faults.map((fault) => fault.split(' ')[0])).toEqual(['DATABASE_URL', 'OIDC_ISSUER', 'KEY_ENCRYPTION_KEY']);
  });

  it('takes an empty variable as absent', () => {
    expect(readConfiguration({ PORT: '', DATABASE_URL: ' ' })).toMatchObject({ port: 3000, databaseUrl: undefined });
  });
});
