import { specifying } from '@goldenthread/event-sourcing/testing';
import { section11V1 } from '../../data/tools/section11-v1.tool.js';
import { section11Tool, toolIdOf } from './section11-tool.js';
import type { Section11ToolEvent, WorkingTogetherCode } from './section11-tool.events.js';

const given = (...history: Section11ToolEvent[]) => specifying(section11Tool).given(...history);

const published: Section11ToolEvent = { type: 'Section11ToolPublished', data: section11V1 };

describe('publishing a tool', () => {
  it('records the whole of it, as it will be asked', () => {
    given().when({ type: 'PublishTool', tool: section11V1 }).then(published);
  });

  it('twice records it once', () => {
    given(published)
      .when({ type: 'PublishTool', tool: structuredClone(section11V1) })
      .thenNothing();
  });

  it('with other content under the same version is refused', () => {
    given(published)
      .when({ type: 'PublishTool', tool: { ...section11V1, title: 'Reworded' } })
      .thenRefused('tool-version-taken', { code: 'section-11', version: 1 });
  });

  it('gives each version a record of its own', () => {
    expect(toolIdOf('section-11', 1)).toBe(toolIdOf('section-11', 1));
    expect(toolIdOf('section-11', 1)).not.toBe(toolIdOf('section-11', 2));
  });
});

describe('the canonical tool', () => {
  const items = section11V1.headings.flatMap((heading) => heading.items);

  it('asks forty items under ten headings, four each', () => {
    expect(section11V1.headings.map(({ key }) => key)).toEqual(['SMC', 'SOA', 'LOA', 'SVD', 'TRN', 'SRC', 'IAW', 'INF', 'IND', 'MON']);
    for (const { key, items } of section11V1.headings) {
      expect(items.map((item) => item.key)).toEqual([1, 2, 3, 4].map((number) => `${key}-${number}`));
    }
    expect(items).toHaveLength(40);
  });

  it('asks each in one whole question, with one sentence of guidance, and none twice', () => {
    for (const { question, guidance } of items) {
      expect(question).toMatch(/^[A-Z][^.?!]+\?$/);
      expect(guidance).toMatch(/^[A-Z][^.?!]+\.$/);
    }
    expect(new Set(items.map(({ question }) => question)).size).toBe(40);
  });

  it.each<[string, WorkingTogetherCode[]]>([
    ['SMC', ['b', 'j']],
    ['SOA', ['a', 'c']],
    ['LOA', ['a', 'd', 'e', 'g']],
    ['SVD', ['a', 'c', 'j']],
    ['TRN', ['i']],
    ['SRC', ['h']],
    ['IAW', ['e', 'f']],
    ['INF', ['f']],
    ['IND', ['c', 'i']],
    ['MON', ['j']],
  ])('covers under %s what Working Together asks in %j', (key, codes) => {
    const heading = section11V1.headings.find((one) => one.key === key);
    expect([...new Set(heading?.items.flatMap((item) => item.workingTogether))].sort()).toEqual(codes);
  });

  it('rates from not met to met, and lets what does not apply leave the denominator for a reason', () => {
    expect(section11V1.scale).toMatchObject({ id: 'met-3', version: 1, notApplicable: { needsReason: true, inDenominator: false } });
    expect(section11V1.scale.levels.map(({ key, numeric }) => [key, numeric])).toEqual([
      ['not-met', 0],
      ['partly-met', 1],
      ['met', 2],
    ]);
  });
});
