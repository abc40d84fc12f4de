import { changesBy, recorded } from '@goldenthread/event-sourcing/testing';
import { rowsHoldWhatProjectionsFill } from '@goldenthread/read-models/testing';
import { AUDIENCES } from '../domain/release.events.js';
import { madeRelease, withdrawnRelease } from '../testing/index.js';
import { audiencesOf } from './readers.js';
import { releasesReadModels } from './releases.read-models.js';

const projections = releasesReadModels.map(({ projection }) => projection);
const changes = recorded('releases', [madeRelease, withdrawnRelease]).flatMap((event) => changesBy(event, projections));

describe('the rows of releases', () => {
  rowsHoldWhatProjectionsFill(releasesReadModels, changes);

  it('hold nothing of what was hidden', () => {
    expect(JSON.stringify(changes)).not.toMatch(/workings|"housing":|"schools":7/);
  });
});

describe('who reads what was released', () => {
  it.each([
    ['coordinator', AUDIENCES],
    ['paqa-member', AUDIENCES],
    ['scrutineer', AUDIENCES],
    ['lay-member', ['publication', 'lay-members']],
    ['agency-lead', ['publication', 'briefing']],
    ['agency-author', ['publication', 'briefing']],
    ['operator', []],
    ['data-protection-lead', []],
    ['nobody', []],
  ])('%s: %j', (role, audiences) => {
    expect([...audiencesOf(role)].sort()).toEqual([...audiences].sort());
  });
});
