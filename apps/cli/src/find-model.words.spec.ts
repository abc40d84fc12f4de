import { unknownViewWords } from './find-model.words.js';

describe('A view that there is not', () => {
  it('lists those there are', () => {
    expect(unknownViewWords('thong', [['things', 'thing', 'thing_count'], ['others']])).toBe(
      'There is no view "thong". There are:\n  things (in SQL rm.thing, rm.thing_count)\n  others',
    );
  });
});
