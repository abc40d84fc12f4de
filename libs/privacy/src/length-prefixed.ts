/**
 * Texts as bytes in which none can run into the next: each as UTF-8 after its length in bytes (32 bits, big-endian).
 * Frozen: what was sealed is bound to these bytes.
 */
export function lengthPrefixed(texts: readonly string[]): Buffer {
  return Buffer.concat(
    texts.flatMap((text) => {
      const bytes = Buffer.from(text, 'utf8');
      const length = Buffer.alloc(4);
      length.writeUInt32BE(bytes.length);
      return [length, bytes];
    }),
  );
}
