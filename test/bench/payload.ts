import { newId, sha256, uuidV5, type AppendRequest, type EventToAppend, type ExpectedRevision } from '@goldenthread/event-sourcing';

/** Bytes of JSON an event carries, here and in the limits. */
const DATA_BYTES = 500;
const METADATA_BYTES = 190;

/** What a saved answer looks like, at the size that all benches share. */
export const DATA = Buffer.from(jsonOf(DATA_BYTES));
export const METADATA = Buffer.from(jsonOf(METADATA_BYTES));
const DATA_HASH = sha256(DATA);

const PARTNERSHIP = newId();
const ACTOR = { person: newId(), agency: newId(), role: 'agency-author' };
const KEY_IDS = [newId()];

/**
 * A request as the journal would send it. Its metadata (ids, actor, partnership, key) come to no less than those of the
 * limits.
 */
export function request(stream: string, expected: ExpectedRevision, count = 1): AppendRequest {
  const commandId = newId();
  const events = Array.from({ length: count }, (_, ordinal): EventToAppend => {
    return {
      id: uuidV5(commandId, String(ordinal)),
      type: 'Section11AnswerRecorded',
      schemaVersion: 1,
      effectiveOn: null,
      partnership: PARTNERSHIP,
      correlationId: commandId,
      causationId: null,
      actor: ACTOR,
      keyIds: KEY_IDS,
      bytes: DATA,
      sha256: DATA_HASH,
    };
  });
  return { stream, expected, commandId, digest: DATA_HASH, events };
}

/** Requests for as many new streams, made before the clock starts. */
export function newStreams(count: number, events = 1): AppendRequest[] {
  return Array.from({ length: count }, () => request(`section11Return-${newId()}`, 'none', events));
}

function jsonOf(bytes: number): string {
  const shell = JSON.stringify({ item: '1.1', rating: 'met', narrative: '' });
  const words = 'Every member of staff has had safer recruitment training this year. '.repeat(10);
  return JSON.stringify({ item: '1.1', rating: 'met', narrative: words.slice(0, bytes - shell.length) });
}
