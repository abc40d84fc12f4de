import { faultsIn, type ServerFacts } from './safe-server.js';

const SAFE: ServerFacts = {
  version_number: 180_004,
  version: '18.4',
  fsync: 'on',
  full_page_writes: 'on',
  synchronous_commit: 'on',
  data_checksums: 'on',
  login: 'app',
  is_superuser: false,
  is_owner: false,
  owner_logs_in: false,
};

describe('What a server says of itself', () => {
  it.each(['on', 'local', 'remote_write', 'remote_apply'])('is fit for a record with synchronous_commit=%s', (synchronous_commit) => {
    expect(faultsIn({ ...SAFE, synchronous_commit })).toEqual([]);
  });

  it.each<[string, Partial<ServerFacts>, boolean]>([
    ['server_version', { version_number: 140_020 }, false],
    ['fsync', { fsync: 'off' }, false],
    ['full_page_writes', { full_page_writes: 'off' }, false],
    ['synchronous_commit', { synchronous_commit: 'off' }, false],
    ['data_checksums', { data_checksums: 'off' }, true],
    ['superuser', { is_superuser: true }, true],
    ['may-become-owner', { is_owner: true }, true],
    ['owner-logs-in', { owner_logs_in: true }, false],
  ])('is found unfit by its %s, and by nothing else', (fault, said, onlyInProduction) => {
    expect(faultsIn({ ...SAFE, ...said })).toEqual([{ fault, onlyInProduction, sentence: expect.stringContaining(': ') }]);
  });
});
