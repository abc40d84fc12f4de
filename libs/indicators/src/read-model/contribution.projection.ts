import { changesOf, type Projection } from '@goldenthread/event-sourcing';
import type { RowOf } from '@goldenthread/read-models';
import type { ContributionStated } from '../domain/contributions.events.js';
import type { ContributionRow } from './contribution.row.js';

type Key = 'partnership' | 'year' | 'stage' | 'contributor' | 'kind';

const KEY: readonly Key[] = ['partnership', 'year', 'stage', 'contributor', 'kind'];
const rows = changesOf<RowOf<ContributionRow>, Key>('contribution', KEY);

export const contributionProjection: Projection<ContributionStated> = {
  name: 'contribution',
  version: 1,
  handles: ['ContributionStated'],
  project: ({ data, recordedAt: statedAt }) => {
    const { partnership, year, stage, contributor, kind, pounds, source, reason } = data;
    const key = { partnership, year, stage, contributor: contributor ?? '', kind };
    return [rows.put({ ...key, pounds: String(pounds), source, reason: reason ?? null, statedAt })];
  },
};
