import { changesOf, type Projection } from '@goldenthread/event-sourcing';
import type { RowOf } from '@goldenthread/read-models';
import type { Section11ToolPublished } from '../domain/section11-tool.events.js';
import type { Section11ToolRow } from './section11-tool.row.js';

type Columns = RowOf<Section11ToolRow>;

const tools = changesOf<Columns, 'code' | 'version'>('section11_tool', ['code', 'version']);

export const section11ToolProjection: Projection<Section11ToolPublished> = {
  name: 'section11-tool',
  version: 1,
  handles: ['Section11ToolPublished'],
  project: ({ data: { code, version, title, scale, headings } }) => [tools.put({ code, version, title, scale, headings })],
};
