/* global crypto, document, window, fetch, setTimeout, clearTimeout, Event, FormData, URLSearchParams */
// What pages do with JavaScript beside GOV.UK Frontend. Everything works without it; this makes some of it quicker.

for (const button of document.querySelectorAll('[data-print]')) {
  button.hidden = false;
  button.addEventListener('click', () => window.print());
}

// A page on paper has nothing folded away.
window.addEventListener('beforeprint', () => {
  for (const details of document.querySelectorAll('details:not([open])')) {
    details.open = true;
    details.dataset.openedToPrint = '';
  }
});
window.addEventListener('afterprint', () => {
  for (const details of document.querySelectorAll('[data-opened-to-print]')) {
    details.open = false;
    delete details.dataset.openedToPrint;
  }
});

const WARN_SECONDS = 5 * 60;

/** Warns five minutes before the visit ends; one press keeps it. Saving by itself keeps it too, and says so by an event. */
function watchTimeout(warning) {
  const stay = warning.querySelector('[data-timeout-stay]');
  const idleSeconds = Number(warning.dataset.idleSeconds);
  let timer;
  let before;
  const wait = () => {
    clearTimeout(timer);
    warning.hidden = true;
    timer = setTimeout(warn, (idleSeconds - WARN_SECONDS) * 1000);
  };
  const warn = () => {
    before = document.activeElement;
    warning.hidden = false;
    stay.focus();
    timer = setTimeout(() => {
      warning.querySelector('[id=timeout-title]').textContent = 'You have been signed out';
      stay.hidden = true;
    }, WARN_SECONDS * 1000);
  };
  stay.addEventListener('click', async () => {
    const body = new URLSearchParams({ csrf: warning.dataset.csrf });
    const answer = await fetch(warning.dataset.extend, { method: 'POST', body, headers: { accept: 'application/json' } }).catch(
      () => undefined,
    );
    if (!answer?.ok) return;
    wait();
    before?.focus();
  });
  document.addEventListener('golden-thread:active', wait);
  wait();
}

for (const warning of document.querySelectorAll('[data-timeout]')) watchTimeout(warning);

const QUIET_MS = 10_000;
/** More than this a browser does not promise to send while it leaves the page. */
const KEEPALIVE_BYTES = 60_000;

/**
 * Saves a form when a field is left, and ten seconds after typing stops, and says so quietly. What cannot be saved yet, or
 * was changed by somebody else meanwhile, stays on the page: the button says more.
 */
function saveByItself(form) {
  const status = form.querySelector('[data-autosave-status]');
  let saved = contentOf(form);
  let attempt = { content: '', commandId: '' };
  let underWay = Promise.resolve();
  let timer;
  let stopped = false;
  let isBusy = false;

  const save = () => {
    clearTimeout(timer);
    underWay = underWay.then(async () => {
      const content = contentOf(form);
      if (stopped || content === saved) return;
      isBusy = true;
      // The same words are the same change, however often they have to be sent.
      if (attempt.content !== content) attempt = { content, commandId: newId() };
      const answer = await send(form, attempt.commandId);
      isBusy = false;
      status.textContent = answer.message;
      stopped = answer.conflict === true;
      if (!answer.saved) return;
      saved = content;
      form.elements.basedOn.value = answer.basedOn;
      document.dispatchEvent(new Event('golden-thread:active'));
    });
    return underWay;
  };

  form.addEventListener('focusout', save);
  form.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(save, QUIET_MS);
  });
  form.addEventListener('submit', (event) => {
    clearTimeout(timer);
    stopped = true;
    if (!isBusy) return;
    // What is under way must be there first: the button's change is based on it.
    event.preventDefault();
    underWay.then(() => form.requestSubmit(event.submitter));
  });
}

async function send(form, commandId) {
  const body = bodyOf(form);
  body.set('commandId', commandId);
  try {
    const answer = await fetch(form.dataset.autosave, {
      method: 'POST',
      body,
      headers: { accept: 'application/json' },
      keepalive: body.toString().length < KEEPALIVE_BYTES,
    });
    if (answer.ok) return await answer.json();
    if (answer.status === 401)
      return { saved: false, message: 'You have been signed out. Press Save to sign in again: what you typed is kept.' };
  } catch {
    // Said below: the connection is away, or what came was no answer.
  }
  return { saved: false, message: 'Not saved: the connection was lost. It is tried again as you go on.' };
}

function bodyOf(form) {
  const body = new URLSearchParams(new FormData(form));
  body.delete('next');
  return body;
}

/** What somebody typed, to tell whether there is anything to save. */
function contentOf(form) {
  const body = bodyOf(form);
  for (const name of ['csrf', 'actingFor', 'commandId', 'basedOn']) body.delete(name);
  return body.toString();
}

/** A random UUID, on plain http too, where `crypto.randomUUID` is kept back. */
function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  return [...bytes]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('')
    .replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

for (const form of document.querySelectorAll('form[data-autosave]')) saveByItself(form);
