import { KurrentDbUrlError, parseKurrentDbUrl } from './store-url.js';

function faultsOf(url: string, production = false): readonly string[] {
  try {
    parseKurrentDbUrl(url, { production });
    return [];
  } catch (error) {
    if (error instanceof KurrentDbUrlError) return error.faults;
    throw error;
  }
}

describe('The address of a KurrentDB store', () => {
  it('is taken with TLS and credentials, for one node, several, or a cluster behind one name', () => {
    for (const address of [
      'kurrentdb://gt:s3cret@db.example.org:2113?tlsCAFile=/ca.crt',
      'kurrentdb://gt:s3cret@one:2113,two:2113,three:2113?tlsCAFile=/ca.crt&nodePreference=leader',
      'kurrentdb+discover://gt:s3cret@cluster.example.org',
      'kurrentdb://db.example.org?userCertFile=/gt.crt&userKeyFile=/gt.key',
    ])
      expect(faultsOf(address, true)).toEqual([]);
  });

  it('may be without TLS on this very machine, but not in production', () => {
    for (const host of ['127.0.0.1', 'localhost:2113', '[::1]:2113']) {
      expect(faultsOf(`kurrentdb://${host}?tls=false`)).toEqual([]);
      expect(faultsOf(`kurrentdb://${host}?tls=false`, true).join()).toMatch(/tls=false/);
    }
  });

  it.each([
    ['kurrentdb://gt:s3cret@db?tls=false', /tls=false/],
    ['kurrentdb://gt:s3cret@127.0.0.1,db?tls=false', /tls=false/],
    ['kurrentdb://gt:s3cret@db?tlsVerifyCert=false', /tlsCAFile/],
    ['kurrentdb://gt:s3cret@db?tls_verify_cert=false', /tlsCAFile/],
    ['kurrentdb://db', /a user and a password/],
    ['kurrentdb://admin:changeit@db', /delivered with/],
    ['kurrentdb://gt:s3cret@db?throwOnAppendFailure=false', /throwOnAppendFailure/],
    ['kurrentdb://gt:s3cret@db?nodePreference=follower', /leader/],
    ['kurrentdb://gt:s3cret@db?tsl=false', /unknown setting "tsl"/],
    ['kurrentdb://gt:s3cret@db?store=Training', /lower-case/],
  ])('%s is refused, saying what to change', (url, sentence) => {
    const faults = faultsOf(url);
    expect(faults.join('\n')).toMatch(sentence);
    expect(faults.join('\n')).not.toContain('s3cret');
  });

  it('is refused while DEBUG would make the client print it', () => {
    expect(() => parseKurrentDbUrl('kurrentdb://localhost?tls=false', { production: false, debug: 'express,kdb:*' })).toThrow(/DEBUG/);
    expect(() => parseKurrentDbUrl('kurrentdb://localhost?tls=false', { production: false, debug: 'express' })).not.toThrow();
  });

  it('says all that is wrong at once', () => {
    expect(faultsOf('kurrentdb://db?tls=false&throwOnAppendFailure=false&nodePreference=random')).toHaveLength(4);
  });

  it.each(['esdb://db', 'http://db', 'kurrentdb://', 'kurrentdb://db:port', 'postgresql://db/x'])('%s is none', (url) => {
    expect(faultsOf(url)).toEqual([expect.stringContaining('kurrentdb://user:password@host:2113')]);
  });

  it('keeps the name of the store from the client, which does not know it', () => {
    expect(parseKurrentDbUrl('kurrentdb://localhost:2113?tls=false&store=training', { production: false })).toEqual({
      connectionString: 'kurrentdb://localhost:2113?tls=false',
      store: 'training',
    });
    expect(parseKurrentDbUrl('kurrentdb://localhost?store=t1&tls=false', { production: false })).toEqual({
      connectionString: 'kurrentdb://localhost?tls=false',
      store: 't1',
    });
  });
});
