export * from '../data/reviews.js';
export * from '../data/themes.js';
export * from '../data/thurrock-2019.rules.js';
export * from './domain/actions.events.js';
export * from './domain/action.events.js';
export type {
  ActionCommand,
  ActionRefusal,
  ActionRefusals,
  ActionStatus,
  ActionStep,
  ActionWanted,
  IssueAction as IssueActionOrder,
} from './domain/action.commands.js';
export * from './domain/action.js';
export * from './domain/action-notices.events.js';
export * from './domain/action-notices.js';
export * from './domain/clocks.js';
export * from './domain/follow-up-rules.events.js';
export * from './domain/follow-up-rules.js';
export * from './domain/recommendation.events.js';
export * from './domain/recommendation.js';
export * from './domain/response-failures.events.js';
export * from './domain/response-failures.js';
