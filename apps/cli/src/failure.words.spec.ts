import { RebuildDiffersError } from '@goldenthread/read-models';
import { ConfigurationError } from '@goldenthread/runtime';
import { EXIT } from './exit-codes.js';
import { Failure, Stopped } from './failure.js';
import { endingOf } from './failure.words.js';

describe('The end of a command that failed', () => {
  it('has the code and the words of the failure', () => {
    expect(endingOf(new Failure(EXIT.noSuchRecord, 'There is none.'))).toEqual({ exitCode: 4, words: 'There is none.' });
    expect(endingOf(new Stopped())).toEqual({ exitCode: 130, words: 'Stopped.' });
    expect(endingOf(new RebuildDiffersError(['things']))).toMatchObject({
      exitCode: 3,
      words: expect.stringContaining('--accept-differences'),
    });
  });

  it('says what to do about a database that does not answer or is not ours', () => {
    const coded = (code: string) => endingOf(Object.assign(new Error('raw'), { code }));
    expect(coded('ECONNREFUSED')).toEqual({ exitCode: 1, words: expect.stringContaining('does not answer') });
    expect(coded('42P01')).toEqual({ exitCode: 1, words: expect.stringContaining('goldenthread migrate') });
    expect(coded('XX000')).toEqual({ exitCode: 1, words: 'raw' });
  });

  it('names every setting that is wrong', () => {
    expect(endingOf(new ConfigurationError(['PORT must be a port', 'LOG_LEVEL must be a level']))).toEqual({
      exitCode: 1,
      words: 'PORT must be a port.\nLOG_LEVEL must be a level.',
    });
  });
});
