import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { newId } from '@goldenthread/event-sourcing';
import { PROBLEM_JSON } from './problem.js';
import { problem } from './problem.filter.js';
import type { RefusalCode } from './refusal-words.js';

/** Answers what Node could not read as a request at all, in the words of every other problem, and hangs up. */
export function answerBrokenRequest(error: Error & { readonly code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const body = { ...problem(CODES[error.code ?? ''] ?? 'request-unreadable'), correlationId: newId() };
  const content = JSON.stringify(body);
  const head = [
    `HTTP/1.1 ${body.status} ${STATUS_CODES[body.status] ?? ''}`,
    `Content-Type: ${PROBLEM_JSON}`,
    `Content-Length: ${Buffer.byteLength(content)}`,
    'Cache-Control: no-store',
    'Connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${content}`);
}

const CODES: Readonly<Record<string, RefusalCode>> = {
  ERR_HTTP_REQUEST_TIMEOUT: 'request-too-slow',
  HPE_HEADER_OVERFLOW: 'head-too-large',
};
