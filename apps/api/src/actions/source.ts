import type { RecommendationSource, SourceWanted } from '@goldenthread/actions';
import { RequestProblem } from '@goldenthread/http';
import type { SourceDto } from './action.dto.js';

const FIELDS: Readonly<Record<RecommendationSource['kind'], readonly string[]>> = {
  'section-11-standard': ['cycle', 'heading'],
  'case-audit-finding': ['audit', 'finding'],
  'indicator-signal': ['indicator', 'period'],
  'practice-review': ['review', 'commissionedOn', 'publishedOn'],
  scrutiny: ['on'],
  meeting: ['group', 'on'],
  dispute: ['dispute'],
};

/**
 * A source as it was validated, in the shape of its kind.
 *
 * @throws RequestProblem where it has a field of another kind, which would be lost.
 */
export function sourceOf(source: SourceDto): SourceWanted {
  const { kind, ...others }: SourceDto = source;
  const wanted = source.practiceReview === undefined ? ['title', ...FIELDS[kind]] : ofRecord(kind);
  const given = Object.entries(others as Readonly<Record<string, string | undefined>>).filter(([, value]) => value !== undefined);
  const strangers = given.filter(([field]) => !wanted.includes(field));
  if (strangers.length > 0) {
    throw new RequestProblem(
      'invalid',
      strangers.map(([field]) => ({
        pointer: `/source/${field}`,
        code: 'onlyOfKind',
        message: `${field} is not of a source of the kind ${kind}`,
      })),
    );
  }
  return { kind, ...Object.fromEntries(given) } as SourceWanted;
}

/** A review that is on record here has all its particulars there. */
function ofRecord(kind: RecommendationSource['kind']): readonly string[] {
  return kind === 'practice-review' ? ['practiceReview'] : ['title', ...FIELDS[kind]];
}
