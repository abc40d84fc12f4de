import { poolAs } from './roles.js';

const settings = { onIdleError: () => undefined };

describe('A pool that works as a role', () => {
  it('asks for the role in the startup message', () => {
    expect(poolAs('writer', 'postgres://someone@host/db', settings).options.options).toBe('-c role=goldenthread_writer');
  });

  it.each([
    ['postgres://someone@host/db?options=-c%20geqo%3Doff', 'postgres://someone@host/db'],
    ['postgres://someone@host/db?options=-c+geqo%3Doff&sslmode=require', 'postgres://someone@host/db?sslmode=require'],
    ['postgres://someone@host/db?sslmode=require&options=-c+geqo%3Doff', 'postgres://someone@host/db?sslmode=require'],
  ])('keeps the options that the address %s brings, and does not let them replace the role', (given, without) => {
    const { connectionString, options } = poolAs('reader', given, settings).options;
    expect(options).toBe('-c geqo=off -c role=goldenthread_reader');
    expect(connectionString).toBe(without);
  });
});
