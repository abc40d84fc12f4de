import { AdoptRules, thurrock2019 } from '@goldenthread/actions';
import { idOf, THE_PROGRAM } from '@goldenthread/event-sourcing';
import { uuid, type JourneyApp } from './journey-app.js';
import { agencyId } from './section11-cycle.js';

/** Marlshire, which is invented, follows its actions up by Thurrock's rules from a day on. */
export async function adoptThurrocksRules(app: JourneyApp, from: string): Promise<void> {
  const partnership = idOf('partnership', 'marlshire');
  const request = { action: 'test', subject: {}, body: null };
  await app.commands.execute(
    new AdoptRules({ commandId: uuid(), actor: THE_PROGRAM, partnership }, request, { partnership, rules: thurrock2019, from }),
  );
}

/** An action as it is asked for over HTTP. */
export function anAction(slug: string, over: object = {}): Record<string, unknown> {
  return {
    what: 'Tell referrers within two days what became of a referral.',
    agency: agencyId(slug),
    dueOn: '2026-03-31',
    successMeasure: 'Nine in ten referrers hear within two days.',
    evidenceSought: 'A sample of twenty referrals.',
    ...over,
  };
}

/** A recommendation as it is made over HTTP. */
export const aRecommendation = {
  source: { kind: 'scrutiny', title: 'Visit to the front door', on: '2026-01-02' },
  text: 'Agencies should tell each other why a referral was closed.',
  themes: ['front-door', 'information-sharing'],
};

/** Asks each of these agencies for one thing; answers the ids of the actions, by the agency's slug. */
export async function oneActionEach(app: JourneyApp, slugs: readonly string[]): Promise<Readonly<Record<string, string>>> {
  const coordinator = await app.as('coordinator');
  const made = await coordinator.post('/api/v1/recommendations', aRecommendation);
  const ids: Record<string, string> = {};
  for (const slug of slugs) {
    const path = `/api/v1/recommendations/${String(made.body.recommendation)}/actions`;
    ids[slug] = String((await coordinator.post(path, anAction(slug))).body.action);
  }
  return ids;
}
