import type { ActionStatus, RegisterFilter, SourceKind } from '@goldenthread/actions';
import { themes } from '@goldenthread/actions';
import { isUuid } from '@goldenthread/event-sourcing';
import type { FastifyRequest } from 'fastify';
import { SOURCE_WORDS, STATUS_WORDS } from './action-words.js';

/** What the address of the register asks for. What it does not know it passes over, as every page does. */
export function filterOf({ query }: Pick<FastifyRequest, 'query'>): RegisterFilter {
  const asked = query as Readonly<Record<string, unknown>>;
  const text = (name: string): string | undefined => (typeof asked[name] === 'string' && asked[name] !== '' ? asked[name] : undefined);
  const [agency, theme, source, status, age] = ['agency', 'theme', 'source', 'status', 'olderThan'].map(text);
  return {
    agency: agency !== undefined && isUuid(agency) ? agency : undefined,
    theme: themes.find(({ key }) => key === theme)?.key,
    source: source !== undefined && Object.hasOwn(SOURCE_WORDS, source) ? (source as SourceKind) : undefined,
    status:
      status === 'open' || status === 'overdue' || (status !== undefined && Object.hasOwn(STATUS_WORDS, status))
        ? (status as ActionStatus)
        : undefined,
    olderThan: age !== undefined && /^\d{1,5}$/.test(age) ? Number(age) : undefined,
  };
}
