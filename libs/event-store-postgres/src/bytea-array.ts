const BYTEA_OID = 17;
const HEADER_INTEGERS = [1, 0, BYTEA_OID];

/**
 * A `bytea[]` in PostgreSQL's binary form (array_recv in its source), which the driver passes on as it is: bytes then
 * travel as bytes instead of twice as many hexadecimal digits.
 */
export function byteaArray(elements: readonly Uint8Array[]): Buffer {
  if (elements.length === 0) return integers(0, 0, BYTEA_OID);
  const parts: Uint8Array[] = [integers(...HEADER_INTEGERS, elements.length, 1)];
  for (const element of elements) parts.push(integers(element.length), element);
  return Buffer.concat(parts);
}

function integers(...values: readonly number[]): Buffer {
  const buffer = Buffer.alloc(values.length * 4);
  values.forEach((value, index) => buffer.writeInt32BE(value, index * 4));
  return buffer;
}
