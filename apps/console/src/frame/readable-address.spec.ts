import { paths } from '../paths.js';
import { readableAddress } from './readable-address.js';

describe('the address a request is routed by', () => {
  it.each(['/', '/returns/1?asAt=2026-03-31', '/%E2%80%99', '/returns?next=%zz'])('is its own: %s', (url) => {
    expect(readableAddress(url)).toBe(url);
  });

  it.each(['/%zz', '/returns/%', '/%E2%28?asAt=1'])('is that of the page which says so where it cannot be read: %s', (url) => {
    expect(readableAddress(url)).toBe(paths.unreadable);
  });
});
