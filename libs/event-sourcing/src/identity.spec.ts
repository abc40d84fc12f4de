import { GOLDEN_THREAD_NAMESPACE, idOf, isUuid, newId, uuidV5 } from './identity.js';

describe('Derived ids', () => {
  it('are UUIDs of version 5, as RFC 9562 appendix A.4 gives one', () => {
    expect(uuidV5('6ba7b810-9dad-11d1-80b4-00c04fd430c8', 'www.example.com')).toBe('2ed6657d-e927-568b-95e1-2665a8aea6a2');
  });

  it('tell apart keys that would read alike when joined', () => {
    expect(idOf('return', 'a', 'bc')).not.toBe(idOf('return', 'ab', 'c'));
    expect(idOf('return', 'a')).toBe(uuidV5(GOLDEN_THREAD_NAMESPACE, '["return","a"]'));
  });

  it('refuse a namespace that is no UUID in lower case', () => {
    expect(() => uuidV5('6BA7B810-9DAD-11D1-80B4-00C04FD430C8', 'x')).toThrow(TypeError);
    expect(isUuid(newId())).toBe(true);
    expect(isUuid('not-a-uuid')).toBe(false);
  });
});
