/** Type numbers (pg_type.oid) of what arrays here are made of; PostgreSQL never changes them. */
const BYTEA = 17;
const INT4 = 23;
const TEXT = 25;
const DATE = 1082;
const UUID = 2950;

const HEADER_BYTES = 20;
const DAY = 86_400_000;
/** Day 0 of PostgreSQL. */
const DAY_ZERO = Date.UTC(2000, 0, 1);

/**
 * Arrays in PostgreSQL's binary form (array_recv in its source), which the driver passes on as they are. In text form
 * every element is escaped here and parsed there, and bytes travel as twice as many hexadecimal digits.
 */
export function byteaArray(elements: readonly Uint8Array[]): Buffer {
  const array = new ArrayBuilder(
    BYTEA,
    elements.length,
    elements.reduce((total, element) => total + element.length, 0),
  );
  for (const element of elements) array.addBytes(element);
  return array.build();
}

export function textArray(elements: readonly (string | null)[]): Buffer {
  const lengths = elements.map((element) => (element === null ? 0 : Buffer.byteLength(element)));
  const array = new ArrayBuilder(
    TEXT,
    elements.length,
    lengths.reduce((total, length) => total + length, 0),
  );
  elements.forEach((element, index) => {
    if (element === null) array.addNull();
    else array.addText(element, lengths[index] ?? 0);
  });
  return array.build();
}

/** A `bytea[]`. @param elements in hexadecimal. */
export function hexArray(elements: readonly string[]): Buffer {
  const array = new ArrayBuilder(
    BYTEA,
    elements.length,
    elements.reduce((total, element) => total + element.length / 2, 0),
  );
  for (const element of elements) array.addHexadecimal(element, element.length / 2);
  return array.build();
}

/** @param elements in hexadecimal, hyphens where they like. */
export function uuidArray(elements: readonly (string | null)[]): Buffer {
  const array = new ArrayBuilder(UUID, elements.length, elements.length * 16);
  for (const element of elements) {
    if (element === null) array.addNull();
    else array.addHexadecimal(element.replaceAll('-', ''), 16);
  }
  return array.build();
}

/** @param elements days such as `2026-11-25`. */
export function dateArray(elements: readonly (string | null)[]): Buffer {
  const array = new ArrayBuilder(DATE, elements.length, elements.length * 4);
  for (const element of elements) {
    if (element === null) array.addNull();
    else array.addInt32(dayNumber(element));
  }
  return array.build();
}

export function int4Array(elements: readonly number[]): Buffer {
  const array = new ArrayBuilder(INT4, elements.length, elements.length * 4);
  for (const element of elements) array.addInt32(element);
  return array.build();
}

/** Days since PostgreSQL's first. */
function dayNumber(day: string): number {
  const midnight = Date.parse(day);
  if (Number.isNaN(midnight) || !new Date(midnight).toISOString().startsWith(`${day}T`)) throw new TypeError(`Not a day: ${day}`);
  return (midnight - DAY_ZERO) / DAY;
}

/** One array of so many elements, whose contents come to no more than so many bytes. */
class ArrayBuilder {
  private readonly buffer: Buffer;
  private offset = 0;

  constructor(elementType: number, count: number, contentBytes: number) {
    this.buffer = Buffer.allocUnsafe(HEADER_BYTES + count * 4 + contentBytes);
    // Dimensions, whether any element is null (the server finds out itself), element type; then the length and the first
    // index of the one dimension, where there is one.
    for (const integer of count === 0 ? [0, 0, elementType] : [1, 0, elementType, count, 1]) this.int32(integer);
  }

  addNull(): void {
    this.int32(-1);
  }

  addBytes(bytes: Uint8Array): void {
    this.int32(bytes.length);
    this.buffer.set(bytes, this.offset);
    this.offset += bytes.length;
  }

  addText(text: string, length: number): void {
    this.int32(length);
    this.buffer.write(text, this.offset);
    this.offset += length;
  }

  addHexadecimal(digits: string, length: number): void {
    this.int32(length);
    if (this.buffer.write(digits, this.offset, 'hex') !== length) throw new TypeError(`Not ${length} bytes in hexadecimal: ${digits}`);
    this.offset += length;
  }

  addInt32(value: number): void {
    // The buffer would cut a fraction off without a word; too large a number it refuses itself.
    if (!Number.isInteger(value)) throw new TypeError(`Not an integer: ${value}`);
    this.int32(4);
    this.int32(value);
  }

  build(): Buffer {
    return this.buffer.subarray(0, this.offset);
  }

  private int32(value: number): void {
    this.buffer.writeInt32BE(value, this.offset);
    this.offset += 4;
  }
}
