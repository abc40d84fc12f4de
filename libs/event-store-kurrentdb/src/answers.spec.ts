import { answerTo, errorOf } from './answers.js';
import { ConnectionTrouble, KurrentDbRefusal } from './connection.js';

/** As the client throws it. */
function clientError(type: string, fields: object = {}): Error {
  return Object.assign(new Error(`13 INTERNAL: ${type}`), { type, ...fields });
}

describe('What KurrentDB answers', () => {
  it.each([
    ['no_stream', -1],
    [7n, 7],
  ])('a stream that is at %p and not as expected is an answer', (actualState, revision) => {
    const answer = answerTo(clientError('wrong-expected-version', { streamName: 'thing-1', actualState, expectedState: 3n }));
    expect(answer).toEqual({ written: false, actual: new Map([['thing-1', revision]]) });
  });

  it('every stream that stood in the way is told', () => {
    const violations = [
      { streamName: 'thing-1', actualState: 4n },
      { streamName: 'command-1', actualState: 0n },
      { streamName: 'thing-2', actualState: 'no_stream' },
    ];
    const actual = [
      ['thing-1', 4],
      ['command-1', 0],
      ['thing-2', -1],
    ] as const;
    expect(answerTo(clientError('append-consistency-violation', { violations }))).toEqual({ written: false, actual: new Map(actual) });
  });

  it('a stream that someone deleted is none', () => {
    const violations = [{ streamName: 'thing-1', actualState: -6n }];
    expect(() => answerTo(clientError('append-consistency-violation', { violations }))).toThrow(KurrentDbRefusal);
  });

  it.each(['unavailable', 'cancelled', 'deadline-exceeded', 'timeout', 'not-leader'])('%s is trouble, worth another try', (type) => {
    expect(() => answerTo(clientError(type))).toThrow(ConnectionTrouble);
  });

  it('so is a read that came to a node which leads no more, by the server’s own name for it', () => {
    const metadata = { get: (key: string) => (key === 'exception' ? ['not-leader'] : []) };
    expect(errorOf(Object.assign(new Error('5 NOT_FOUND'), { code: 5, metadata }))).toBeInstanceOf(ConnectionTrouble);
  });

  it('so is a cluster in which no node can be found', () => {
    expect(errorOf(new Error('Failed to discover after 10 attempts.'))).toBeInstanceOf(ConnectionTrouble);
  });

  it.each([14, 4, 1, 13])('so is the bare gRPC status %d, as reads meet it', (code) => {
    expect(errorOf(Object.assign(new Error('14 UNAVAILABLE'), { code }))).toBeInstanceOf(ConnectionTrouble);
  });

  it.each([
    ['access-denied', /may not read and write/],
    ['stream-deleted', /backup/],
    ['stream-tombstoned', /backup/],
    ['maximum-append-size-exceeded', /MaxAppendSize/],
    ['transaction-max-size-exceeded', /MaxAppendSize/],
    ['append-record-size-exceeded', /MaxAppendEventSize/],
  ])('%s is said in a sentence', (type, sentence) => {
    expect(() => answerTo(clientError(type))).toThrow(sentence);
  });

  it('the bare gRPC status of one who is not let in is the same refusal', () => {
    expect(errorOf(Object.assign(new Error('16 UNAUTHENTICATED'), { code: 16 }))).toBeInstanceOf(KurrentDbRefusal);
    expect(errorOf(Object.assign(new Error('7 PERMISSION_DENIED'), { code: 7 }))).toBeInstanceOf(KurrentDbRefusal);
  });

  it('a position of another store is said to be one', () => {
    const error = new Error('2 UNKNOWN: Unexpected FilteredReadAllResult: InvalidPosition >> Log record at actual pos 7 …');
    expect(errorOf(error)).toMatchObject({ message: expect.stringContaining('built from another one') });
  });

  it('what means nothing known stays as it is', () => {
    const error = clientError('something-new');
    expect(() => answerTo(error)).toThrow(error);
  });
});
