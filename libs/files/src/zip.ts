import { promisify } from 'node:util';
import { crc32, inflateRaw } from 'node:zlib';

const inflate = promisify(inflateRaw);

/** What a zip may hold. A spreadsheet of figures is far below, and a bomb is above before it is unpacked. */
const MOST_ENTRIES = 200;
const MOST_UNPACKED = 20 * 1024 * 1024;

const END = 0x06054b50;
const DIRECTORY = 0x02014b50;
const ENTRY = 0x04034b50;
const END_BYTES = 22;
const MOST_COMMENT = 65_535;
const ENCRYPTED = 1;

/** Why a zip is not unpacked. */
export type ZipFault = 'broken' | 'encrypted' | 'too-large';

/** A zip that is not unpacked. */
export class ZipError extends Error {
  override readonly name = 'ZipError';

  constructor(readonly fault: ZipFault) {
    super(fault);
  }
}

interface Entry {
  readonly name: string;
  readonly method: number;
  readonly crc: number;
  readonly packed: number;
  readonly unpacked: number;
  readonly at: number;
}

/**
 * Unpacks a zip whole, within bounds that are held while it is unpacked, whatever it says of itself.
 *
 * @returns the content of each entry by its name, folders left out.
 * @throws ZipError.
 */
export async function unzipped(bytes: Buffer): Promise<ReadonlyMap<string, Buffer>> {
  const entries = directoryOf(bytes);
  if (entries.reduce((sum, { unpacked }) => sum + unpacked, 0) > MOST_UNPACKED) throw new ZipError('too-large');
  const contents = new Map<string, Buffer>();
  let left = MOST_UNPACKED;
  for (const entry of entries) {
    if (entry.name.endsWith('/')) continue;
    if (contents.has(entry.name)) throw new ZipError('broken');
    const content = await contentOf(bytes, entry, left);
    left -= content.length;
    contents.set(entry.name, content);
  }
  return contents;
}

/** What its directory, at the end, says it holds. Everything is read within the bytes there are. */
function directoryOf(bytes: Buffer): Entry[] {
  const end = endOf(bytes);
  const count = bytes.readUInt16LE(end + 10);
  if (count > MOST_ENTRIES) throw new ZipError('too-large');
  const entries: Entry[] = [];
  let at = bytes.readUInt32LE(end + 16);
  for (let index = 0; index < count; index++) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== DIRECTORY) throw new ZipError('broken');
    if ((bytes.readUInt16LE(at + 8) & ENCRYPTED) !== 0) throw new ZipError('encrypted');
    const nameLength = bytes.readUInt16LE(at + 28);
    entries.push({
      name: bytes.toString('utf8', at + 46, at + 46 + nameLength),
      method: bytes.readUInt16LE(at + 10),
      crc: bytes.readUInt32LE(at + 16),
      packed: bytes.readUInt32LE(at + 20),
      unpacked: bytes.readUInt32LE(at + 24),
      at: bytes.readUInt32LE(at + 42),
    });
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return entries;
}

function endOf(bytes: Buffer): number {
  const first = Math.max(0, bytes.length - END_BYTES - MOST_COMMENT);
  for (let at = bytes.length - END_BYTES; at >= first; at--) if (bytes.readUInt32LE(at) === END) return at;
  throw new ZipError('broken');
}

async function contentOf(bytes: Buffer, { method, crc, packed, unpacked, at }: Entry, left: number): Promise<Buffer> {
  if (at + 30 > bytes.length || bytes.readUInt32LE(at) !== ENTRY) throw new ZipError('broken');
  const from = at + 30 + bytes.readUInt16LE(at + 26) + bytes.readUInt16LE(at + 28);
  if (from + packed > bytes.length) throw new ZipError('broken');
  const content = await unpackedOf(bytes.subarray(from, from + packed), method, left);
  if (content.length !== unpacked || crc32(content) !== crc) throw new ZipError('broken');
  return content;
}

async function unpackedOf(content: Buffer, method: number, left: number): Promise<Buffer> {
  if (method === 0) return content;
  if (method !== 8) throw new ZipError('broken');
  try {
    return await inflate(content, { maxOutputLength: Math.max(1, left) });
  } catch (error) {
    throw new ZipError((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE' ? 'too-large' : 'broken');
  }
}
