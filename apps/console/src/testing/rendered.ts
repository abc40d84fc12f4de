import { frameOf } from '../frame/frame.js';
import type { PageHead } from '../frame/page.js';
import { Renderer } from '../frame/renderer.js';
import { Views } from '../frame/views.js';
import { EARLIER, NOW } from './examples.js';

const renderer = new Renderer(new Views(), (name) => `/assets/${name}`);

/** A page as it would be sent to Callum Birch of Marlshire Constabulary; at an earlier date where that is said. */
export function rendered(template: string, view: PageHead, { isEarlier = false, here = '/here' } = {}): string {
  const actingAs = {
    id: 'x',
    agency: 'Marlshire Constabulary',
    role: 'agency author',
    partnership: { name: 'Marlshire', isInvented: true },
  };
  const scope = { partnership: 'p', agency: 'a', onlySubmitted: false };
  const frame = frameOf({
    head: view,
    here: isEarlier ? `${here}?asAt=2026-03-31` : here,
    nonce: 'the-nonce',
    madeAt: '2026-11-25T14:14:00.000Z',
    hasTable: true,
    point: (isEarlier ? EARLIER : NOW).point,
    changesSince: 37,
    visit: { csrf: 'the-token' },
    who: { name: 'Callum Birch', role: 'agency-author', scope, appointments: 2, actingAs },
  });
  return renderer.render(template, view, frame);
}

/** What is wrong with a page that must never be: a style of its own, a script without the nonce, a value nobody gave. */
export function flawsOf(html: string): string[] {
  const flaws = [
    /\sstyle=/,
    /<style/,
    /\son[a-z]+="/,
    /<script(?![^>]*nonce="the-nonce")/,
    /\bundefined\b/,
    /\[object Object\]/,
    /\bNaN\b/,
    /href=""/,
  ];
  return flaws.filter((flaw) => flaw.test(html)).map(String);
}

/** The addresses a page leads to on this site, except those that are of no date. */
export function linksOf(html: string): string[] {
  const hrefs = [...html.matchAll(/<a [^>]*href="(\/[^"]*)"/g)].map(([, href = '']) => href.replaceAll('&amp;', '&'));
  return hrefs.filter((href) => !['/accessibility-statement', '/privacy-notice', '/role'].includes(href));
}
