import multipart, { type MultipartFile } from '@fastify/multipart';
import { MOST_FILE_BYTES } from '@goldenthread/files';
import { SetMetadata, type CustomDecorator, type ExecutionContext } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyRequest } from 'fastify';
import { RequestProblem } from './problem.js';

/** Where a route says that it takes a form with a file. */
const TAKES_FILE = 'goldenthread:takes-file';

/** What is said beside a file, all fields together: as much as a table that was pasted, in UTF-8. */
const MOST_TEXT_BYTES = 1024 * 1024;
const MOST_FIELDS = 20;

// Line breaks arrive as two characters, whatever was typed.
const LINE_BREAK = /\r\n?/g;

const LIMITS = {
  files: 1,
  fileSize: MOST_FILE_BYTES,
  fields: MOST_FIELDS,
  fieldSize: MOST_TEXT_BYTES,
  fieldNameSize: 100,
  parts: MOST_FIELDS + 1,
  headerPairs: 20,
};

/** A form with a file, as it came. */
export interface SentForm {
  /** Each field once, line breaks as they were typed. */
  readonly fields: Readonly<Record<string, string>>;
  /** Nothing where none was chosen. */
  readonly file?: Buffer | 'too-large';
}

/** Says of a route that it takes a form with a file. No other does. */
export function TakesFile(): CustomDecorator {
  return SetMetadata(TAKES_FILE, true);
}

/** Lets an application take forms with files. They are read by `readSentForm` only, and not before. */
export async function registerFiles(app: NestFastifyApplication): Promise<void> {
  await app.register(multipart, { limits: LIMITS, throwFileSizeLimit: false });
}

/**
 * Whether a request brings a form with a file.
 *
 * @throws RequestProblem `media-type-unsupported` where its route takes none.
 */
export function bringsFile(request: FastifyRequest, context: ExecutionContext): boolean {
  if (!request.isMultipart()) return false;
  if (Reflect.getMetadata(TAKES_FILE, context.getHandler()) !== true) throw new RequestProblem('media-type-unsupported');
  return true;
}

/**
 * Reads a form with a file as it streams in, within bounds.
 *
 * @param admits whether the fields before the file let it in: asked before any of the file is kept. Nothing after a file
 *   that is not let in is read.
 * @throws RequestProblem `body-unreadable` where it is cut short, has a field twice, or more than is taken.
 */
export async function readSentForm(
  request: FastifyRequest,
  admits: (fields: SentForm['fields']) => boolean = () => true,
): Promise<SentForm & { readonly isAdmitted: boolean }> {
  const fields: Record<string, string> = {};
  let file: SentForm['file'];
  let textBytes = 0;
  try {
    for await (const part of request.parts()) {
      if (part.type === 'file') {
        if (!admits(fields)) return { fields, isAdmitted: false };
        file = await contentOf(part.file);
      } else {
        const text = String(part.value);
        textBytes += Buffer.byteLength(text);
        const isTooMuch = part.valueTruncated || textBytes > MOST_TEXT_BYTES;
        if (isTooMuch || Object.hasOwn(fields, part.fieldname)) throw new RequestProblem('body-unreadable');
        fields[part.fieldname] = text.replace(LINE_BREAK, '\n');
      }
    }
  } catch {
    // Whatever the reader of such forms finds wrong, the form did not come whole.
    throw new RequestProblem('body-unreadable');
  }
  return { fields, file, isAdmitted: admits(fields) };
}

async function contentOf(stream: MultipartFile['file']): Promise<SentForm['file']> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  if (stream.truncated) return 'too-large';
  const bytes = Buffer.concat(chunks);
  return bytes.length === 0 ? undefined : bytes;
}
