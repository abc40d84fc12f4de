import { anAnsweredQuarter, aRaisedRisk, aReportedQuarter } from '@goldenthread/case-audits/testing';
import type { RecordedEvent } from '@goldenthread/event-sourcing';
import { changesBy, recorded } from '@goldenthread/event-sourcing/testing';
import { rowsHoldWhatProjectionsFill } from '@goldenthread/read-models/testing';
import {
  adopted,
  aNotice,
  anActionsLife,
  anExtraordinaryMeeting,
  aPracticeReview,
  made,
  madeOfReview,
  met,
  minutesOfIt,
  twoFailures,
} from '../testing/index.js';
import { actionsReadModels } from './actions.read-models.js';

const partnership = adopted.data.partnership;
const everything: readonly RecordedEvent[] = [
  ...recorded('followUpRules', [adopted], { partnership }),
  ...recorded('recommendation', [made, madeOfReview], { partnership }),
  ...recorded('action', anActionsLife, { partnership }),
  ...recorded('responseFailures', twoFailures, { partnership }),
  ...recorded('group', [met], { partnership }),
  ...recorded('emergingRisk', [aRaisedRisk, aReportedQuarter, anAnsweredQuarter], { partnership }),
  ...recorded('meetingMinutes', minutesOfIt, { partnership }),
  ...recorded('extraordinaryMeeting', anExtraordinaryMeeting, { partnership }),
  ...recorded('practiceReview', aPracticeReview, { partnership }),
  ...recorded('actionNotices', [aNotice], { partnership }),
];
const projections = actionsReadModels.map(({ projection }) => projection);
const changes = everything.flatMap((event) => changesBy(event, projections));

describe('the rows of actions', () => {
  it('are looked at whole: every event of the catalogue is in the history', () => {
    const handled = new Set(actionsReadModels.flatMap(({ projection }) => projection.handles));
    expect([...new Set(everything.map(({ type }) => type))].sort()).toEqual([...handled].sort());
  });

  rowsHoldWhatProjectionsFill(actionsReadModels, changes);
});
