/* global document, window, fetch, setTimeout, clearTimeout, URLSearchParams */
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
