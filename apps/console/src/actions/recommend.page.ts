import { reviewRules, themes, type ShownPracticeReview, type ShownRecommendation } from '@goldenthread/actions';
import type { PageError, PageHead } from '../frame/page.js';
import { paths } from '../paths.js';
import { fieldsWith, type Choice, type Field, type FormFields } from './fields.js';
import type { IssueForm, RecommendationForm, ReviewRecommendationForm } from './recommendation.form.js';

export interface AskView extends PageHead {
  readonly action: string;
  /** What it is about, where that is on record already. */
  readonly what: string;
  readonly fields: readonly Field[];
  readonly button: string;
  readonly change: { readonly commandId: string; readonly basedOn: string };
}

const OF_REVIEW = 'Of a practice review that is on record, begin at its own page: it is found under meetings and reviews.';
const NO_CHILD = 'It stays on record. Do not write about a child or family.';

/** Asks for a recommendation, and what it comes out of. */
export function recommendPage(commandId: string, typed: Partial<RecommendationForm> = {}, errors: readonly PageError[] = []): AskView {
  const fields = fieldsWith(errors);
  return {
    title: 'Record a recommendation',
    section: 'actions',
    back: paths.actions.all,
    errors,
    action: paths.recommendations.make,
    what: '',
    fields: [
      fields.words('text', { label: 'What is recommended?', hint: NO_CHILD, value: typed.text }),
      fields.radios('kind', { label: 'What does it come out of?', hint: OF_REVIEW, value: typed.kind }, [
        { value: 'scrutiny', text: 'Scrutiny' },
        { value: 'meeting', text: 'A meeting of the sub-committee' },
        { value: 'practice-review', text: 'A practice review that is not on record here' },
        { value: 'dispute', text: 'A dispute' },
      ]),
      fields.line('sourceTitle', {
        label: 'What do people call it?',
        hint: 'For example, “Visit to the front door”.',
        value: typed.sourceTitle,
      }),
      fields.day(
        'on',
        'On which day?',
        'Of a review, the day it was commissioned. Leave it out for a dispute. For example, 27 3 2026.',
        typed.on,
      ),
      fields.one(
        'review',
        {
          label: 'Which kind of review?',
          hint: 'Only of a practice review. The day it was commissioned decides which kinds are possible.',
          value: typed.review,
        },
        reviewRules.map(({ kind, title }) => ({ value: kind, text: title })),
      ),
      themesAsked(fields, typed.themes),
    ],
    button: 'Record the recommendation',
    change: { commandId, basedOn: 'new' },
  };
}

/** Asks for what a practice review recommends: what the review is, its record says. */
export function recommendOfReviewPage(
  { review, title }: Pick<ShownPracticeReview, 'review' | 'title'>,
  commandId: string,
  typed: Partial<ReviewRecommendationForm> = {},
  errors: readonly PageError[] = [],
): AskView {
  const fields = fieldsWith(errors);
  return {
    title: 'Record a recommendation',
    section: 'actions',
    back: paths.proceedings.review(review),
    errors,
    action: paths.proceedings.recommend(review),
    what: `It comes out of: ${title}`,
    fields: [fields.words('text', { label: 'What is recommended?', hint: NO_CHILD, value: typed.text }), themesAsked(fields, typed.themes)],
    button: 'Record the recommendation',
    change: { commandId, basedOn: 'new' },
  };
}

function themesAsked(fields: FormFields, chosen: readonly string[] = []): Field {
  const choices = themes.map(({ key, title }) => ({ value: key, text: title }));
  return fields.several('themes', 'What is it about?', 'theme-', chosen, choices);
}

/** Asks which agency is to do what about a recommendation, and by when. */
export function issuePage(
  { recommendation, text }: ShownRecommendation,
  agencies: readonly Choice[],
  commandId: string,
  typed: Partial<IssueForm> = {},
  errors: readonly PageError[] = [],
): AskView {
  const fields = fieldsWith(errors);
  return {
    title: 'Ask an agency to do something',
    section: 'actions',
    back: paths.recommendations.one(recommendation),
    errors,
    action: paths.recommendations.issue(recommendation),
    what: text,
    fields: [
      fields.words('what', { label: 'What is to be done?', hint: NO_CHILD, value: typed.what }),
      fields.one('agency', { label: 'Which agency is to do it?', value: typed.agency }, agencies),
      fields.day('dueOn', 'By when?', 'For example, 27 3 2027.', typed.dueOn),
      fields.words('successMeasure', { label: 'By what will it be known that it worked?', value: typed.successMeasure }),
      fields.words('evidenceSought', { label: 'What would show that it was done?', value: typed.evidenceSought }),
    ],
    button: 'Issue the action',
    change: { commandId, basedOn: 'new' },
  };
}
