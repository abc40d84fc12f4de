import { replaceAt } from '@goldenthread/event-sourcing';
import {
  anAgencyAuditsLife,
  anAuditsLife,
  aModerationsLife,
  aRaisedRisk,
  anAnsweredQuarter,
  aReportedQuarter,
} from '../testing/examples.js';
import { caseAuditsEvents } from './case-audits.events.js';

/** Words of the examples that somebody wrote about a case, an audit or a grade. */
const WRITTEN =
  /Why |trial|Midwives|Share police|What we saw|Seven minutes|schools|relatives|Known since|court order|Nobody told|nine days|Nothing was asked|Nine days|second day|could not settle|log shows|read late|seen alone|with a relative|sofa|families wait/;

describe('what people wrote', () => {
  it.each([...anAuditsLife, ...anAgencyAuditsLife, ...aModerationsLife, aRaisedRisk, aReportedQuarter, anAnsweredQuarter])(
    'is protected in $type',
    async (event) => {
      const [{ protects = {} }] = caseAuditsEvents[event.type] as unknown as [{ protects?: Record<string, string> }];
      let data: unknown = event.data;
      for (const path of Object.keys(protects)) data = await replaceAt(data, path, () => Promise.resolve('sealed'));
      expect(JSON.stringify(data)).not.toMatch(WRITTEN);
      const isWritten = WRITTEN.test(JSON.stringify(event.data));
      expect(JSON.stringify(data).includes('sealed')).toBe(isWritten);
    },
  );
});
