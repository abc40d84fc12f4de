import { fold, packProtected } from '@goldenthread/event-sourcing';
import { recorded, specifying } from '@goldenthread/event-sourcing/testing';
import { aTable, madeRelease, referralsTable, wantedRelease, withdrawnRelease } from '../testing/index.js';
import { releases } from './releases.js';
import type { ReleasedFigures } from './suppression/index.js';

const ofMarlshire = specifying(releases);
const { release } = madeRelease.data;
const make = { type: 'MakeRelease', release, wanted: wantedRelease(aTable) } as const;
const earlier = [JSON.parse(madeRelease.data.workings) as ReleasedFigures];
const ANOTHER = '00000000-0000-4000-8000-0000000000e2';

describe('a release', () => {
  it('is the table without what is hidden, the rules it was decided by, and the figures that later ones are checked against', () => {
    ofMarlshire.given().when(make).then(madeRelease);
  });

  it('is made once, however often it is asked for', () => {
    ofMarlshire.given(madeRelease).when(make).thenNothing();
  });

  it('is refused where there is nothing in the table', () => {
    const wanted = { ...make.wanted, table: { ...aTable, rows: [] } };
    ofMarlshire
      .given()
      .when({ ...make, wanted })
      .thenRefused('nothing-to-release');
  });

  it('is refused where it is not what was looked at: another release came between', () => {
    const schools = referralsTable({ schools: 7, nurseries: 12 });
    const wanted = wantedRelease(schools);
    ofMarlshire
      .given(madeRelease)
      .when({ ...make, release: ANOTHER, wanted })
      .thenRefused('release-not-as-previewed');
    const looked = wantedRelease(schools, earlier);
    const [made] = releases.decide({ ...make, release: ANOTHER, wanted: looked }, { ...releases.initial, figures: earlier });
    expect(made).toMatchObject({ data: { table: { rows: [{ cells: [{ kind: 'hidden' }, { kind: 'hidden' }, { kind: 'number' }] }] } } });
  });

  it('is refused where it would give away what an earlier one hid, whatever is hidden of it', () => {
    const wanted = wantedRelease(
      {
        ...aTable,
        figures: {
          counts: { left: 0, schools: 7, housing: 3, gone: 10 },
          implied: [],
          rates: [],
          sums: [{ total: 'gone', parts: ['housing', 'schools', 'left'] }],
        },
      },
      earlier,
    );
    const shown: ReleasedFigures = {
      counts: { gone: 10, schools: 7 },
      implied: [],
      rates: [],
      sums: [],
      changes: [],
      hidden: [],
      roundedTo: 1,
    };
    const before = { ...madeRelease, data: { ...madeRelease.data, release: ANOTHER, workings: JSON.stringify(shown) } };
    ofMarlshire
      .given(before)
      .when({ ...make, wanted })
      .thenRefused('release-would-reveal', { figures: 1 });
  });

  it('is refused where the figures of an earlier one were erased: nothing can be checked against them', () => {
    const sealed = packProtected(
      { alg: 'A256GCM', kid: 'k', n: 'n', c: 'c', t: 't' },
      { storeId: 's', stream: 'releases-1', eventId: 'e', type: 'ReleaseMade', schemaVersion: 1, path: 'workings' },
    );
    const erased = { ...madeRelease, data: { ...madeRelease.data, release: ANOTHER, workings: sealed } };
    ofMarlshire.given(erased).when(make).thenRefused('earlier-release-erased', { releases: 1 });
  });
});

describe('the withdrawal of a release', () => {
  const { partnership, reason } = withdrawnRelease.data;
  const withdraw = { type: 'WithdrawRelease', withdrawal: { release, partnership, reason } } as const;

  it('says why, to those who have it', () => {
    ofMarlshire.given(madeRelease).when(withdraw).then(withdrawnRelease);
  });

  it('is refused where there is no such release, where it was withdrawn before, and without a reason', () => {
    ofMarlshire.given().when(withdraw).thenRefused('release-not-known');
    ofMarlshire.given(madeRelease, withdrawnRelease).when(withdraw).thenRefused('release-withdrawn-already');
    ofMarlshire
      .given(madeRelease)
      .when({ ...withdraw, withdrawal: { ...withdraw.withdrawal, reason: ' \n' } })
      .thenRefused('say-why');
  });

  it('makes nobody forget: what it told still counts when the next is decided', () => {
    const schools = referralsTable({ schools: 7, nurseries: 12 });
    const next = { ...make, release: ANOTHER };
    ofMarlshire
      .given(madeRelease, withdrawnRelease)
      .when({ ...next, wanted: wantedRelease(schools) })
      .thenRefused('release-not-as-previewed');
    const state = fold(releases, recorded('releases', [madeRelease, withdrawnRelease]));
    const [made] = releases.decide({ ...next, wanted: wantedRelease(schools, earlier) }, state);
    expect(made).toMatchObject({ data: { table: { rows: [{ cells: [{ kind: 'hidden' }, { kind: 'hidden' }, { kind: 'number' }] }] } } });
  });
});
