import type { AnswerCount, HeadingCount, Questionnaire, Rating, Standard } from './section11-return.events.js';

/** The rating of an item, where it has one. */
export type RatingOf = (item: string) => Rating | undefined;

export function countAnswers(questionnaire: Questionnaire, ratingOf: RatingOf): AnswerCount {
  const items = questionnaire.flatMap((heading) => heading.items);
  return { answered: items.filter(({ key }) => ratingOf(key) !== undefined).length, of: items.length };
}

export function countHeading({ items }: Pick<Questionnaire[number], 'items'>, ratingOf: RatingOf): HeadingCount {
  const having = (rating: Rating | undefined): number => items.filter(({ key }) => ratingOf(key) === rating).length;
  const notApplicable = having('not-applicable');
  return {
    met: having('met'),
    partlyMet: having('partly-met'),
    notMet: having('not-met'),
    notApplicable,
    unanswered: having(undefined),
    of: items.length - notApplicable,
  };
}

export function standardsOf(questionnaire: Questionnaire, ratingOf: RatingOf): Standard[] {
  return questionnaire.map((heading) => {
    const { unanswered: _, ...count } = countHeading(heading, ratingOf);
    return { heading: heading.key, title: heading.title, ...count };
  });
}
