import { actionNoticesPolicy } from './action-notices.policy.js';
import { auditRecommendationsPolicy } from './audit-recommendations.policy.js';
import type { Policy } from './policy.js';
import { responseFailuresPolicy } from './response-failures.policy.js';
import { signalProposalsPolicy } from './signal-proposals.policy.js';

export * from './begin-day.js';
export { dayEvents, type DayBegan } from './day.js';
export type { Policy } from './policy.js';
export { PolicyRunner, type PolicyCheckpoints, type PolicyLog } from './policy-runner.js';

/** Every policy there is. */
export const policies: readonly Policy[] = [
  responseFailuresPolicy,
  actionNoticesPolicy,
  auditRecommendationsPolicy,
  signalProposalsPolicy,
].map((policy) => policy as unknown as Policy);
