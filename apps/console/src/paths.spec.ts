import { isOwnPath, paths, withQuery } from './paths.js';

describe('addresses', () => {
  it('are routes where an id is left open', () => {
    expect(paths.returns.item(':ref', ':item')).toBe('/returns/:ref/items/:item');
  });

  it('never let an id become another part of the address', () => {
    expect(paths.returns.one('../sign-out?x=1')).toBe('/returns/..%2Fsign-out%3Fx%3D1');
  });

  it('carry parameters, each once', () => {
    expect(withQuery('/returns?asAt=1&x=2', { asAt: '2026-03-31' })).toBe('/returns?asAt=2026-03-31&x=2');
    expect(withQuery('/returns?asAt=1', { asAt: undefined })).toBe('/returns');
    expect(withQuery('/returns#rating', { asAt: '7' })).toBe('/returns?asAt=7#rating');
  });

  it.each(['/', '/returns/1?asAt=2026-03-31'])('may be returned to: %s', (path) => {
    expect(isOwnPath(path)).toBe(true);
  });

  it.each([
    '//elsewhere.example',
    '/\\elsewhere.example',
    'https://elsewhere.example',
    'javascript:alert(1)',
    '',
    'returns',
    '/a\nb',
    '/%5c\\x',
  ])('are never another site: %j', (path) => {
    expect(isOwnPath(path)).toBe(false);
  });
});
