import type { Day } from '@goldenthread/event-sourcing';
import { BEGINS_AT } from '../../apps/standalone/src/demonstration/history.js';
import { loadHistory } from '../../apps/standalone/src/demonstration/load-demonstration.js';
import { JourneyApp } from './journey-app.js';

/** API and console over all that the demonstration tells of Marlshire, in the morning of the day it is told on. */
export async function openMarlshire(today: Day): Promise<JourneyApp> {
  const app = await JourneyApp.open(BEGINS_AT);
  await loadHistory(app.platform, app.commands, { today, finish: false });
  await app.setClock(`${today}T10:00:00.000Z`);
  return app;
}
