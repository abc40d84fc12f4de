import type { AttentionLine } from '@goldenthread/actions';
import type { GridLine } from '@goldenthread/indicators';
import { attentionInWords, whereOfAttention } from '../actions/attention.page.js';
import type { Reading } from '../as-at/page-readings.js';
import { signalsIn, signalsLead } from '../indicators/signals.page.js';
import { variationInWords } from '../indicators/indicator-words.js';
import { paths } from '../paths.js';
import { counted } from '../words.js';
import type { Sentence } from './sentence.js';

const SHOWN = 3;

/** What indicators and follow-up say to a member who has just come in. */
export interface BeyondReturns {
  readonly lines: readonly GridLine[];
  readonly attention: { readonly lines: readonly AttentionLine[]; readonly left: number };
}

/** What is unusual in the indicators, and what follow-up waits for: a sentence of each, the gravest first in it. */
export function sentencesBeyondReturns({ lines, attention }: BeyondReturns, reading: Reading): Sentence[] {
  return [unusual(lines, reading), waiting(attention, reading)];
}

function unusual(lines: readonly GridLine[], { go }: Reading): Sentence {
  const key = 'unusual';
  if (lines.length === 0) return { key, text: 'No indicator has been defined yet.', evidence: [] };
  return {
    key,
    text: signalsLead(lines),
    evidence: signalsIn(lines)
      .slice(0, SHOWN)
      .map(({ indicator, place, placeName, view }) => ({
        text: `${indicator.definition.name}, ${placeName}. ${variationInWords(view.judged.variation)}`,
        href: go(paths.indicators.one(indicator.code, place)),
      })),
    all: { text: 'See every indicator', href: go(paths.indicators.all) },
  };
}

function waiting({ lines, left }: BeyondReturns['attention'], { go }: Reading): Sentence {
  const count = lines.length + left;
  const key = 'follow-up';
  if (count === 0) return { key, text: 'Follow-up waits for nobody: no letter is ready and nothing is overdue.', evidence: [] };
  return {
    key,
    text: `${counted(count, 'thing needs', 'things need')} attention in follow-up.`,
    evidence: lines.slice(0, SHOWN).map((line) => ({ text: attentionInWords(line).text, href: go(whereOfAttention(line)) })),
    all: { text: 'See what needs attention in follow-up', href: go(paths.attention) },
  };
}
