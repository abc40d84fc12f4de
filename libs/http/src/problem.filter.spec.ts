import { OutcomeUnknownError, StoreBusyError } from '@goldenthread/event-sourcing';
import { problemOf } from './problem.filter.js';

describe('What an error says to whoever asked', () => {
  it.each([
    [new StoreBusyError(), 'store-busy'],
    [new OutcomeUnknownError(new Error('secret address')), 'database-unreachable'],
  ])('is to try again, where the store says %p', (error, code) => {
    const problem = problemOf(error);
    expect(problem).toMatchObject({ status: 503, code });
    expect(JSON.stringify(problem)).not.toContain('secret');
  });
});
