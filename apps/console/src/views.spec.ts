import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { betweenFields, betweenPage } from './as-at/between.page.js';
import { changesPage, type ChangesFacts } from './as-at/changes.page.js';
import { answersPage, comparedStandardsPage } from './as-at/compared.page.js';
import { errorPage } from './frame/error.page.js';
import type { PageHead } from './frame/page.js';
import { projectFolder } from './places.js';
import { checkPage } from './section11/check.page.js';
import { copyPage } from './section11/copy.page.js';
import { historyPage } from './section11/history.page.js';
import { questionPage, type QuestionFacts } from './section11/question.page.js';
import { receiptPage } from './section11/receipt.page.js';
import { returnsPage } from './section11/returns.page.js';
import { signOffPage } from './section11/sign-off.page.js';
import { startPage } from './section11/start.page.js';
import { submitPage } from './section11/submit.page.js';
import { taskListPage } from './section11/task-list.page.js';
import { rolePage } from './sign-in/role.page.js';
import { signedOutPage, signOutPage } from './sign-in/sign-out.page.js';
import { tasksPage } from './tasks/tasks.page.js';
import type { WaitingTask } from './tasks/waiting.js';
import { aComparedCycle, aFile, aHistory, anItem, aPrevious, aProgress, CALLUM, EARLIER, nameOf, NOW } from './testing/examples.js';
import { flawsOf, linksOf, rendered } from './testing/rendered.js';

const HOSTILE = '<img src=x onerror=alert(1)>"\'{{ 7 * 7 }}';
const file = aFile({ previous: aPrevious() });
const SINCE = { asked: '2026-03-31', words: '31 March 2026' };
const COMPARED = { title: 'Compared', span: 'From then to now.', views: [], between: betweenFields([], '2026-11-25') };

const RECEIPT = {
  number: 1,
  eventId: '7f3a92c1-0bde-5000-8000-000000000000',
  position: '9',
  recordedAt: '2026-11-25T09:00:00.000Z',
  submittedOn: '2026-11-25',
  late: false,
  daysLate: 0,
};

function question(facts: Partial<QuestionFacts> = {}): PageHead {
  return questionPage({
    file,
    item: file.items[1] ?? anItem({}),
    history: [aHistory()],
    reading: NOW,
    mayAnswer: true,
    commandId: 'c',
    ...facts,
  });
}

const STOOD = { audits: 1, auditsAgreed: 0, actionsOverdue: 0, series: 2, seriesWithSignal: 0 };

const CHANGES: ChangesFacts = {
  page: {
    changes: [
      {
        of: 'releases',
        event: 'e',
        position: '39000',
        recordedAt: '2026-03-31T09:00:00.000Z',
        kind: 'released',
        ref: 'r',
        title: 'Referrals',
        audience: 'briefing',
        why: 'For the day.',
        by: CALLUM,
      },
    ],
    counts: new Map([['releases', 120]]),
    total: 120,
    later: 50,
    newer: {},
    older: { before: 39000n },
  },
  first: { domains: { before: STOOD, after: STOOD, judges: false }, cycles: [] },
  since: SINCE,
};

/** Every page that this area lays out, with something in each of its parts. */
const PAGES: Readonly<Record<string, PageHead>> = {
  'about/accessibility': { title: 'Accessibility statement' },
  'about/privacy': { title: 'Privacy notice' },
  'as-at/changes': changesPage(COMPARED, CHANGES, EARLIER, nameOf),
  'as-at/answers': answersPage(COMPARED, [aComparedCycle()], SINCE, NOW, nameOf),
  'as-at/standards': comparedStandardsPage(COMPARED, [aComparedCycle()], SINCE, NOW),
  'as-at/between': betweenPage(COMPARED.between, [{ text: 'Wrong', href: '#since' }]),
  'as-at/compared': COMPARED,
  error: errorPage(new Error('x'), 'ref', '/x?asAt=1'),
  'section11/check': checkPage(file, NOW, 'agency-lead'),
  'section11/copy': copyPage(file, NOW, true),
  'section11/history': historyPage(file, [aHistory({ before: aHistory().after })], nameOf, NOW, true),
  'section11/question': question(),
  'section11/receipt': receiptPage(aFile({ progress: aProgress({ status: 'submitted' }) }), [RECEIPT], 'store', NOW, true),
  'section11/returns': returnsPage([aProgress()], NOW, 'words'),
  'section11/sign-off': signOffPage(file, NOW, 'c', undefined, [{ text: 'Wrong', href: '#declaration' }]),
  'section11/start': startPage(aProgress(), 'c'),
  'section11/submit': submitPage(file, NOW, 'c'),
  'section11/task-list': taskListPage(file, NOW, true),
  'sign-in/role': rolePage([{ id: '1', role: 'coordinator' }], '1', '/', [{ text: 'Choose', href: '#appointment' }]),
  'sign-in/sign-out': signOutPage(),
  'sign-in/signed-out': signedOutPage(),
  'tasks/nothing': { title: 'Home' },
  'tasks/tasks': tasksPage(
    [aProgress(), aProgress({ status: 'submitted', submittedOn: '2026-11-20' })],
    new Map(),
    [aTask('Report 2 figures')],
    NOW,
  ),
};

