import { workingTogether, type Rating, type Tool } from '@goldenthread/section11';

/** A rating that can be given: its words, and what they mean. */
export interface RatingInWords {
  readonly rating: Rating;
  readonly words: string;
  readonly descriptor: string;
}

export interface QuestionInWords {
  readonly item: string;
  readonly question: string;
  readonly guidance: string;
  /** What of Working Together to Safeguard Children it is asked for. */
  readonly restsOn: readonly string[];
}

/** A tool as pages speak of it. */
export interface ToolInWords {
  readonly title: string;
  /** From worst to best, and that it does not apply. */
  readonly ratings: readonly RatingInWords[];
  readonly headings: readonly { readonly key: string; readonly title: string; readonly questions: readonly QuestionInWords[] }[];
}

export function toolInWords({ title, scale, headings }: Pick<Tool, 'title' | 'scale' | 'headings'>): ToolInWords {
  const levels = scale.levels.map(({ key, words, descriptor }) => ({ rating: key, words, descriptor }));
  const { words, descriptor } = scale.notApplicable;
  return {
    title,
    ratings: [...levels, { rating: 'not-applicable', words, descriptor }],
    headings: headings.map(({ key, title, items }) => ({
      key,
      title,
      questions: items.map((item) => ({
        item: item.key,
        question: item.question,
        guidance: item.guidance,
        restsOn: item.workingTogether.map((code) => workingTogether[code]),
      })),
    })),
  };
}

/** "Partly met"; nothing where there is no rating. */
export function ratingWords({ ratings }: Pick<ToolInWords, 'ratings'>, rating: string | null): string | undefined {
  return ratings.find((one) => one.rating === rating)?.words;
}