/** A task that waits, linked as pages link at an earlier date. */
function aTask(title: string): WaitingTask {
  return { title: { text: title }, href: '/actions/1?asAt=2026-03-31', hint: { text: 'Action.' }, status: { text: 'Due today' } };
}

function templatesIn(folder: string): string[] {
  return readdirSync(join(projectFolder(), 'apps', 'console', 'views', folder)).map((file) => `${folder}/${file.replace('.njk', '')}`);
}

describe('the templates', () => {
  it('are all laid out here', () => {
    const all = ['about', 'as-at', 'section11', 'sign-in', 'tasks'].flatMap(templatesIn);
    expect(all.filter((template) => !(template in PAGES) && template !== 'as-at/between-fields')).toEqual([]);
  });

  it.each(Object.entries(PAGES))('%s says its title and has nothing that it must not', (template, view) => {
    const html = rendered(template, view);
    expect(html.replace(/\s+/g, ' ').replace(/ <\/h1>/g, '</h1>')).toContain(`${view.title}</h1>`);
    expect(flawsOf(html)).toEqual([]);
  });

  it('show what people wrote as text, whatever it is', () => {
    const item = anItem({
      ...file.items[0],
      question: HOSTILE,
      rating: 'met',
      narrative: HOSTILE,
      evidence: [{ kind: 'note', text: HOSTILE }],
    });
    const html = [
      rendered(
        'section11/question',
        question({ item, reading: EARLIER, history: [aHistory({ statement: HOSTILE, why: HOSTILE, after: item })] }),
      ),
      rendered('section11/question', question({ item })),
      rendered('section11/copy', copyPage(aFile({ items: [item] }), NOW, true)),
      rendered('section11/check', checkPage(aFile({ items: [item] }), NOW, 'agency-lead')),
      rendered('section11/returns', returnsPage([aProgress({ agencyName: HOSTILE, cycleTitle: HOSTILE })], NOW, 'words')),
      rendered('tasks/tasks', tasksPage([], new Map(), [aTask(HOSTILE)], NOW)),
      rendered('tasks/tasks', tasksPage([aProgress({ cycleTitle: HOSTILE })], new Map(), [], NOW)),
    ];
    for (const page of html) {
      expect(page).toContain('&lt;img src=x onerror=alert(1)&gt;');
      expect(page).not.toContain('<img');
      expect(page).toContain('{{ 7 * 7 }}');
    }
  });
});

describe('a page at an earlier date', () => {
  const earlier = { isEarlier: true };

  it.each<[string, PageHead]>([
    ['section11/task-list', taskListPage(file, EARLIER, true)],
    ['section11/question', question({ reading: EARLIER, history: [] })],
    ['section11/copy', copyPage(file, EARLIER, true)],
    ['section11/check', checkPage(file, EARLIER, 'agency-lead')],
    ['section11/returns', returnsPage([aProgress()], EARLIER, 'words')],
    ['section11/receipt', receiptPage(aFile({ progress: aProgress({ status: 'submitted' }) }), [RECEIPT], 'store', EARLIER, true)],
    ['tasks/tasks', tasksPage([aProgress()], new Map(), [aTask('Report 2 figures')], EARLIER)],
  ])('%s carries the date on every link, but to today and to what changed', (template, view) => {
    const elsewhere = linksOf(rendered(template, view, earlier)).filter((href) => !href.includes('asAt=2026-03-31'));
    expect(elsewhere).toEqual(['/changes?since=40000', '/here']);
  });

  it('says its banner in the words of the picture, and has no button that does anything', () => {
    const html = rendered('section11/task-list', taskListPage(file, EARLIER, true), earlier)
      .replace(/<[^>]+>/g, '')
      .replace(/\s+/g, ' ');
    expect(html).toContain(
      'Showing the record as at 31 March 2026, 11:59pm (event 40,000). 37 changes have been made since. See what changed or return to today.',
    );
    expect(rendered('section11/question', question({ reading: EARLIER }), earlier)).not.toContain('name="commandId"');
  });
});

describe('the conflict of two who wrote at once', () => {
  it('shows both texts, side by side', () => {
    const theirs = { rating: 'met', narrative: 'Theirs.', evidence: [] } as const;
    const conflict = {
      item: 'SMC-1',
      theirs,
      yours: { ...theirs, narrative: 'Mine.' },
      currentRevision: 7,
      changedBy: CALLUM,
      changedAt: '2026-11-25T14:10:00.000Z',
    };
    const html = rendered('section11/question', question({ conflict }));
    expect(html).toMatch(/What stands now[\s\S]*Theirs\.[\s\S]*What you wrote[\s\S]*Mine\./);
    expect(html).toContain('name="basedOn" value="7"');
  });
});
